mixed run() { function f = (: previous_object() :); return evaluate(f); }
