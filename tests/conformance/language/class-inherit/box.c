// A class whose members are of another class.
inherit "/point";
class box { class point corner; int width, height; class box inner; }
class box make_box(int w, int h) { return new(class box, corner : make_point(0, 0), width : w, height : h); }
int area(class box b) { return b->width * b->height; }
