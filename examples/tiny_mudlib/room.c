// room.c: the one room. Its init() gives whoever enters a command.

string view() {
    return "A small white room with a bell on the table.\n";
}

void init() {
    add_action("ring", "ring");
}

int ring(string what) {
    write("Ding!\n");
    say("Somebody rings the bell.\n");
    return 1;
}
