mixed info() { return ({ getuid(), geteuid() }); }
mixed try_load(string s) { return catch(load_object(s)); }
mixed set(mixed s) { return seteuid(s); }
