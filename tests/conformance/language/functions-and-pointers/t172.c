mixed run() { return implode(({1,"a",2}), ","); }
