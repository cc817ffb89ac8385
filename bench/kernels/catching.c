int run() {
  int i, caught = 0;
  for (i = 0; i < 20000; i++) {
    if (catch(error("oops\n"))) caught++;
  }
  return caught;
}
