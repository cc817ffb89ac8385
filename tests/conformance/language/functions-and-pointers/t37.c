int g();
mixed run() { return catch(g()); }
