inherit "/level3";
int value(int n) { return ::value(n) + 1; }
