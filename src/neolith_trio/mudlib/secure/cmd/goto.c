// goto.c: admins go straight to a room or to a player.

inherit "/secure/command";

string syntax() {
    return "goto FILE|NAME";
}

string purpose() {
    return "go straight to a room or a player";
}

string manual() {
    return "`goto /island/lamp` or `goto ada`.";
}

private object place_named(string word) {
    object other;

    other = find_player(lower_case(word));
    if (other)
        return environment(other);
    if (word[0] != '/' || file_size(word + ".c") < 0)
        return 0;
    return load_object(word);
}

int run(object who, string rest) {
    object where;

    if (!is_permitted(who))
        return 0;
    where = rest == "" ? 0 : place_named(rest);
    if (!where || !where->is_room()) {
        notify_fail("There is no such place.\n");
        return 0;
    }
    who->appear(where, who->query_name() + " is gone.\n", who->query_name() + " is here, all at once.\n");
    return 1;
}
