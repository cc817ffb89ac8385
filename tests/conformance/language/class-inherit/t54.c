inherit "/hidden";
mixed run() { class secret s = make_secret(); return s->code; }
