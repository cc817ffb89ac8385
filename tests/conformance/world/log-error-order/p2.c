int a = 3, b = a;
mixed t() { return b; }
