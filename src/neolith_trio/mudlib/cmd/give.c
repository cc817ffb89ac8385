// give.c: hand something to somebody.

inherit "/std/command";

string syntax() {
    return "give THING to SOMEBODY";
}

string purpose() {
    return "hand something over";
}

string manual() {
    return "`give fish to cat` makes a friend. Those who live here take only what they like.";
}

// 0 when the other takes it, otherwise why not.
private string refusal(object other, object thing) {
    if (!living(other))
        return "It does not hold out a hand.\n";
    if (userp(other))
        return other->hands_full() ? other->query_name() + " cannot carry more.\n" : 0;
    return other->refusal(thing);
}

int run(object who, string rest) {
    object thing, other;
    string what, whom, reason;

    if (sscanf(rest, "%s to %s", what, whom) != 2) {
        notify_fail("Give what to whom?\n");
        return 0;
    }
    thing = present(lower_case(what), who);
    other = present(lower_case(whom), environment(who));
    if (!thing || !other || other == who) {
        notify_fail(thing ? "There is no " + whom + " here to give it to.\n" : "You carry no " + what + ".\n");
        return 0;
    }
    reason = refusal(other, thing);
    if (reason) {
        notify_fail(reason);
        return 0;
    }
    thing->move(other);
    tell_object(who, "You give " + thing->query_short() + " to " + other->query_name() + ".\n");
    tell_object(other, who->query_name() + " gives you " + thing->query_short() + ".\n");
    tell_room(environment(who), who->query_name() + " gives " + thing->query_short() + " to "
        + other->query_name() + ".\n", ({ who, other }));
    other->thank(thing, who);
    return 1;
}
