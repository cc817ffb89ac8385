// player.c: the body a player acts through. It turns lines into commands, saves what should
// outlast a visit, and waits a while when its player loses the line.
// A command is a file: `look` is /cmd/look.c, and what admins may do besides is in /secure/cmd.

inherit "/std/living";

// Saved with the character.
string place;
string *belongings;
int visits;

private static string account;
private static string my_name;
private static int dreaming;
private static mapping abbreviations;

void create() {
    ::create();
    abbreviations = ([ "n": "north", "s": "south", "e": "east", "w": "west", "u": "up", "d": "down",
        "l": "look", "x": "look", "examine": "look", "i": "inventory", "inv": "inventory", "take": "get" ]);
    belongings = ({});
    place = START_ROOM;
}

private int from_doorkeeper() {
    return previous_object() && base_name(previous_object()) == LOGIN;
}

void set_player_name(string name) {
    if (!from_doorkeeper())
        return;
    my_name = capitalize(name);
}

void set_account(string name) {
    if (from_doorkeeper())
        account = name;
}

string query_account() {
    return account;
}

string query_name() {
    return my_name;
}

string query_short() {
    return my_name + (dreaming ? ", lost in a daydream," : "");
}

string query_long() {
    return my_name + " smells of salt and carries " + (sizeof(all_inventory(this_object())) ? "a few things" : "nothing")
        + ". " + (dreaming ? "The eyes look straight through you." : "The eyes look back at you.");
}

string query_save_file() {
    return account ? SAVE_PLAYER + account : "";
}

// ---- saving -------------------------------------------------------------------------

int save_character() {
    if (!account)
        return 0;
    place = environment() ? base_name(environment()) : START_ROOM;
    belongings = ({});
    foreach (object thing in all_inventory(this_object()))
        belongings += ({ base_name(thing) });
    return save_object(query_save_file());
}

void restore_character() {
    if (!from_doorkeeper())
        return;
    account = lower_case(my_name);
    if (file_size(query_save_file() + ".o") > 0)
        restore_object(query_save_file());
}

// A thing whose program no longer loads is quietly left behind.
private void unpack() {
    object thing;

    foreach (string program in belongings) {
        thing = 0;
        catch(thing = clone_object(program));
        if (thing)
            thing->move(this_object());
    }
}

// ---- coming and going ---------------------------------------------------------------

void arrive() {
    object where;

    come_alive(lower_case(my_name));
    add_action("do_command", "", 1);
    visits++;
    unpack();
    catch(where = load_object(place));
    if (!where)
        where = load_object(START_ROOM);
    tell_object(this_object(), visits > 1
        ? "\nWelcome back to Tern Holm, " + my_name + ".\n\n"
        : "\nWelcome to Tern Holm, " + my_name + ". Type `help` when you are at a loss.\n\n");
    appear(where, "", my_name + " comes ashore.\n");
    save_character();
}

void reconnect() {
    if (!from_doorkeeper())
        return;
    dreaming = 0;
    remove_call_out("fade");
    tell_object(this_object(), "\nYou wake from a daydream.\n\n" + environment()->view(this_object()));
    show(my_name + " wakes from a daydream.\n");
}

void leave(string words) {
    show(words);
    save_character();
    foreach (object thing in all_inventory(this_object())) {
        if (account)
            destruct(thing);
        else
            thing->move(environment());
    }
    destruct(this_object());
}

void fade() {
    if (!interactive(this_object()))
        leave(my_name + " fades like breath off a window.\n");
}

void net_dead() {
    dreaming = 1;
    show(my_name + " stares out to sea and hears nothing.\n");
    save_character();
    call_out("fade", FADE_AFTER);
}

// ---- commands -----------------------------------------------------------------------

void write_prompt() {
    tell_object(this_object(), "> ");
}

// Short ways to say common things.
string process_input(string line) {
    string verb, rest, whole;

    line = trim(line);
    if (line == "")
        return line;
    if (line[0] == '\'')
        return "say " + line[1..];
    if (line[0] == ':')
        return "emote " + line[1..];
    if (sscanf(line, "%s %s", verb, rest) != 2)
        verb = line;
    whole = abbreviations[verb];
    if (!whole)
        return line;
    return rest ? whole + " " + rest : whole;
}

// One that is loaded need not be looked for.
private object load_command(string program) {
    object command;

    command = find_object(program);
    if (!command && file_size(program + ".c") > 0)
        command = load_object(program);
    return command;
}

private int is_word(string verb) {
    foreach (int letter in verb) {
        if (letter < 'a' || letter > 'z')
            return 0;
    }
    return 1;
}

private object find_command(string verb) {
    object command;

    if (!is_word(verb))
        return 0;
    command = load_command(CMD_DIR + verb);
    if (!command && is_admin(this_object()))
        command = load_command(ADMIN_DIR + verb);
    return command;
}

// A way out of here, or a direction in which there is none: travel() knows which.
private int is_way(string verb) {
    if (environment()->query_exit(verb))
        return 1;
    return member_array(verb, ({ "north", "south", "east", "west", "up", "down", "in", "out" })) != -1;
}

// Rooms and things come before us with their own verbs. When they and we give up, the driver
// shows the last notify_fail(), or DefaultFailMsg of the configuration. Static: nobody else
// gives us commands.
static int do_command(string rest) {
    object command;
    string verb;

    verb = query_verb();
    if (is_way(verb)) {
        travel(verb);
        return 1;
    }
    command = find_command(verb);
    if (command)
        return command->run(this_object(), rest ? trim(rest) : "");
    return 0;
}
