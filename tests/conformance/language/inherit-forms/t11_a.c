int f() { return 5; }
public int g() { return 6; }
