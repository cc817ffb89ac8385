// get.c: pick something up, or take it out of something.

inherit "/std/command";

string syntax() {
    return "get THING [from HOLDER]";
}

string purpose() {
    return "pick something up (take; `get all`)";
}

string manual() {
    return "`get rope` picks up a rope, `get matches from tin` takes them out of the tin, `get all` takes whatever can be taken.";
}

// 0 when taken, otherwise why not.
private string take(object who, object thing) {
    string reason;

    reason = thing->hindrance(who);
    if (reason)
        return reason;
    if (who->hands_full())
        return "You cannot carry more than that.\n";
    return thing->move(who) ? 0 : "It will not budge.\n";
}

private void report(object who, object thing, object holder) {
    string source;

    source = holder ? " from " + holder->query_short() : "";
    tell_object(who, "You take " + thing->query_short() + source + ".\n");
    who->act("takes " + thing->query_short() + source + ".");
}

private int take_all(object who, object source) {
    int taken;

    foreach (object thing in all_inventory(source)) {
        if (!living(thing) && !take(who, thing)) {
            report(who, thing, source == environment(who) ? 0 : source);
            taken++;
        }
    }
    if (!taken)
        notify_fail("There is nothing here to take.\n");
    return taken > 0;
}

private int take_one(object who, string word, object source) {
    object thing;
    string reason;

    thing = present(lower_case(word), source);
    if (!thing) {
        notify_fail("You see no " + word + " there to take.\n");
        return 0;
    }
    reason = take(who, thing);
    if (reason)
        notify_fail(reason);
    else
        report(who, thing, source == environment(who) ? 0 : source);
    return !reason;
}

int run(object who, string rest) {
    object source;
    string word;

    if (rest == "") {
        notify_fail("Take what?\n");
        return 0;
    }
    source = environment(who);
    if (sscanf(rest, "%s from %s", word, rest) == 2) {
        source = find_container(who, rest);
        if (!source)
            return 0;
        rest = word;
    }
    sscanf(rest, "the %s", rest);
    return rest == "all" ? take_all(who, source) : take_one(who, rest, source);
}
