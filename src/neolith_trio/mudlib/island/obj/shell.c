// shell.c: a cowrie shell.

inherit "/std/object";

void create() {
    ::create();
    set_name("shell");
    add_ids(({ "cowrie", "cowrie shell" }));
    set_short("a cowrie shell");
    set_long("Small and pink, with a smile full of teeth. Islanders keep one in a pocket against drowning.");
}
