mixed run() { object o = load_object("/t65_o"); return ({ catch(o->kill()), o }); }
