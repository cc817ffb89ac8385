void create() { write("y create\n"); }
