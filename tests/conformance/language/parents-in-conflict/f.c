nomask int fnom() { return 1; }
