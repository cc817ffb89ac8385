inherit "/parent";
void create() { write("heir created\n"); }
