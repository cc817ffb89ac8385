// bosun.c: the cat. He goes where he likes, and for a herring he follows you about.

inherit "/std/inhabitant";

private static object friend;

void create() {
    ::create();
    come_alive("bosun");
    add_ids(({ "cat" }));
    set_short("Bosun the cat");
    set_long("Ginger, one ear and a half, built like a bollard. He allows it.");
    set_restless(6);
    set_haunts(({ "/island/garden", "/island/cottage", "/island/path", "/island/landing" }));
    set_habits(({
        "washes a paw that was clean.",
        "looks at a corner in which there is nothing.",
        "sits down exactly where somebody was about to step.",
        "yawns, at length.",
    }));
    add_answer(({ "bosun", "cat", "puss", "kitty" }), "Mrrow.");
}

string query_name() {
    return "Bosun";
}

string refusal(object thing) {
    return thing->is_fish() ? 0 : "Bosun sniffs at it and turns away, hurt.\n";
}

void thank(object thing, object giver) {
    destruct(thing);
    friend = giver;
    act("eats the herring, head first, and rubs against " + giver->query_name() + ".");
}

private int is_near(object who) {
    return environment(who) == environment();
}

// Once in a while love fades.
private void follow() {
    show("Bosun trots off, tail up.\n");
    move(environment(friend));
    show("Bosun trots in, tail up, and sits on " + friend->query_name() + "'s foot.\n");
    if (!random(5))
        friend = 0;
}

void heart_beat() {
    if (friend && environment(friend) && !is_near(friend))
        follow();
    else
        ::heart_beat();
}
