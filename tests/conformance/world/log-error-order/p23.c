int h(string u) { return k; }
mixed t() { int k; return --2; }
int j(string u) { return t("a") + zz; }
