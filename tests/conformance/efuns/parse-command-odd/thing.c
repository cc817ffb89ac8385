// A thing that says what it is asked, and does something odd then.
string label;
int mode;
void be(string l, int m) { label = l; mode = m; }
string short() { return label; }
void say(string what) {
    "/main"->log(label + " " + what + " by " + file_name(previous_object()));
}
static mixed parse_command_id_list() {
    mixed a;
    say("names");
    switch (mode) {
    case 1: error("no names\n");
    case 2: destruct(this_object()); return ({ "lamp" });
    case 3: return "lamp";
    case 4:
        parse_command("two words", ({ }), "%d %w", a, label);
        return ({ a == 2 ? "lamp" : "odd" });
    case 5: return ({ "", " lamp", "lamp ", "big  lamp" });
    }
    return ({ "lamp" });
}
mixed parse_command_plural_id_list() {
    say("plurals");
    if (mode == 6) destruct(this_object());
    return mode == 7 ? "lamps" : ({ "lamps" });
}
private mixed parse_command_adjectiv_id_list() {
    say("adjectives");
    if (mode == 8) destruct(this_object());
    return mode == 9 ? "big" : ({ "big", 5, "of old" });
}
