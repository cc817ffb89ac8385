// stones.c: the Three. They hum with the tide; somebody who listens can tell how it stands.

inherit "/std/shore";

void create() {
    ::create();
    set_short("the Three");
    set_long("Three stones stand in the heather, twice your height, leaning in as if one of them had lowered its voice. "
        + "No one put a fence round them; no sheep go near. Between their feet a low doorway leads into the ground.");
    add_exit("south", "/island/path");
    add_exit("in", "/island/cairn");
    add_detail(({ "stones", "stone", "three", "the three" }), "Grey gneiss with a sparkle in it. Where they nearly touch, the air is warm. You might listen.");
    add_detail(({ "heather" }), "Flattened in a ring, as by sitting. Many evenings of sitting.");
    add_detail(({ "doorway", "door" }), "Two uprights and a lintel. Whoever built it was shorter than you, or politer.");
}

void init() {
    add_action("listen", "listen");
}

private string hum() {
    switch (TIDE->query_tide()) {
    case "low":
        return "one note, low and level. The causeway will be dry.";
    case "rising":
        return "a note that climbs and never arrives.";
    case "high":
        return "three notes at once, so wide that you hold on to the nearest stone.";
    default:
        return "a note that sinks like someone falling asleep.";
    }
}

int listen(string rest) {
    write(wrap("You lay an ear against the stone. It hums: " + hum()));
    say(this_player()->query_name() + " lays an ear against one of the stones.\n");
    return 1;
}
