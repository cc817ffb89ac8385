void create() { write(prot() + "\n"); }
