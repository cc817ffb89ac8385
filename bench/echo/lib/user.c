// A user with a few commands, of which `echo` is measured: a line goes through process_input() and add_action().

void logon()
{
    enable_commands();
    add_action("do_shout", "shout");
    add_action("do_enter", "enter");
    add_action("do_look", "look");
    add_action("do_echo", "echo");
    write("ready\n");
}

string process_input(string line)
{
    return line;
}

void write_prompt() {}

int do_look(string text)
{
    write("You are in a bare room.\n");
    return 1;
}

int do_echo(string text)
{
    write(text + "\n");
    return 1;
}

// A shout reaches those who are somewhere.
int do_enter(string text)
{
    seteuid(getuid());
    move_object(load_object("/room"));
    write("entered\n");
    return 1;
}

int do_shout(string text)
{
    shout(text + "\n");
    write("done\n");
    return 1;
}
