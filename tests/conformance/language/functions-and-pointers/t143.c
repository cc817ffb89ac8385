mixed run() { function f = (: this_object() :); return evaluate(f); }
