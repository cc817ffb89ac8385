int run() {
  mapping m = ([ ]);
  int i, sum = 0, value, round;
  string key;
  for (i = 0; i < 500; i++) m["k" + i] = i;
  for (round = 0; round < 100; round++)
    foreach (key, value in m) sum += value + strlen(key);
  return sum;
}
