// bowl.c: the stone bowl in the chamber. It is polite to leave something in it.

inherit "/std/container";

void create() {
    ::create();
    set_name("bowl");
    add_ids(({ "stone bowl", "boulder" }));
    set_short("a stone bowl");
    set_long("Smooth as the inside of a shell. People have left things in it for four thousand years, and other people have taken them out.");
    set_capacity(20);
    set_fixed(1);
}
