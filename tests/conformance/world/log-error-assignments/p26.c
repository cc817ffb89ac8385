mixed t() { return strlen("a" = "b"); }
