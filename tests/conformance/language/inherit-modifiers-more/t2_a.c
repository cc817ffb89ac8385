inherit "/t2_b";
