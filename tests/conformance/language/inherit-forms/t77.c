inherit "/t77_a";
inherit "/t77_a";
mixed run() { return f(); }
