inherit "/t25_a";
mixed run() { return a::nof(); }
