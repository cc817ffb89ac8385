string al = "a;";
void create() { al += "create a;"; }
