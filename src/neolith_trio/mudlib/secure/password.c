// password.c: the questions behind the `password` command. Whoever is asked is this_player().

private string account_of(object who) {
    return who ? who->query_account() : 0;
}

static void got_again(string line, string fresh) {
    write("\n");
    if (line != fresh)
        write("Those two were not alike. Nothing is changed.\n");
    else if (ACCOUNTS->set_password(account_of(this_player()), fresh))
        write("The new word holds from now on.\n");
    else
        write("It could not be written down.\n");
}

static void got_new(string line) {
    write("\n");
    if (strlen(line) < 4) {
        write("Four letters at the least. Nothing is changed.\n");
        return;
    }
    write("And once more: ");
    input_to("got_again", I_NOECHO | I_NOESC, line);
}

static void got_old(string line) {
    write("\n");
    if (!ACCOUNTS->check_password(account_of(this_player()), line)) {
        write("That is not the word.\n");
        return;
    }
    write("The new password: ");
    input_to("got_new", I_NOECHO | I_NOESC);
}

int ask(object who) {
    if (who != this_player())
        return 0;
    write("The old password: ");
    input_to("got_old", I_NOECHO | I_NOESC);
    return 1;
}
