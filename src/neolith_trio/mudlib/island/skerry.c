// skerry.c: the black rock beyond the causeway. When the tide has come in, swimming is the way home.

inherit "/std/shore";

void create() {
    ::create();
    set_short("the skerry");
    set_long("A back of black rock, slick and full of small pools. From here the island looks like a ship: the tower "
        + "for a mast, the three stones for passengers.");
    add_exit("south", "/island/causeway");
    add_detail(({ "pools", "pool" }), "Anemones the red of old curtains. A shrimp regards you.");
    add_detail(({ "shrimp", "anemones" }), "It goes on as if you were weather.");
    add_detail(({ "island", "ship" }), "You could swear that it moved.");
    set_stock(({ "/island/obj/seaglass", "/island/npc/seal" }));
}

void init() {
    add_action("swim", "swim");
}

string barrier(string direction, object who) {
    return TIDE->is_low() ? 0 : "The causeway is under water. You could swim, if you do not mind the cold.\n";
}

int swim(string rest) {
    object who;

    who = this_player();
    tell_object(who, "You go in up to the neck, say a word you did not know you knew, and swim.\n\n");
    who->appear(load_object("/island/shingle"), who->query_name() + " goes into the sea with a shout.\n",
        who->query_name() + " wades ashore, dripping.\n");
    return 1;
}
