inherit "/t35_a";
mixed run() { return deep_inherit_list(this_object()); }
