nomask int bn = 4; nomask static int bm; int z;
