int run() {
  string *words = ({ "north", "south", "look", "take", "drop", "say", "who", "quit" });
  int i, sum = 0;
  for (i = 0; i < 100000; i++) {
    switch (words[i % 8]) {
      case "north": sum += 1; break;
      case "south": sum += 2; break;
      case "look": sum += 3; break;
      case "take": sum += 4; break;
      case "drop": sum += 5; break;
      default: sum += 6; break;
    }
  }
  return sum;
}
