string get_root_uid() { note("root uid"); return "Root"; }
