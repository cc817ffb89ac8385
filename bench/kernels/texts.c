int run() {
  string name, rest;
  int i, n, total = 0;
  for (i = 0; i < 10000; i++) {
    sscanf("give 12 coins to bob", "give %d %s to %s", n, name, rest);
    total += n + strlen(sprintf("%s-%05d|%-8s", name, n, rest));
  }
  return total;
}
