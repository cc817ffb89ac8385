int x = 4;
