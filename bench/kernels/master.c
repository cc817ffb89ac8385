object connect(int port) { return 0; }
