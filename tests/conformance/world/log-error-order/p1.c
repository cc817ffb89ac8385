int a = b, b = 3;
mixed t() { return a; }
