class first { int n; }
class later { class first f; }
mixed run() { return new(class later, f : new(class first, n : 3))->f->n; }
