mixed run() { function f = (: :) ; return 1; }
