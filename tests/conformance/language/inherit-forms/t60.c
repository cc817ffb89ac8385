mixed run() { return catch("/t60_o"->foo()); }
