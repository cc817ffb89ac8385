void logon() {
    write("/cases"->run());
    shutdown();
}
