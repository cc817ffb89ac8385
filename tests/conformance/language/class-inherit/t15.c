inherit "/point";
mixed run() { return new(class nothing); }
