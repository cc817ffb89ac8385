class p { int x; class p next; }
mixed run() { class p a = new(class p, x: 1); a->next = new(class p, x: 2); a->next->x++; return a->next->x; }
