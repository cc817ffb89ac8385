int run() {
  int *list = allocate(50000);
  int i, seed = 1;
  for (i = 0; i < 50000; i++) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    list[i] = seed;
  }
  list = sort_array(list, (: $1 - $2 :));
  return list[0] + list[49999];
}
