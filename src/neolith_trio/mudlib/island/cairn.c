// cairn.c: the chamber under the Three.

inherit "/std/room";

void create() {
    ::create();
    set_short("the chamber under the stones");
    set_long("You can just stand. The walls are single slabs, and on each of the three there is one carved line that "
        + "runs up into the dark and becomes one of the stones above. In the middle of the floor stands a bowl, "
        + "hollowed from a boulder by somebody with nothing else to do for a year.");
    add_exit("out", "/island/stones");
    add_detail(({ "walls", "wall", "slabs", "slab" }), "Dry and cool, and ever so slightly trembling.");
    add_detail(({ "line", "lines", "carving" }), "Follow one with a finger and you feel the tide in it.");
    add_detail(({ "floor", "dark" }), "Sand, raked smooth. Yours are the only footprints, and then you look again.");
    set_stock(({ "/island/obj/bowl" }));
}
