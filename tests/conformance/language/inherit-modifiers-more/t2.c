inherit "/t2_a";
mixed run() { return catch(f()); }
