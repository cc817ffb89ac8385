// log.c: admins read the end of a log.

inherit "/secure/command";

string syntax() {
    return "log [NAME]";
}

string purpose() {
    return "the end of /log/NAME, or what logs there are";
}

string manual() {
    return "`log runtime` shows the last errors, `log compile` what the compiler said, `log login` wrong passwords.";
}

private int list_logs(object who) {
    string *files;

    files = get_dir("/log/");
    tell_object(who, "Logs: " + enumerate(files ? files : ({})) + ".\n");
    return 1;
}

int run(object who, string rest) {
    string *lines;
    string text;

    if (!is_permitted(who))
        return 0;
    if (rest == "")
        return list_logs(who);
    text = strsrch(rest, "/") == -1 && strsrch(rest, "..") == -1 ? read_file("/log/" + rest) : 0;
    if (!text) {
        notify_fail("There is no such log.\n");
        return 0;
    }
    lines = explode(text, "\n");
    tell_object(who, implode(lines[<20..], "\n") + "\n");
    return 1;
}
