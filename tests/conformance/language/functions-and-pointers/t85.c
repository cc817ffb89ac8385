class p { int x; mixed *l; }
mixed run() { class p a = new(class p, l: ({1,2})); a->l[1] = 5; a->l += ({6}); return a->l; }
