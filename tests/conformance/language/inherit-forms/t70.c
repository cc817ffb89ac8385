inherit "/t70_a";
mixed run() { return ({ origin(), o(), this_object()->o(), ::o(), evaluate((: o :)), call_other(this_object(), "o"), filter(({1}), "o2"), evaluate((: origin() :)) }); }
