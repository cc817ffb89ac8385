class c { int x; }
class c make() { return new(class c, x: 9); }
