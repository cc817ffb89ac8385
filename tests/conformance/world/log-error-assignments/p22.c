int t() { return 1; } = 4;
