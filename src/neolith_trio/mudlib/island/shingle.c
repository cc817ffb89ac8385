// shingle.c: the beach at the north end.

inherit "/std/shore";

void create() {
    ::create();
    set_short("the shingle");
    set_long("A bank of grey pebbles, each the size of an egg, rattles when a wave draws back. Driftwood has been "
        + "stacked above the weed line by someone tidy. A line of flat stones starts out from here across the water "
        + "towards a black skerry.");
    add_exit("south", "/island/landing");
    add_exit("north", "/island/causeway");
    add_detail(({ "pebbles", "pebble", "bank" }), "Grey, grey, grey, one with a white ring, grey.");
    add_detail(({ "driftwood", "wood" }), "Spars, a chair leg, half a fish box marked 'ardle & Sons'.");
    add_detail(({ "weed", "weed line" }), "Bladderwrack. It pops underfoot.");
    add_detail(({ "skerry", "rock" }), "Low and black, with a speck of something pale on top.");
    add_detail(({ "stones", "line" }), "The causeway. It is as good as a road while the tide is low.");
    set_stock(({ "/island/obj/shell" }));
}
