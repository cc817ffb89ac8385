inherit "/t52_a";
mixed run() { return ({ virt(), this_object()->virt() }); }
mixed virt() { return ({ "child", ::virt() }); }
