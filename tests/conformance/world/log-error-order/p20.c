class c { class d x; } class d { int y; } mixed t() { return 1; }
