// shutdown.c: admins stop the driver. Everybody is saved first.

inherit "/secure/command";

string syntax() {
    return "shutdown [STATUS]";
}

string purpose() {
    return "save everybody and stop the driver";
}

string manual() {
    return "STATUS becomes the exit status of the driver; without one it is 0.";
}

int run(object who, string rest) {
    int status;

    if (!is_permitted(who))
        return 0;
    if (rest != "" && sscanf(rest, "%d", status) != 1) {
        notify_fail("An exit status is a number.\n");
        return 0;
    }
    shout("The island folds itself up. Everything is written down.\n");
    tell_object(who, "The island folds itself up.\n");
    master()->save_everybody();
    shutdown(status);
    return 1;
}
