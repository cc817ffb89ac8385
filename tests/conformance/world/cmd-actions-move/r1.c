void init() { add_action("look", "look"); add_action("go", "go"); }
int look(string s) { write("r1 look\n"); return 1; }
int go(string s) { this_player()->mv("r2"); write("went\n"); return 1; }
