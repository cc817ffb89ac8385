int t3(); mixed t() { function f = (: t3 :); return catch(evaluate(f, 1)); }
