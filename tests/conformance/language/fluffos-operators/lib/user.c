void logon() {
    string text = "/cases"->run();
    for (int i = 0; i < strlen(text); i += 1000)
        write(text[i..i + 999]);
    shutdown();
}
