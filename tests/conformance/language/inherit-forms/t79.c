inherit "/t79_a";
mixed run() { return sizeof(list); }
void create() { list += ({ 3 }); }
