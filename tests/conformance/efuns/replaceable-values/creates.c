inherit "/plain";
void create() { }
