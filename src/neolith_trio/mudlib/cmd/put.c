// put.c: put something you carry into something that holds things.

inherit "/std/command";

string syntax() {
    return "put THING in HOLDER";
}

string purpose() {
    return "put something into something";
}

string manual() {
    return "`put shell in pail` moves the shell from your hands into the pail.";
}

int run(object who, string rest) {
    object thing, holder;
    string word, where, reason;

    if (sscanf(rest, "%s in %s", word, where) != 2) {
        notify_fail("Put what in what?\n");
        return 0;
    }
    thing = present(lower_case(word), who);
    if (!thing) {
        notify_fail("You carry no " + word + ".\n");
        return 0;
    }
    holder = find_container(who, where);
    if (!holder)
        return 0;
    reason = holder->refusal(thing);
    if (reason) {
        notify_fail(reason);
        return 0;
    }
    thing->move(holder);
    tell_object(who, "You put " + thing->query_short() + " in " + holder->query_short() + ".\n");
    who->act("puts " + thing->query_short() + " in " + holder->query_short() + ".");
    return 1;
}
