int t( = 5) { return 1; }
