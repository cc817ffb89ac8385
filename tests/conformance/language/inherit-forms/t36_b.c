int g() { return 1; }
private int h() { return 1; }
