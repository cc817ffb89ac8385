inherit "/value";
