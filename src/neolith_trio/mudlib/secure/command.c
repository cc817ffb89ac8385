// command.c: what the commands in /secure/cmd inherit: they obey admins, and only those who
// typed the command themselves. A program cannot run one in an admin's name behind their back:
// run() is for the admin's own body to call.

inherit "/std/command";

int is_permitted(object who) {
    return who == this_player() && who == previous_object() && is_admin(who);
}
