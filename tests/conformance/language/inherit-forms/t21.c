inherit "$D" "/a";
mixed run() { return f(); }
