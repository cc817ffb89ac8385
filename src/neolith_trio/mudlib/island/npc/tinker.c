// tinker.c: the jackdaw. He picks up what shines, carries it to the boathouse and puts it in the nest.

inherit "/std/inhabitant";

#define HOME "/island/boathouse"

void create() {
    ::create();
    come_alive("tinker");
    add_ids(({ "jackdaw", "bird" }));
    set_short("Tinker the jackdaw");
    set_long("Black, with a grey hood and one pale eye that has already priced you.");
    set_restless(4);
    set_haunts(({ "/island/boathouse", "/island/landing", "/island/path", "/island/cottage" }));
    set_habits(({
        "says 'Tchack' and seems to expect an answer.",
        "walks along a beam with the gait of a bank inspector.",
        "turns his head to look at your buttons.",
    }));
    add_answer(({ "tinker", "jackdaw", "bird", "shiny", "hello" }), "Tchack! Bright thing?");
}

string query_name() {
    return "Tinker";
}

string refusal(object thing) {
    return thing->is_shiny() ? 0 : "Tinker looks at it first with one eye, then with the other, and declines.\n";
}

void thank(object thing, object giver) {
    act("bows to " + giver->query_name() + ", twice, and tucks it under his beak.");
}

private object loot_here() {
    foreach (object thing in all_inventory(environment())) {
        if (thing->is_shiny())
            return thing;
    }
    return 0;
}

private void hide_loot() {
    object nest;

    nest = present("nest", environment());
    if (!nest)
        return;
    foreach (object thing in all_inventory(this_object()))
        thing->move(nest);
    act("pokes something into the nest and stands in front of it.");
}

private void fly_home() {
    show("Tinker flaps off towards the boathouse, beak full.\n");
    move(load_object(HOME));
    hide_loot();
}

void pass_the_time() {
    object loot;

    loot = loot_here();
    if (loot) {
        loot->move(this_object());
        act("hops over and helps himself to " + loot->query_short() + ".");
    }
    else if (sizeof(all_inventory(this_object())))
        fly_home();
    else
        ::pass_the_time();
}
