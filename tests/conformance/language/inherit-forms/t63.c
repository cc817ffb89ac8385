mixed run() { object o = load_object("/t63_o"); mixed f = o->fp(); destruct(o); return ({ catch(evaluate(f)) }); }
