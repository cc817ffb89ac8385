inherit "dir/../ia"; mixed t() { return f(); }
