void init() { add_action("look", "look"); add_action("back", "back"); }
int look(string s) { write("r2 look\n"); return 1; }
int back(string s) { this_player()->mv("r1"); return 0; }
