mixed x = ([ "a": ({ 1, (: $1 + 1 :) }) ]);
mixed run() { return evaluate(x["a"][1], 4); }
