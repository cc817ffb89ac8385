mixed g() { return f(); }
