// button.c: a brass button. It shines.

inherit "/std/object";

void create() {
    ::create();
    set_name("button");
    add_ids(({ "brass button" }));
    set_short("a brass button");
    set_long("From a keeper's coat: an anchor, and round it the words NUNC LUX.");
}

int is_shiny() {
    return 1;
}
