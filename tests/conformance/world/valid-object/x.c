void create() { write("x create\n"); }
