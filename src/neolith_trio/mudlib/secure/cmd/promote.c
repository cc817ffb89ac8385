// promote.c: admins make others admins.

inherit "/secure/command";

string syntax() {
    return "promote NAME";
}

string purpose() {
    return "make a player an admin";
}

string manual() {
    return "From then on NAME may use the commands in /secure/cmd. `demote` takes it back.";
}

int run(object who, string rest) {
    if (!is_permitted(who))
        return 0;
    rest = lower_case(rest);
    if (!ACCOUNTS->set_admin(rest, 1)) {
        notify_fail("There is no account of that name.\n");
        return 0;
    }
    tell_object(who, capitalize(rest) + " is an admin now.\n");
    return 1;
}
