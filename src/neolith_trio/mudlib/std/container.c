// container.c: a thing that holds other things: `look in it`, `get this from it`, `put that in it`.

inherit "/std/object";

private static int room_for;

void create() {
    ::create();
    room_for = 6;
}

void set_capacity(int number) {
    room_for = number;
}

int is_container() {
    return 1;
}

// 0 when thing will go in, otherwise what prevents it.
string refusal(object thing) {
    if (thing->is_container())
        return "One thing that holds things is not put into another.\n";
    if (sizeof(all_inventory(this_object())) >= room_for)
        return capitalize(query_short()) + " is full.\n";
    return 0;
}

// Puts a fresh copy of each program in.
void fill(string *programs) {
    foreach (string program in programs)
        clone_object(program)->move(this_object());
}

string contents() {
    object *things;
    string *words;

    things = all_inventory(this_object());
    words = ({});
    foreach (object thing in things)
        words += ({ thing->query_short() });
    return enumerate(words);
}

string view(object who) {
    return ::view(who) + wrap("It holds " + contents() + ".");
}
