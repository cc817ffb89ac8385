inherit "/t52_b"; inherit "/t52_c";
mixed virt() { return ({ "a", b::virt(), c::virt() }); }
