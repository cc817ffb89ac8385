inherit "/hidden";
class secret { string other; }
mixed run() { class secret s = new(class secret, other : "x"); return s->other; }
