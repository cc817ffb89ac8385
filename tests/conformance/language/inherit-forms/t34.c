inherit "/t34_a";
mixed run() { return sizeof(functions(this_object())) > 0 ? inherit_list(this_object()) : 0; }
