// garden.c: a walled garden behind the cottage.

inherit "/std/room";

void create() {
    ::create();
    set_short("the walled garden");
    set_long("Four walls of stacked stone keep the wind out, mostly. Kale stands in rows, and one rose bush that has "
        + "been told all its life that it would not manage has managed.");
    add_exit("north", "/island/cottage");
    add_detail(({ "walls", "wall", "stone" }), "Dry stone. A wren lives in it, and puts her head out to see who you are.");
    add_detail(({ "wren" }), "She has seen better.");
    add_detail(({ "kale", "rows" }), "Blue-green, crinkled, and indestructible.");
    add_detail(({ "rose", "bush", "rose bush" }), "White, with five petals, and the only thing on the island that does not smell of salt.");
    set_stock(({ "/island/obj/pail", "/island/npc/bosun" }));
}
