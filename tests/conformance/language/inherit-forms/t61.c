mixed run() { return catch("/t61_o"->foo()); }
