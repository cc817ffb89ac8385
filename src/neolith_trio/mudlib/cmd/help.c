// help.c: what can be typed, and what it does. The list is read from the command directories,
// so a new command is in it as soon as its file is there.

inherit "/std/command";

string syntax() {
    return "help [VERB]";
}

string purpose() {
    return "this list, or more about one command";
}

string manual() {
    return "`help look` tells more about looking.";
}

private object command_for(object who, string verb) {
    if (strsrch(verb, "/") != -1 || strsrch(verb, ".") != -1)
        return 0;
    if (file_size(CMD_DIR + verb + ".c") > 0)
        return load_object(CMD_DIR + verb);
    if (is_admin(who) && file_size(ADMIN_DIR + verb + ".c") > 0)
        return load_object(ADMIN_DIR + verb);
    return 0;
}

private string line_for(object command) {
    return sprintf("  %-28s %s\n", command->syntax(), command->purpose());
}

private string list_of(string directory) {
    string text;

    text = "";
    foreach (string file in sort_array(get_dir(directory + "*.c"), 1))
        text += line_for(load_object(directory + file));
    return text;
}

private int show_list(object who) {
    string text;

    text = "To go somewhere, type the way out: `north` or `n`, `up`, `in`.\n\n" + list_of(CMD_DIR);
    if (is_admin(who))
        text += "\nAs an admin, also:\n\n" + list_of(ADMIN_DIR);
    tell_object(who, text);
    return 1;
}

int run(object who, string rest) {
    object command;

    if (rest == "")
        return show_list(who);
    command = command_for(who, lower_case(rest));
    if (!command) {
        notify_fail("There is no help on that. `help` alone lists what there is.\n");
        return 0;
    }
    tell_object(who, line_for(command) + "\n" + wrap(command->manual()));
    return 1;
}
