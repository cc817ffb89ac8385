int g; int g;
mixed run() { return g; }
