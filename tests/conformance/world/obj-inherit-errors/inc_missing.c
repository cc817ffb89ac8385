#include "nofile.h"
int f() { return 1; }
