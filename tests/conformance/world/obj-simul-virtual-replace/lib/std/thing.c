string name = "thing"; int v = 1; string *log = ({});
void set_name(string s) { name = s; } string query_name() { return name; }
void create() { v = 2; } int getv() { return v; } void setv(int x) { v = x; }
string whoami() { return file_name(this_object()); }
int twice(int a) { return -1; }
