// caretaker.c: looks after who is idle. Once a minute it sends away whoever has been quiet
// for IDLE_LIMIT seconds; admins may be as quiet as they like.

#define ROUND 60

void create() {
    seteuid(getuid());
    call_out("make_round", ROUND);
}

private void check(object user) {
    int quiet;

    if (base_name(user) != PLAYER || is_admin(user))
        return;
    quiet = query_idle(user);
    if (quiet >= IDLE_LIMIT) {
        tell_object(user, "\nYou have been still for so long that the ferryman takes you home.\n");
        user->leave(user->query_name() + " is led aboard the ferry, half asleep.\n");
    }
    else if (quiet >= IDLE_LIMIT - 2 * ROUND)
        tell_object(user, "\nThe ferryman is looking at you. Move, if you mean to stay.\n");
}

void make_round() {
    call_out("make_round", ROUND);
    foreach (object user in users())
        check(user);
}
