void create() { error("bad4\n"); }
