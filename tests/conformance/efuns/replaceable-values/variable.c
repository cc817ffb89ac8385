inherit "/plain";
int number;
