mixed t() { = 5; return 1; }
