// who.c: who is on the island.

inherit "/std/command";

string syntax() {
    return "who";
}

string purpose() {
    return "everybody who is here";
}

string manual() {
    return "Shows every player, whether they are in charge of the island, and how long they have been quiet.";
}

private string line_for(object user) {
    int quiet;
    string text;

    quiet = query_idle(user) / 60;
    text = "  " + user->query_name();
    if (is_admin(user))
        text += " (admin)";
    if (quiet)
        text += ", quiet for " + quiet + (quiet == 1 ? " minute" : " minutes");
    return text + "\n";
}

int run(object who, string rest) {
    object *bodies;
    string text;

    text = "";
    bodies = filter_array(users(), (: base_name($1) == PLAYER :));
    foreach (object user in bodies)
        text += line_for(user);
    tell_object(who, "On Tern Holm:\n" + text);
    return 1;
}
