// the configuration names another file as the master
int x;
