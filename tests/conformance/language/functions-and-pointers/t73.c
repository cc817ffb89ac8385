function g = (: $1 * 2 :);
mixed run() { return evaluate(g, 4); }
