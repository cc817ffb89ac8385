varargs mixed f(mixed *b...) { return b; }
mixed run() { return f(); }
