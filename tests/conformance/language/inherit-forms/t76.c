inherit "/t76_a";
mixed run() { mixed *r = ({}); foreach (string n in ({ "pub", "sta", "pri", "pro" })) r += ({ catch(call_other(this_object(), n)), call_other(this_object(), n) }); return r; }
