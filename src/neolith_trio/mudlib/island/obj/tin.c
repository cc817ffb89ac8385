// tin.c: the biscuit tin on the keeper's table.

inherit "/std/container";

void create() {
    ::create();
    set_name("tin");
    add_ids(({ "biscuit tin", "box of biscuits" }));
    set_short("a biscuit tin");
    set_long("The lid shows a castle that nobody on the island has ever seen.");
    set_fixed(1);
    fill(({ "/island/obj/matches", "/island/obj/button" }));
}
