// A user without process_input(): a line is an action and nothing else.

void logon()
{
    enable_commands();
    add_action("do_echo", "echo");
    write("ready\n");
}

void write_prompt() {}

int do_echo(string text)
{
    write(text + "\n");
    return 1;
}
