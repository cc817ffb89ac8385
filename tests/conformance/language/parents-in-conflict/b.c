inherit "/base"; int bv;
