int run;
mixed run() { return run; }
