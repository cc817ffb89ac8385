mixed run() { function f = (: $a :) ; return 1; }
