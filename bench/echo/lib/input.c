// A user whose process_input() does everything: a line goes no further.

void logon()
{
    write("ready\n");
}

int process_input(string line)
{
    write(line + "\n");
    return 1;
}

void write_prompt() {}
