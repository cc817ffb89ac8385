// shore.c: a room from which the sea can be seen; its description ends with the tide.

inherit "/std/room";

int is_shore() {
    return 1;
}

private string sea() {
    switch (TIDE->query_tide()) {
    case "low":
        return "It is low tide; the sea lies far out and flat.";
    case "rising":
        return "The tide is coming in.";
    case "high":
        return "It is high tide; the swell slaps at the stones.";
    default:
        return "The tide is going out.";
    }
}

string query_long() {
    return ::query_long() + " " + sea();
}
