inherit "/std/rp"; inherit "/std/thing";
void doit() { replace_program("/std/rp"); }
int own_fun() { return 3; }
mixed bad() { return catch(replace_program("/nope")); }
function fp() { return (: own_fun :); }
mixed withfp() { function f = (: own_fun :); return catch(replace_program("/std/rp")); }
