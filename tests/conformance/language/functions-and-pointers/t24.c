mixed run() { return call_other(this_object(), ({"g", 1}), 2); }
mixed g(mixed a, mixed b) { return ({a,b}); }
