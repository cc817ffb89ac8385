void nm(string s) { set_living_name(s); }
void en() { enable_commands(); }
void dis() { disable_commands(); }
