inherit "/m";
int g() { return 2; }
int h();
