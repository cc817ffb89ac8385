mixed x;
void create(int a, int b) { x = ({ a, b }); }
mixed get() { return x; }
