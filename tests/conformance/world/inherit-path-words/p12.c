inherit "/ia#1"; mixed t() { return 1; }
