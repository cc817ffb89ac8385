void create() { if (!clonep()) error("bc\n"); }
