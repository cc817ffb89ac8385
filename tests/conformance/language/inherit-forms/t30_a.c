string alog = "x";
void create() { alog += "A"; }
