inherit "/t71_a";
mixed run() { return g(); }
mixed f() { return ({ call_stack(0), call_stack(2) }); }
