// cottage.c: where the keeper lives.

inherit "/std/room";

void create() {
    ::create();
    set_short("the keeper's cottage");
    set_long("One low room with a peat fire, a table, and a window that is all sea. Logbooks stand on a shelf in the "
        + "order of their years. A chair by the fire has cat hair on it; another has a cushion.");
    add_exit("east", "/island/path");
    add_exit("south", "/island/garden");
    add_detail(({ "fire", "peat" }), "It has not gone out in eleven years, says the chalk mark on the hearth, and then the chalk gives up counting.");
    add_detail(({ "logbooks", "logbook", "shelf", "books" }), "You open one. 'Wind SW 6. Three ships. The stones loud after midnight.' You open another. "
        + "'Wind W 4. No ships. Lamp not lit. No one asked.'");
    add_detail(({ "window", "sea" }), "A rectangle of moving grey with a ferry-shaped gap in it.");
    add_detail(({ "chair", "cushion", "hair" }), "You know whose it is. You sit elsewhere.");
    add_detail(({ "table" }), "Scrubbed white. There is a tin on it most days.");
    set_stock(({ "/island/obj/tin", "/island/npc/isbet" }));
}
