#ifndef H
#define H
#define V 5
int x = 5;
#endif
