inherit "/ic"; inherit "/id";


int t() { return foo; }
