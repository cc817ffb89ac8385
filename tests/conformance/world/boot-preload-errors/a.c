void create() { error("a fails\n"); }
