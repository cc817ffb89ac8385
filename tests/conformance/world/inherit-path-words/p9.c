inherit "/ia.c.c"; mixed t() { return 1; }
