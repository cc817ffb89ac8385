mixed run() { object o = load_object("/t69_o"); return ({ o->prev(), o->prevs(), o->callit(this_object()) }); }
mixed me() { return ({ previous_object(), sizeof(all_previous_objects()) }); }
