int mm() { return 1; } int aa() { return 1; } int own() { return 2; } int zz() { return 1; } int pp() { return 1; } static int ss() { return 1; }
