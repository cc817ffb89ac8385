int beats;
void create() { set_heart_beat(1); }
void heart_beat() { beats++; }
