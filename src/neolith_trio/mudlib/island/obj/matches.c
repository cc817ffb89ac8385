// matches.c: a box of matches, found in the keeper's tin.

inherit "/std/object";

void create() {
    ::create();
    set_name("matches");
    add_ids(({ "match", "box", "box of matches", "matchbox" }));
    set_short("a box of matches");
    set_long("The label shows three stones under a star. Most of the matches are still in it.");
}
