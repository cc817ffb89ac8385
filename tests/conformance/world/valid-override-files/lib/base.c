void based() { efun::write("based " + efun::strlen("xyz") + "\n"); }
#include "inc.h"
