string blog = "y";
void create() { blog += "B"; }
