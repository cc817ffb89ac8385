int zz() { return 1; } int own() { return 2; } int aa() { return 1; } int mm() { return 1; } private int pp() { return 1; } static int ss() { return 1; }
