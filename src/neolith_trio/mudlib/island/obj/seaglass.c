// seaglass.c: a piece of glass the sea has rounded. It shines.

inherit "/std/object";

void create() {
    ::create();
    set_name("glass");
    add_ids(({ "seaglass", "sea glass", "piece of glass" }));
    set_short("a piece of sea glass");
    set_long("Milky green, worn to the shape of a tear. Held up to the sky it has a ship in it, or a flaw.");
}

int is_shiny() {
    return 1;
}
