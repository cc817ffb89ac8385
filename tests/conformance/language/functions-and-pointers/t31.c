mixed run() { return ({this_object(), this_object()})->g(1); }
mixed g(mixed a) { return a; }
