inherit "/t26_a";
mixed run() { return ::nof(); }
