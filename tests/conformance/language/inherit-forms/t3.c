inherit "/t3_a"; inherit "/t3_b";
mixed run() { set(5); return ({ get_a(), get_b(), ba() }); }
