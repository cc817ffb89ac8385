object connect(int port) { return this_object(); }
int n;
void key(string s, mixed x) { printf("key %O %O\n", s, x); n++; if (n < 4) get_char("key", 0, n); }
void line(string s) { printf("line %O\n", s); }
mixed process_input(string s) { printf("pi %O\n", s); if (s == "go") { printf("%O\n", get_char("key", 0, "first")); return 1; } if (s == "bye") { shutdown(); return 1; } if (s == "l") { input_to("line"); return 1; } return 0; }
void logon() { write("ready\n"); }
