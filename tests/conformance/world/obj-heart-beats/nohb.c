int hb(int x) { return set_heart_beat(x); }
