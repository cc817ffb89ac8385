inherit "/value";
void create() { }
