inherit "/t29_a"; inherit "/t29_b";
mixed run() { return log; }
void create() { log += "C"; ::create(); }
