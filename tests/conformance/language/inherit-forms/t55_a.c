int c = 9;
