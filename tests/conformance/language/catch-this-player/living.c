int fails() { enable_commands(); error("no\n"); }
int throws() { enable_commands(); throw(5); }
int divides() { enable_commands(); return 1 / random(1); }
int works() { enable_commands(); return 1; }
int stops() { disable_commands(); return 1; }
int fails_inside() { mixed err; enable_commands(); err = catch(error("inside\n")); return objectp(this_player()); }
