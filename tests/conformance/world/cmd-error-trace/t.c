int x = 5;
void boom() { x = x / 0; }
