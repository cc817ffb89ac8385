#pragma strict_types
inherit "/t14_a";
mixed run() { return ({ f(1) }); }
