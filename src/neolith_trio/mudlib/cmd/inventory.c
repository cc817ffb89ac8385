// inventory.c: what you carry.

inherit "/std/command";

string syntax() {
    return "inventory";
}

string purpose() {
    return "what you carry (i)";
}

string manual() {
    return "Two hands and a few pockets hold a dozen things.";
}

int run(object who, string rest) {
    string *words;

    words = ({});
    foreach (object thing in all_inventory(who))
        words += ({ thing->query_short() });
    tell_object(who, wrap("You carry " + enumerate(words) + "."));
    return 1;
}
