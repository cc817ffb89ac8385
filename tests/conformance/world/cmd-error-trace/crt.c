mixed g = ({ 1 })[5];
void create() { error("create\n"); }
