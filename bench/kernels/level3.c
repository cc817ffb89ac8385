inherit "/level2";
int value(int n) { return ::value(n) + 1; }
