#pragma strict_types
inherit "/t50_a";
mixed run() { return f("x"); }
