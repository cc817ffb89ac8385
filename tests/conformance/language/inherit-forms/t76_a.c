public int pub() { return 1; }
static int sta() { return 2; }
private int pri() { return 3; }
protected int pro() { return 4; }
