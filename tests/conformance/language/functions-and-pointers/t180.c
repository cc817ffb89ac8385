mixed run() { function f = (: write :); return 1; }
