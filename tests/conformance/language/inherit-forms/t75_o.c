mixed f(int x) { return ({ x, file_name(this_object()), previous_object() }); }
