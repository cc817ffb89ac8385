int v = 4;
