inherit "/ic"; inherit "/id";
#pragma no_warnings
int t() { return 1; }
