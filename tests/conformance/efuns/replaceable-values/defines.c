inherit "/plain";
int two() { return one() + 1; }
