inherit "/point";
mixed run() { return x_of(0); }
