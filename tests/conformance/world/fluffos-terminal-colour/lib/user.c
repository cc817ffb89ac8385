mapping codes = ([ "RED": "<r>", "BOLD": "<b>", "RESET": "<0>" ]);
void w(string text) { write("|" + replace_string(text, "\n", "|\n|") + "|\n"); }
void shown(string text, int columns, int indent) { w(terminal_colour(text, codes, columns, indent)); }
string terminal_colour_replace(string part) {
  return ([ "DANGER": "RED", "BELL": "<bell>" ])[part];
}
void logon() {
  mapping none = ([ "RED": "<r>" ]);
  shown("one two three", 0, 0);
  shown("one two three", 8, 0);
  shown("one two three", -8, 2);
  shown("first\nsecond\n", 20, 2);
  shown("first\n%^RED%^", 20, 2);
  shown("%^RED%^one two%^RESET%^ three four", 8, 1);
  shown("one %^RED%^two three", 6, 0);
  shown("%^RED%^abcdefgh%^BOLD%^ijklmn", 4, 1);
  shown("a\tb", 12, 0);
  shown("a     b", 3, 2);
  shown("%^%^%^", 5, 0);
  shown("%^DANGER%^hot%^BELL%^ly burnt%^RESET%^", 6, 0);
  w(terminal_colour("plain", none));
  w(sizeof(none) + "");
  w(replace_string(terminal_colour("no keys here", none, 7), "\e", "ESC"));
  w(sizeof(none) + "");
  shutdown();
}
