// oilcan.c: oil for the lamp.

inherit "/std/object";

void create() {
    ::create();
    set_name("can");
    add_ids(({ "oil", "oilcan", "oil can", "can of oil" }));
    set_short("a can of lamp oil");
    set_long("Two gallons, with a long spout and a dent. A label says: FOR THE LAMP. NOT FOR THE DINGHY, BRIN.");
}
