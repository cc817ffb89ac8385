void create() { error("bad3\n"); }
