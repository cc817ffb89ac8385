inherit "/base";
void bgo() {
  ::bgo();
}
void go() { bgo(); }
