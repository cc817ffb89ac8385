class c { int a; } class d { int b, q; } mixed t() { class d w; mixed v = new(class c); w = v; return catch(w->q = 4); }
