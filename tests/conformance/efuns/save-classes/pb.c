int same = 2; private int hid = 4; int onlyb;
void setb(int x) { same = x; hid = x + 1; onlyb = x + 2; } mixed getb() { return ({ same, hid, onlyb }); }
