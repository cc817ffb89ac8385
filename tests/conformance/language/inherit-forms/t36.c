inherit "/t36_a";
mixed run() { return ({ function_exists("f"), function_exists("g"), function_exists("run"), function_exists("h") }); }
