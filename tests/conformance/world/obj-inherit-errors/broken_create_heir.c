inherit "/broken_create";
void create() { }
