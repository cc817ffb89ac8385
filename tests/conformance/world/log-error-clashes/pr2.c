private int aa() { return 1; } nomask int kk() { return 1; } int mm() { return 1; } 
