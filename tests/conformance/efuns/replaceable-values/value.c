int number = 1;
int one() { return number; }
