void create() { efun::write("z\n"); }
