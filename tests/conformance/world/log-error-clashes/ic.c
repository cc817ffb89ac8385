inherit "/ia"; int cc() { return 1; }
