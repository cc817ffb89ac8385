// demote.c: admins take the role from another admin. Nobody demotes themselves, so there is
// always one left.

inherit "/secure/command";

string syntax() {
    return "demote NAME";
}

string purpose() {
    return "make an admin an ordinary player again";
}

string manual() {
    return "The opposite of `promote`. You cannot demote yourself.";
}

int run(object who, string rest) {
    if (!is_permitted(who))
        return 0;
    rest = lower_case(rest);
    if (rest == who->query_account() || !ACCOUNTS->set_admin(rest, 0)) {
        notify_fail("There is no other account of that name.\n");
        return 0;
    }
    tell_object(who, capitalize(rest) + " is an ordinary player now.\n");
    return 1;
}
