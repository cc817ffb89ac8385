class c { int a; } class d { int b, c; } mixed t() { mixed v = new(class c); return ((class d)v)->c; }
