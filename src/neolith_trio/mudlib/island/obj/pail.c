// pail.c: a pail that can be carried about with things in it.

inherit "/std/container";

void create() {
    ::create();
    set_name("pail");
    add_ids(({ "bucket" }));
    set_short("a zinc pail");
    set_long("It has carried water, kale and, once, the cat.");
    set_capacity(4);
}
