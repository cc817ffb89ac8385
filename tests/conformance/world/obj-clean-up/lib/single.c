int clean_up(int i) { master()->p("single clean_up " + i); return 0; }
