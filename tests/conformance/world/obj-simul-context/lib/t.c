string t() { return who() + "|" + implode(map_array(({ 1 }), (: who() :)), ","); }
