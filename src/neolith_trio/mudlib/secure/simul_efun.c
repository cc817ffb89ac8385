// simul_efun.c: functions every program may call as if the driver had them.
// Two of them, shutdown() and exec(), stand in front of the efun of the same name and ask
// who is calling; valid_override() in the master keeps efun:: from going round them.

// The program an object was made from: "/obj/player" for "/obj/player#7".
string base_name(object ob) {
    return explode(file_name(ob), "#")[0];
}

int is_admin(object who) {
    if (!who || base_name(who) != PLAYER)
        return 0;
    return ACCOUNTS->is_admin(who->query_account());
}

// Text broken into lines of the house width, ending in one newline.
string wrap(string text) {
    return sprintf("%-=" + LINE_WIDTH + "s", text) + "\n";
}

// "a rope", "a rope and a tin", "a rope, a tin and a gull".
string enumerate(string *words) {
    if (!sizeof(words))
        return "nothing";
    if (sizeof(words) == 1)
        return words[0];
    return implode(words[0..<2], ", ") + " and " + words[<1];
}

string trim(string text) {
    while (text != "" && (text[0] == ' ' || text[0] == '\t'))
        text = text[1..];
    while (text != "" && (text[<1] == ' ' || text[<1] == '\t'))
        text = text[0..<2];
    return text;
}

private int is_trusted(object caller) {
    return caller && strsrch(base_name(caller), "/secure/") == 0;
}

void shutdown(int status) {
    if (!is_trusted(previous_object()))
        error("Only /secure may shut the driver down.\n");
    efun::shutdown(status);
}

int exec(object to, object from) {
    if (!is_trusted(previous_object()))
        error("Only /secure may hand a connection over.\n");
    return efun::exec(to, from);
}
