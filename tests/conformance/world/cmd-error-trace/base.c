void bgo() { this_object()->nope(); error("in base\n"); }
