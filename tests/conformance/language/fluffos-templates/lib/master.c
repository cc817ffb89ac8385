object connect(int port) { return clone_object("/user"); }
