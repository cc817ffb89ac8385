// password.c: change your password. The asking happens in /secure, where accounts are kept.

inherit "/std/command";

string syntax() {
    return "password";
}

string purpose() {
    return "choose another password";
}

string manual() {
    return "You are asked for the old one and twice for the new one. What you type is not shown.";
}

int run(object who, string rest) {
    if (!who->query_account()) {
        notify_fail("Guests have none.\n");
        return 0;
    }
    return "/secure/password"->ask(who);
}
