void create() { if (clonep()) error("create\n"); }
