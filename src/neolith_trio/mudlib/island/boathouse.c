// boathouse.c: tar, nets, and a nest in the rafters.

inherit "/std/room";

void create() {
    ::create();
    set_short("the boathouse");
    set_long("It smells of tar and rope in here. A dinghy lies keel up on two trestles, its name painted out. "
        + "Nets hang from the rafters like the curtains of a theatre that has closed, and between them somebody "
        + "has built a nest.");
    add_exit("east", "/island/landing");
    add_detail(({ "dinghy", "boat", "keel" }), "Sound, but for one plank. Under the paint you can make out a capital B.");
    add_detail(({ "name", "paint" }), "B, then something, then n. It was painted out with care and without anger.");
    add_detail(({ "nets", "net", "rafters" }), "Brown with cutch, mended in four hands.");
    add_detail(({ "trestles" }), "Each leg stands in a saucer of oil, against the damp.");
    set_stock(({ "/island/obj/oilcan", "/island/obj/rope", "/island/obj/nest", "/island/npc/tinker" }));
}
