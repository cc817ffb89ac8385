class p { int x; string s; }
mixed run() { class p a = new(class p, s: "abc"); a->s[1] = 'X'; a->s[0..0] = "__"; return a->s; }
