int same = 1; private int hid = 3; int onlya;
void seta(int x) { same = x; hid = x + 1; onlya = x + 2; } mixed geta() { return ({ same, hid, onlya }); }
