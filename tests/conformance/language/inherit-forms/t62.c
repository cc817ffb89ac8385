mixed run() { object o = load_object("/t62_o"); mixed f = o->fp(); destruct(o); return ({ catch(evaluate(f)), o, f }); }
