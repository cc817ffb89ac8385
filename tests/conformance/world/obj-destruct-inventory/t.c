string n;
void nm(string s) { n = s; }
void go(object o) { move_object(o); }
int move_or_destruct(object d) { write(n + " mod " + (d ? file_name(d) : "0") + "\n"); if (d && n != "d") move_object(d); return 0; }
