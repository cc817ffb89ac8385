int twice(int x) { return 2 * x; }
mixed call(function f, mixed x) { return evaluate(f, x); }
function get() { return (: twice :); }
mixed owner(function f) { return function_owner(f); }
object tp() { return previous_object(); }
int caught() { mixed e; e = catch(error("inside simul\n")); return stringp(e); }
