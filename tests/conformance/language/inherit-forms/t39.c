inherit "/t39_a";
mixed run() { q = 5; return fetch_variable("q"); }
