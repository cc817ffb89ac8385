int g; string g;
mixed run() { return g; }
