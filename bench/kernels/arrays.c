int run() {
  int *numbers = ({ }), *even, n, sum = 0, round;
  for (n = 0; n < 2000; n++) numbers += ({ n });
  for (round = 0; round < 20; round++) {
    even = filter(numbers, (: $1 % 2 == 0 :));
    foreach (n in map(even, (: $1 * 3 :))) sum += n;
  }
  return sum;
}
