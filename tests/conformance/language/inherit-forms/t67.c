mixed run() { object o = load_object("/t67_o"); destruct(o); return ({ catch(o->f()), objectp(o), typeof(o), sprintf("%O", o), o ? 1 : 2, catch(file_name(o)) }); }
