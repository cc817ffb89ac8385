mixed run() { return sprintf("%d %d", ({1,2})...); }
