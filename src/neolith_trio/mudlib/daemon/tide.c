// tide.c: the sea around the island. Low water, flood, high water, ebb, and so on, one phase
// every few minutes. Shore rooms ask it what to look like; the causeway asks whether it is dry.

#define PHASE_SECONDS 150

private static int phase;
private static string *names;
private static string *changes;

void create() {
    seteuid(getuid());
    names = ({ "low", "rising", "high", "falling" });
    changes = ({
        "The last of the water drains off the causeway and leaves it shining.",
        "The sea turns. Small waves begin to feel their way over the causeway.",
        "It is high water. Only the tops of the causeway stones show, then not even those.",
        "The sea turns. It breathes out, and the first weed appears along the causeway.",
    });
    call_out("turn", PHASE_SECONDS);
}

string query_tide() {
    return names[phase];
}

int is_low() {
    return phase == 0;
}

// Everybody under the open sky near the water sees it.
void turn() {
    object room;

    call_out("turn", PHASE_SECONDS);
    phase = (phase + 1) % sizeof(names);
    foreach (object user in users()) {
        room = environment(user);
        if (room && room->is_shore())
            tell_object(user, wrap(changes[phase]));
    }
}
