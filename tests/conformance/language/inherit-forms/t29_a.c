inherit "/t29_base";
void create() { log += "A"; }
