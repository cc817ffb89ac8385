mixed run() { object o = load_object("/t66_o"); mapping m = ([ o: 1, "k": o ]); mixed *a = ({ o, 1 }); destruct(o); return ({ m, a, sizeof(m), o == 0, !o, member_array(0, a), a - ({ 0 }) }); }
