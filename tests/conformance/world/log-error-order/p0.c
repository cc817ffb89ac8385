int a = a;
mixed t() { return a; }
