class a { int n; int n; }
mixed run() { class a x = new(class a, n : 3); return x->n; }
