// drop.c: put down what you carry.

inherit "/std/command";

string syntax() {
    return "drop THING";
}

string purpose() {
    return "put something down (`drop all`)";
}

string manual() {
    return "`drop rope` lays the rope down where you stand; `drop all` empties your hands.";
}

private void put_down(object who, object thing) {
    thing->move(environment(who));
    tell_object(who, "You put down " + thing->query_short() + ".\n");
    who->act("puts down " + thing->query_short() + ".");
    environment(who)->thing_dropped(thing, who);
}

int run(object who, string rest) {
    object thing;

    sscanf(rest, "the %s", rest);
    if (rest == "all") {
        foreach (object each_thing in all_inventory(who))
            put_down(who, each_thing);
        tell_object(who, "Your hands are empty.\n");
        return 1;
    }
    thing = rest == "" ? 0 : present(lower_case(rest), who);
    if (!thing) {
        notify_fail(rest == "" ? "Drop what?\n" : "You carry no " + rest + ".\n");
        return 0;
    }
    put_down(who, thing);
    return 1;
}
