int rv = 7; int getrv() { return rv; } string base_only() { return "base"; } void setrv(int x) { rv = x; }
