void create() { while (1); }
