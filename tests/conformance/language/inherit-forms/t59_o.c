void create() { error("in create\n"); }
