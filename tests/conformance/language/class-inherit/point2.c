// The same class once more, with other members.
class point { int x; }
class point other_point() { return new(class point, x : 99); }
