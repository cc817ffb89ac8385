mixed t() { this_object()->x() = 5; return 1; }
