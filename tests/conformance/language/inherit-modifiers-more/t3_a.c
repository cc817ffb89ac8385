private inherit "/t3_b";
