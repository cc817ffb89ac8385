int = 4;
