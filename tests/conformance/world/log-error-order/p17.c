int nope; mixed t() { return new(class nope); }
