inherit "base";
int ov = 7;
string oth() { return "oth"; }
int bv2() { return bv; }
