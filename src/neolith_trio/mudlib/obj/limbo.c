// limbo.c: where players wait for the moment in which a room is taken down and built anew.

inherit "/std/room";

void create() {
    ::create();
    set_short("fog");
    set_long("White in every direction. It will clear in a moment.");
    add_exit("out", START_ROOM);
}
