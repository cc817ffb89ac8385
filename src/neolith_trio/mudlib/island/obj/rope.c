// rope.c: a coil of rope.

inherit "/std/object";

void create() {
    ::create();
    set_name("rope");
    add_ids(({ "coil", "coil of rope" }));
    set_short("a coil of rope");
    set_long("Tarred hemp, coiled with the sun by somebody who would notice if you did it the other way.");
}
