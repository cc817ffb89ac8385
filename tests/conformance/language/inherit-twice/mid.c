inherit "/base";
int over() { return ::over() + 100; }
int mv = 5;
int midfun() { return bv + mv; }
void create() { ::create(); mv = 50; }
int prot() { return ::prot() * 2; }
