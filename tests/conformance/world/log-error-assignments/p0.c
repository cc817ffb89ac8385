mixed t() { 5 = 6; }
