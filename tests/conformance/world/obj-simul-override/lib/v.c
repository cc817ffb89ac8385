#pragma strict_types
void go() { function f = (: b :); printf("%O %O %O\n", (*f)(3), evaluate(f, 4), map_array(({ 1, 2 }), (: b :))); printf("%O\n", functionp(f)); printf("%O\n", f); printf("%O %O\n", (: over, 5 :), (: sizeof :)); }
