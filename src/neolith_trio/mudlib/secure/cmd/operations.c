// operations.c: admins see what is under way outside the game, and end it.

inherit "/secure/command";

string syntax() {
    return "operations [HANDLE]";
}

string purpose() {
    return "what is under way outside, or end one of them";
}

string manual() {
    return "Requests, clones and whatever else programs wait for: the number of each, what it is, whose, for how long, and "
        + "how many seconds it may still take. `operations 12` ends number 12; its program hears of that.";
}

private string line_for(mapping one) {
    return sprintf("  %5d  %-8s %s: %s, for %.0f of %.0f seconds\n", one["handle"], one["kind"],
        one["owner"] ? base_name(one["owner"]) : "nobody", one["label"], to_float(one["age"]),
        to_float(one["age"]) + to_float(one["deadline"]));
}

// Async functions are left out: what they wait for is there.
private int list_all(object who) {
    string text;

    text = "";
    foreach (mapping one in async_info()) {
        if (one["kind"] != "await")
            text += line_for(one);
    }
    tell_object(who, text == "" ? "Nothing is under way.\n" : text);
    return 1;
}

int run(object who, string rest) {
    int handle;

    if (!is_permitted(who))
        return 0;
    if (rest == "")
        return list_all(who);
    if (sscanf(rest, "%d", handle) != 1 || !async_cancel(handle)) {
        notify_fail("Nothing of that number is under way.\n");
        return 0;
    }
    tell_object(who, "Number " + handle + " ends.\n");
    return 1;
}
