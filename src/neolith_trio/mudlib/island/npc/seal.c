// seal.c: a grey seal off the skerry. It says nothing and means it.

inherit "/std/inhabitant";

void create() {
    ::create();
    come_alive("seal");
    add_ids(({ "grey seal" }));
    set_short("a grey seal");
    set_long("Only the head: wet, whiskered and thoughtful, like a judge in a bath.");
    set_restless(7);
    set_habits(({
        "sinks without a ripple and comes up on your other side.",
        "breathes out through its nose, a long sigh about nothing in particular.",
        "looks from you to the island, and back.",
    }));
}

string query_name() {
    return "the seal";
}

void shrug(object who) {
    act("tilts its head at " + who->query_name() + " and seems to remember a song.");
}

string refusal(object thing) {
    return thing->is_fish() ? 0 : "The seal noses it, out of politeness.\n";
}

void thank(object thing, object giver) {
    destruct(thing);
    act("takes the fish from " + giver->query_name() + "'s hand and is gone, and is back.");
}
