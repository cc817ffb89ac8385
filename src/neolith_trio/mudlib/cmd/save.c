// save.c: write the character down.

inherit "/std/command";

string syntax() {
    return "save";
}

string purpose() {
    return "write your character down";
}

string manual() {
    return "Keeps where you are and what you carry. It also happens when you quit or lose the line, so this is for the careful.";
}

int run(object who, string rest) {
    if (!who->query_account()) {
        notify_fail("Guests leave no trace. Come back under a name of your own.\n");
        return 0;
    }
    tell_object(who, who->save_character() ? "Written down.\n" : "The ink has run dry: it could not be saved.\n");
    return 1;
}
