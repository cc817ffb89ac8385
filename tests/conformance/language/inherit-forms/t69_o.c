object prev() { return previous_object(); }
mixed prevs() { return all_previous_objects(); }
mixed callit(object p) { return p->me(); }
