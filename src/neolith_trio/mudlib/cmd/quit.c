// quit.c: leave the island.

inherit "/std/command";

string syntax() {
    return "quit";
}

string purpose() {
    return "save and leave";
}

string manual() {
    return "Your character is saved with what it carries. Guests leave their things behind.";
}

int run(object who, string rest) {
    tell_object(who, "The ferry takes you back to the mainland. Fair winds, " + who->query_name() + ".\n");
    who->leave(who->query_name() + " boards the ferry.\n");
    return 1;
}
