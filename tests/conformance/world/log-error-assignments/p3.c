mixed t() { int a;
 if (a = 5) ;
 if (1 = a) ;
 return a; }
