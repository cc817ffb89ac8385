// login.c: the doorkeeper. Each connection starts as one of these; it asks for a name and a
// password, then hands the connection to a body (/obj/player) with exec() and is gone.
// A body whose player lost the line is still standing somewhere: it is taken up again.

#define PATIENCE 180
#define TRIES    3

private int port;
private int tries;

static void ask_name();

void create() {
    seteuid(getuid());
}

void set_port(int number) {
    port = number;
}

void write_prompt() {
}

void net_dead() {
    destruct(this_object());
}

static void leave(string words) {
    write(words);
    destruct(this_object());
}

static void lose_patience() {
    tell_object(this_object(), "\nThe tide waits for nobody. Come back when you are ready.\n");
    destruct(this_object());
}

void logon() {
    write(read_file("/help/welcome"));
    call_out("lose_patience", PATIENCE);
    ask_name();
}

// ---- into the world -----------------------------------------------------------------

static void enter(object body, string account) {
    body->set_account(account);
    exec(body, this_object());
    body->arrive();
    destruct(this_object());
}

static void take_up_again(object body) {
    if (interactive(body)) {
        tell_object(body, "\nSomeone else speaks with your voice now.\n");
        remove_interactive(body);
    }
    exec(body, this_object());
    body->reconnect();
    destruct(this_object());
}

static void enter_as(string name) {
    object body;

    ACCOUNTS->note_login(name);
    body = find_player(name);
    if (body) {
        take_up_again(body);
        return;
    }
    body = clone_object(PLAYER);
    body->set_player_name(name);
    body->restore_character();
    enter(body, name);
}

// Guests have no account and no saved file; the number keeps two of them apart.
static void enter_as_guest() {
    object body;
    int number;

    number = 1;
    while (find_player("guest" + number))
        number++;
    body = clone_object(PLAYER);
    body->set_player_name("guest" + number);
    enter(body, 0);
}

// ---- the conversation ---------------------------------------------------------------

static void got_password(string line, string name) {
    write("\n");
    if (ACCOUNTS->check_password(name, line)) {
        enter_as(name);
        return;
    }
    write_file("/log/login", ctime(time()) + ": wrong password for " + name + "\n");
    if (++tries >= TRIES) {
        leave("That is not it either. Good night.\n");
        return;
    }
    write("That is not the word.\n");
    ask_name();
}

static void got_second(string line, string name, string first) {
    write("\n");
    if (line != first) {
        write("Those two were not alike. Once more, then.\n");
        ask_name();
        return;
    }
    if (!ACCOUNTS->open_new(name, line)) {
        leave("The ledger will not open. Is the save directory writable?\n");
        return;
    }
    if (ACCOUNTS->is_admin(name))
        write("You are the first to come here, and so the island is in your care: you are an admin.\n");
    enter_as(name);
}

static void got_first(string line, string name) {
    write("\n");
    if (line == "") {
        ask_name();
        return;
    }
    if (strlen(line) < 4) {
        write("Four letters at the least: the wind has ears.\nPassword: ");
        input_to("got_first", I_NOECHO | I_NOESC, name);
        return;
    }
    write("And once more: ");
    input_to("got_second", I_NOECHO | I_NOESC, name, line);
}

static void got_name(string line) {
    string name, problem;

    name = lower_case(trim(line));
    if (name == "quit") {
        leave("Fair winds.\n");
        return;
    }
    if (name == "guest") {
        enter_as_guest();
        return;
    }
    problem = name == "" ? "" : ACCOUNTS->objection(name);
    if (problem) {
        write(problem);
        ask_name();
        return;
    }
    if (ACCOUNTS->exists(name)) {
        write("Password: ");
        input_to("got_password", I_NOECHO | I_NOESC, name);
        return;
    }
    write("Nobody called " + capitalize(name) + " has been here before. Choose a password\n"
        + "to stay, or press ENTER to give another name.\nPassword: ");
    input_to("got_first", I_NOECHO | I_NOESC, name);
}

static void ask_name() {
    write("Your name: ");
    input_to("got_name", I_NOESC);
}
