// path.c: the path up the slope; everything on the island is reached from here.

inherit "/std/shore";

void create() {
    ::create();
    set_short("the cliff path");
    set_long("Steps cut into the turf become a path, and the path forks three ways between cushions of pink thrift. "
        + "Terns hang overhead and say exactly what they think of you. Smoke goes up in the west; in the north "
        + "three tall stones lean together; the tower stands in the east.");
    add_exit("down", "/island/landing");
    add_exit("west", "/island/cottage");
    add_exit("north", "/island/stones");
    add_exit("east", "/island/tower");
    add_detail(({ "terns", "tern", "gulls", "birds" }), "Black caps, red bills, forked tails and no manners.");
    add_detail(({ "thrift", "cushions", "turf", "flowers" }), "Pink, dry and rustling. It grows where nothing else would dare.");
    add_detail(({ "smoke" }), "Peat smoke, straight as a string for once.");
    add_detail(({ "steps", "path" }), "Worn in the middle by people carrying oil up.");
}
