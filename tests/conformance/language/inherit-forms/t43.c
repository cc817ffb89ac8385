#include <nosuch.h>
mixed run() { return 1; }
