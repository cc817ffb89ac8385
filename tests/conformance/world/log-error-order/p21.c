class c { int a; } class d { int a; } mixed t() { class c v = new(class d); return v; }
