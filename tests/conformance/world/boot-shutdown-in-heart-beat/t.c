int n;
void create() { set_heart_beat(1); }
void heart_beat() { master()->p("t beat " + n++ + "\n"); }
