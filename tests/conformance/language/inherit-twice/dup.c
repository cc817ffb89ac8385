int over() { return 5; }
int bv = 99;
