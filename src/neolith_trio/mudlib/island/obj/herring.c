// herring.c: a fish. There is somebody who would like it.

inherit "/std/object";

void create() {
    ::create();
    set_name("herring");
    add_ids(({ "fish" }));
    set_long("Silver, and as fresh as it will ever be.");
}

int is_fish() {
    return 1;
}
