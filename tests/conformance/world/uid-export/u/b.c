int se(mixed s) { return seteuid(s); }
int ex(object o) { return export_uid(o); }
