#include "/t44_h.h"
#include "/t44_h.h"
mixed run() { return V; }
