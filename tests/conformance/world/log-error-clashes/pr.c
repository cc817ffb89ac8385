int aa(); int zz() { return aa(); }
