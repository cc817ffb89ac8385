inherit "/t78_a";
mixed run() { varf(1); return res; }
