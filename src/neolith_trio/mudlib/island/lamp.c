// lamp.c: the lamp room. Whoever brings oil and matches can light the lamp; it burns until
// the room's next reset.

inherit "/std/room";

private static int burning;

void create() {
    ::create();
    set_short("the lamp room");
    set_long("Glass all round, and beyond the glass all the sea there is. The lens stands in the middle, taller than "
        + "you, ring within ring of cut glass, with the lamp at its heart.");
    add_exit("down", "/island/tower");
    add_detail(({ "lens", "glass", "rings" }), "You are in it eleven times, upside down in four.");
    add_detail(({ "sea" }), "It goes on being there whichever way you turn.");
}

string query_detail(string word) {
    if (member_array(word, ({ "lamp", "wick", "heart", "great lamp" })) == -1)
        return ::query_detail(word);
    return burning ? "Too bright to look at. You look at it."
        : "A brass burner with a wick as wide as your hand. It is dry. It wants oil, and a match, and somebody to `light lamp`.";
}

string query_long() {
    return ::query_long() + (burning ? " It burns." : " It is dark.");
}

void init() {
    add_action("light", "light");
}

private void tell_island(string text) {
    foreach (object user in users()) {
        if (environment(user) && environment(user) != this_object())
            tell_object(user, wrap(text));
    }
}

// 0 when the lamp can be lit, otherwise what is missing.
private string missing(object who) {
    if (burning)
        return "It burns already, and beautifully.\n";
    if (!present("oil", who))
        return "The wick is dry. You would need oil.\n";
    if (!present("matches", who))
        return "You have oil, but nothing to light it with.\n";
    return 0;
}

int light(string what) {
    string reason;

    if (!what || strsrch(what, "lamp") == -1) {
        notify_fail("Light what?\n");
        return 0;
    }
    reason = missing(this_player());
    if (reason) {
        notify_fail(reason);
        return 0;
    }
    burning = 1;
    write(wrap("You fill the burner, strike a match, and hold it to the wick. Nothing; then everything. The lens takes "
        + "hold of the flame and throws it out to sea."));
    say(this_player()->query_name() + " lights the lamp. The whole sky takes a breath.\n");
    tell_island("Up on the tower the great lamp of Tern Holm opens its eye. The beam goes round, and round.");
    return 1;
}

int is_burning() {
    return burning;
}

void reset() {
    ::reset();
    if (burning)
        tell_room(this_object(), "The lamp gutters and goes out.\n");
    burning = 0;
}
