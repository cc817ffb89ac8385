// The same class with the same members.
class point { int x, y; string label; }
class point same_point() { return new(class point, x : 7); }
