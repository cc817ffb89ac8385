inherit "/t38_a";
mixed run() { return ({ inherits("/t38_a", this_object()), inherits("/t38_b", this_object()), inherits("/t38_zz", this_object()) }); }
