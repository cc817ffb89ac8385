nomask int g = 4;
mixed run() { return g; }
