inherit "/w";
void create() { write("z create\n"); }
