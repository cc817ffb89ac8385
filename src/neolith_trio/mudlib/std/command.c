// command.c: a verb players can use; the file's name is the verb. A command defines
//     string syntax();    how it is typed
//     string purpose();   what it does, in half a line for `help`
//     string manual();    more about it, for `help VERB`
//     int run(object who, string rest);
// run() answers 1, or uses notify_fail() and answers 0.

void create() {
    seteuid(getuid());
}

string syntax() {
    return "?";
}

string purpose() {
    return "";
}

string manual() {
    return "Nothing more is known about it.";
}

// What `word` means to somebody: a thing carried, then a thing near.
object find_near(object who, string word) {
    object found;

    found = present(lower_case(word), who);
    return found ? found : present(lower_case(word), environment(who));
}

// The container `word` means to somebody, or 0 after telling why not.
object find_container(object who, string word) {
    object holder;

    holder = find_near(who, word);
    if (!holder)
        notify_fail("There is no " + word + " here.\n");
    else if (!holder->is_container()) {
        notify_fail("Nothing can be kept in " + holder->query_short() + ".\n");
        holder = 0;
    }
    return holder;
}
