void inced() { efun::write("based " + efun::strlen("xyz") + "\n"); }
