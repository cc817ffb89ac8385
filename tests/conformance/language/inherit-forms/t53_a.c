string where() { return file_name(this_object()); }
string afile() { return __FILE__; }
