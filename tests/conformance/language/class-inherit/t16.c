inherit "/point";
mixed run() { return new(class point, z : 1); }
