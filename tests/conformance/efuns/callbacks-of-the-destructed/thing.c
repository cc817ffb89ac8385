int one(mixed x) { return 1; }
int ending(mixed x) { if (this_object()) destruct(this_object()); return x + 1; }
int ordering(mixed x, mixed y) { destruct(this_object()); return x - y; }

mixed map_name() { return catch(map(({ 3, 2, 1 }), "ending")); }
mixed map_pointer() { return catch(map(({ 3, 2, 1 }), (: ending :))); }
mixed map_pairs() { return catch(map(([ 3 : 2, 1 : 5 ]), "ending")); }
mixed map_last() { mixed result; result = map(({ 1 }), "ending"); return result; }
mixed filter_name() { return catch(filter(({ 3, 2, 1 }), "ending")); }
mixed sort_name() { return catch(sort_array(({ 3, 2, 1 }), "ordering")); }
mixed sort_last() { mixed result; result = sort_array(({ 2, 1 }), "ordering"); return result; }
mixed unique_name() { return catch(unique_mapping(({ 3, 2, 1 }), "ending")); }
mixed unique_pointer() { return catch(unique_array(({ 3, 2, 1 }), (: ending :))); }
mixed implode_pointer() { return catch(implode(({ 3, 2, 1 }), (: ending :))); }
mixed evaluate_again() { function f; f = (: ending :); evaluate(f, 1); return evaluate(f, 1); }
mixed evaluate_braces() { function f; f = (: ending :); evaluate(f, 1); return (*f)(1); }
mixed evaluate_new() { destruct(this_object()); return evaluate((: 5 :)); }
mixed map_after() { destruct(this_object()); return catch(map(({ 1, 2 }), "one")); }
mixed map_new() { destruct(this_object()); return catch(map(({ 1, 2 }), (: $1 :))); }
mixed filter_after() { destruct(this_object()); return catch(filter(({ 1, 2 }), "one")); }
mixed filter_nothing() { destruct(this_object()); return filter(({ }), "one"); }
mixed euid_after() { destruct(this_object()); return catch(geteuid()); }
mixed inventory_after() { destruct(this_object()); return catch(first_inventory()); }
