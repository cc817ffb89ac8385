// user.c: somebody who is connected: asks for a name, then looks, speaks and leaves.

private object room;
private string name;

void set_room(object where) {
    room = where;
}

void logon() {
    write("Your name: ");
    input_to("enter", 0);
}

static void enter(string line) {
    name = line;
    enable_commands();
    add_action("look", "look");
    add_action("speak", "say");
    add_action("quit", "quit");
    move_object(room);
    say(name + " comes in.\n");
    write(room->view());
}

int look(string rest) {
    write(room->view());
    return 1;
}

int speak(string words) {
    if (!words) {
        notify_fail("Say what?\n");
        return 0;
    }
    write("You say: " + words + "\n");
    say(name + " says: " + words + "\n");
    return 1;
}

int quit(string rest) {
    say(name + " leaves.\n");
    destruct(this_object());
    return 1;
}
