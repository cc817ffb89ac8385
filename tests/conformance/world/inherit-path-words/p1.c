inherit "./ia"; mixed t() { return f(); }
