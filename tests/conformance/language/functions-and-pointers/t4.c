varargs mixed f(int a, int b) { return ({a,b,undefinedp(b)}); }
mixed run() { return f(1); }
