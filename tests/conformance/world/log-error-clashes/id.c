inherit "/ib"; int cc() { return 1; } int bb() { return 2; }
