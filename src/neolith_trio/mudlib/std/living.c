// living.c: a body that acts: it moves, speaks and carries. Players and inhabitants inherit it.

inherit "/std/object";

void create() {
    ::create();
    set_fixed(1);
}

// Makes the body one the driver counts among the living, under the given name.
void come_alive(string name) {
    set_name(name);
    enable_commands();
    set_living_name(name);
}

string hindrance(object who) {
    return capitalize(query_short()) + " would rather not be picked up.\n";
}

// ---- telling ------------------------------------------------------------------------

// Words the others in the room see, never oneself.
void show(string text) {
    if (environment())
        tell_room(environment(), text, ({ this_object() }));
}

// Everybody near gets to react; whoever has no hear() does not care.
void speak(string text) {
    show(capitalize(query_name()) + " says: " + text + "\n");
    if (!environment())
        return;
    foreach (object ob in all_inventory(environment())) {
        if (ob && ob != this_object())
            ob->hear(this_object(), text);
    }
}

void act(string text) {
    show(capitalize(query_name()) + " " + text + "\n");
}

// ---- carrying -----------------------------------------------------------------------

int hands_full() {
    return sizeof(all_inventory(this_object())) >= HANDS;
}

void put_down_everything() {
    foreach (object thing in all_inventory(this_object()))
        thing->move(environment());
}

// ---- moving -------------------------------------------------------------------------

private void announce_arrival() {
    show(capitalize(query_name()) + " arrives.\n");
    foreach (object ob in all_inventory(environment())) {
        if (ob && ob != this_object())
            ob->notice(this_object());
    }
}

// Goes where the exit leads; answers 0 and tells why when there is no going.
int travel(string direction) {
    object here, there;
    string program, reason;

    here = environment();
    program = here ? here->query_exit(direction) : 0;
    if (!program) {
        tell_object(this_object(), "There is no way " + direction + " from here.\n");
        return 0;
    }
    reason = here->barrier(direction, this_object());
    if (reason) {
        tell_object(this_object(), reason);
        return 0;
    }
    there = load_object(program);
    show(capitalize(query_name()) + " leaves " + direction + ".\n");
    move(there);
    tell_object(this_object(), there->view(this_object()));
    announce_arrival();
    return 1;
}

// Appears somewhere without having walked.
void appear(object where, string leaving, string arriving) {
    if (environment())
        show(leaving);
    move(where);
    show(arriving);
    tell_object(this_object(), where->view(this_object()));
}
