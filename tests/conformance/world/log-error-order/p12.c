mixed t() { return new(class nope); }
