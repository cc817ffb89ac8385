mixed t() { int x; foreach (x = 5 in ({ 1 })) ; return 1; }
