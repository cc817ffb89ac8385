void create() { efun::write("y\n"); }
