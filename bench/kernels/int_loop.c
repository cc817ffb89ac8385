int run() {
  int i, sum = 0;
  for (i = 0; i < 1000000; i++) sum += i * i % 7;
  return sum;
}
