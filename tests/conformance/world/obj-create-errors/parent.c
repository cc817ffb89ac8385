void create() { error("parent\n"); }
