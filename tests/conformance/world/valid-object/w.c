void create() { write("w create\n"); }
