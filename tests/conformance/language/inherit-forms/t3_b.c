inherit "/t3_base";
int get_b() { return get(); }
int ba() { return v; }
