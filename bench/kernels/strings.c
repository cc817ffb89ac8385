int run() {
  string text = "";
  int i, total = 0;
  for (i = 0; i < 100000; i++) {
    text += "x";
    if (strlen(text) == 200) {
      string *parts = explode(text, "");
      text = implode(parts, "-");
      total += strlen(text);
      text = "";
    }
  }
  return total;
}
