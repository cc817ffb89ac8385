#include "hd.h"
int t() { return 1; }
