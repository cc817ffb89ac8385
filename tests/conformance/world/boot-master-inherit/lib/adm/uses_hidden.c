void create() { write(hidden() + "\n"); }
