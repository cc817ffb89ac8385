public int g = 4; protected int h = 3;
mixed run() { return g; }
