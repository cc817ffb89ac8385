int a + 5 = 4;
