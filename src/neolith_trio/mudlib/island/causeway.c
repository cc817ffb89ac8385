// causeway.c: flat stones to the skerry, dry at low tide only.

inherit "/std/shore";

void create() {
    ::create();
    set_short("the causeway");
    set_long("You stand on flat stones laid so long ago that the sea has rounded their edges. Limpets hold on to "
        + "them as if they had been asked to.");
    add_exit("south", "/island/shingle");
    add_exit("north", "/island/skerry");
    add_detail(({ "stones", "stone", "edges" }), "On one of them three strokes are carved, side by side.");
    add_detail(({ "strokes", "carving" }), "Three strokes, the middle one longer. Whoever cut them had time.");
    add_detail(({ "limpets", "limpet" }), "Do not try. They have been practising for longer than you.");
}

string barrier(string direction, object who) {
    if (direction == "north" && !TIDE->is_low())
        return "The sea runs over the stones ahead, waist deep and in a hurry. You will have to wait for low tide.\n";
    return 0;
}
