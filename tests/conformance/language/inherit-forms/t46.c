inherit "/t46_a";
mixed run() { return V; }
