mixed run() { function f = (: implode :); return evaluate(f, ({"a","b"}), "-"); }
