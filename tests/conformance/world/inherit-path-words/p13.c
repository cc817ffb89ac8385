inherit "/ia.h"; mixed t() { return 1; }
