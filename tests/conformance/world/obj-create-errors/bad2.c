void create() { if (clonep()) destruct(this_object()); if (!this_object()) error("dead\n"); }
