int run() {
  mapping m = ([ ]);
  int i, sum = 0;
  for (i = 0; i < 10000; i++) m["key" + i] = i;
  for (i = 0; i < 10000; i++) sum += m["key" + i];
  return sum;
}
