inherit "/t8_a";
mixed run() { return ::f(); }
