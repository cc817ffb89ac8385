void create() { set_heart_beat(1); }
int hb(int x) { return set_heart_beat(x); }
int qhb() { return query_heart_beat(); }
void heart_beat() { }
