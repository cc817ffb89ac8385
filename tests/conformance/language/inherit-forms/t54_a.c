int cnt() { return 1; } int total = cnt() + 1;
