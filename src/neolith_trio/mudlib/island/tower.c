// tower.c: the foot of the lighthouse.

inherit "/std/room";

void create() {
    ::create();
    set_short("the foot of the tower");
    set_long("The door stands open because it has stopped being able to do anything else. Inside, an iron stair winds "
        + "up the wall. A brass plate by the first step lists the keepers, the last name scratched rather than engraved.");
    add_exit("west", "/island/path");
    add_exit("up", "/island/lamp");
    add_detail(({ "door" }), "Rust, mostly, in the shape of a door.");
    add_detail(({ "stair", "steps", "iron stair" }), "Ninety-three steps. Somebody has numbered every tenth in chalk, and written 'nearly' on the ninetieth.");
    add_detail(({ "plate", "brass plate", "names", "keepers" }), "Rannald. Rannald the younger. Ishbel. Thom. Thom. Brin. And, with a nail: Isbet.");
}
