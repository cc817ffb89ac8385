// tell.c: speak to one player, wherever they are.

inherit "/std/command";

string syntax() {
    return "tell NAME WORDS";
}

string purpose() {
    return "speak to one player, near or far";
}

string manual() {
    return "`tell ada are you there` reaches Ada across the island. `who` shows whom you could reach.";
}

int run(object who, string rest) {
    object other;
    string name, words;

    if (sscanf(rest, "%s %s", name, words) != 2) {
        notify_fail("Tell whom what?\n");
        return 0;
    }
    other = find_player(lower_case(name));
    if (!other || !interactive(other)) {
        notify_fail("Nobody called " + capitalize(name) + " is listening.\n");
        return 0;
    }
    tell_object(other, who->query_name() + " tells you: " + words + "\n");
    tell_object(who, "You tell " + other->query_name() + ": " + words + "\n");
    return 1;
}
