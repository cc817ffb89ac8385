object connect(int port) { return load_object("/user"); }
int valid_override() { return 1; }
