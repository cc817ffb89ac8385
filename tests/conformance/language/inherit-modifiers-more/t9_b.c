private int x = 6;
