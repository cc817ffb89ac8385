private inherit "/ic"; inherit "/id"; inherit "/ia";
int t() { return 1; }
