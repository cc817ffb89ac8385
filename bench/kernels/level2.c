inherit "/level1";
int value(int n) { return ::value(n) + 1; }
