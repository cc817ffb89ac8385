mixed run(function f, mixed a...) { return evaluate(f, a...); }
mixed cs(int n) { return call_stack(n); }
mixed prev() { return ({previous_object(), previous_object(1), previous_object(-1)}); }
mixed org() { return origin(); }
