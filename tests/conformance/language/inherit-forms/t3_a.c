inherit "/t3_base";
int get_a() { return get(); } 
