mixed t() { string s; s[0..1] = s[1..2] = "ab"; s[0] = 'x' = 5; return s; }
