mixed run() { return this_object()->g(1); }
mixed g(mixed a, mixed b) { return ({a,b, undefinedp(b)}); }
