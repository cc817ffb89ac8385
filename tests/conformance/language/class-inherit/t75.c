class self { int n; class self next; }
mixed run() { class self a = new(class self, n : 1), b = new(class self, n : 2, next : a); return b->next->n; }
