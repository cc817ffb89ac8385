inherit "/t19_nosuch";
mixed run() { return 1; }
