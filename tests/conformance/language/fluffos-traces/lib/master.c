// What error_handler() gets of the frames of /cases: functions, lines, arguments and locals.
string seen = "";

object connect(int port) { return clone_object("/user"); }

string frame(mapping one) {
    string text = sprintf("  %s %s:%d", one["function"], one["file"], one["line"]);
    if (one["program"] != one["file"])
        text += " " + one["program"];
    if (one["arguments"])
        text += sprintf(" arguments %O", one["arguments"]);
    if (one["locals"])
        text += sprintf(" locals %O", one["locals"]);
    return text + "\n";
}

string error_handler(mapping error, int caught) {
    seen += sprintf("%d %s%s %s:%d\n", caught, error["error"], error["program"], error["file"], error["line"]);
    foreach (mapping one in error["trace"])
        if (one["object"] == find_object("/cases") && one["function"] != "run")
            seen += frame(one);
    return 0;
}

string take() {
    string text = seen;
    seen = "";
    return text;
}
