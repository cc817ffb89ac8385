// landing.c: the ferry landing, where everybody comes ashore.

inherit "/std/shore";

void create() {
    ::create();
    set_short("the ferry landing");
    set_long("Planks silvered by forty winters reach out over green water. A painted board greets whoever steps off "
        + "the ferry, and a bell without a clapper hangs from its post. Above you the island goes up in steps of "
        + "turf to a white tower.");
    add_exit("north", "/island/shingle");
    add_exit("west", "/island/boathouse");
    add_exit("up", "/island/path");
    add_detail(({ "board", "painted board", "sign" }), "TERN HOLM. Population: 1 keeper, 1 cat. Ferry when the weather says so. "
        + "Kindly do not feed the jackdaw anything that shines.");
    add_detail(({ "bell", "post" }), "Somebody took the clapper away so that the wind would stop ringing for the ferry.");
    add_detail(({ "planks", "landing", "jetty" }), "Between the planks you can see the water breathe.");
    add_detail(({ "tower", "lighthouse" }), "White, with one window, and a lamp room at the top that nobody has lit for some time.");
    add_detail(({ "gulls", "gull" }), "They have opinions.");
    add_detail(({ "water", "sea" }), "Green as bottle glass, and as cold as it looks.");
    set_stock(({ "/island/obj/herring" }));
}
