mixed run() { function f = (: 1; 2 :) ; return 1; }
