mixed run() { function f = (: strlen("abcd") :); return evaluate(f); }
