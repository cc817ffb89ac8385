int a = 1; int b = a + 1; inherit "/t55_a";
mixed run() { return ({ a, b, c }); }
