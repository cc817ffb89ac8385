// emote.c: do something that has no command of its own.

inherit "/std/command";

string syntax() {
    return "emote DEED";
}

string purpose() {
    return "show what you do (:DEED)";
}

string manual() {
    return "`emote waves at the seal.` shows everybody near that you do.";
}

int run(object who, string rest) {
    if (rest == "") {
        notify_fail("Do what?\n");
        return 0;
    }
    tell_object(who, who->query_name() + " " + rest + "\n");
    who->act(rest);
    return 1;
}
