inherit "/t37_a"; int own;
mixed run() { return variables(this_object()); }
