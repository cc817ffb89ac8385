// look.c: look at the room, at something, or into something.

inherit "/std/command";

string syntax() {
    return "look [[at|in] THING]";
}

string purpose() {
    return "see where you are, or what something is (l, x)";
}

string manual() {
    return "`look` shows the place you are in. Nearly every noun in a description can be looked at in turn: "
        + "`look terns`. `look at me` is for the vain, `look in tin` for the curious.";
}

private string text_for(object who, string what) {
    object found;
    string detail;

    if (what == "me")
        found = who;
    else
        found = find_near(who, what);
    if (found)
        return found->view(who);
    detail = environment(who)->query_detail(lower_case(what));
    return detail ? wrap(detail) : 0;
}

int run(object who, string rest) {
    string text;

    if (rest == "") {
        tell_object(who, environment(who)->view(who));
        return 1;
    }
    sscanf(rest, "at %s", rest);
    sscanf(rest, "in %s", rest);
    sscanf(rest, "the %s", rest);
    text = text_for(who, rest);
    if (!text) {
        notify_fail("You see no " + rest + " here.\n");
        return 0;
    }
    tell_object(who, text);
    return 1;
}
