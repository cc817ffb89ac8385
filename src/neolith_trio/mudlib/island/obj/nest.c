// nest.c: where the jackdaw keeps what shines.

inherit "/std/container";

void create() {
    ::create();
    set_name("nest");
    set_short("a nest in the rafters");
    set_long("Twigs, wool, a length of fishing line, and an eye for beauty.");
    set_capacity(20);
    set_fixed(1);
}
