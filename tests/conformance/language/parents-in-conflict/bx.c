int bn; int bm;
