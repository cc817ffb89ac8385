int f() { return 1; }
inherit "/empty";
