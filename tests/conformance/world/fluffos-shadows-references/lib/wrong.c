string fixed() { return "broken"; }
mixed attach(object o) { return shadow(o, 1); }
