mixed run() { return "/t75_o"->f(1); }
