// room.c: a place. Its create() says how it looks, where its exits lead, what can be looked
// at without being a thing, and what belongs here.

inherit "/std/object";

private static mapping exits;
private static string *ways;
private static mapping details;
private static mapping stock;
private static mapping placed;

void create() {
    ::create();
    exits = ([]);
    ways = ({});
    details = ([]);
    stock = ([]);
    placed = ([]);
    set_fixed(1);
}

int is_room() {
    return 1;
}

// ---- exits --------------------------------------------------------------------------

void add_exit(string direction, string program) {
    exits[direction] = program;
    ways = sort_array(keys(exits), 1);
}

string query_exit(string direction) {
    return exits[direction];
}

string *query_exits() {
    return ways;
}

// A room that closes an exit for a while returns the reason here.
string barrier(string direction, object who) {
    return 0;
}

// ---- details ------------------------------------------------------------------------

void add_detail(string *words, string text) {
    foreach (string word in words)
        details[word] = text;
}

string query_detail(string word) {
    return details[word];
}

// ---- what belongs here --------------------------------------------------------------

// Things and inhabitants that are made when the room is, and made again by reset() when
// they are gone from the world.
void restock() {
    object ob;

    foreach (string program in keys(stock)) {
        if (placed[program])
            continue;
        ob = clone_object(program);
        placed[program] = ob;
        ob->move(this_object());
    }
}

void set_stock(string *programs) {
    foreach (string program in programs)
        stock[program] = 1;
    restock();
}

void reset() {
    if (stock)
        restock();
}

// ---- how it looks -------------------------------------------------------------------

private string exit_line() {
    if (!sizeof(ways))
        return "There is no way out.";
    return (sizeof(ways) == 1 ? "There is one way out: " : "Ways out: ") + enumerate(ways) + ".";
}

// What lies here, then who is here.
private string contents(object who) {
    string *things, company;

    things = ({});
    company = "";
    foreach (object ob in all_inventory(this_object())) {
        if (!living(ob))
            things += ({ ob->query_short() });
        else if (ob != who)
            company += capitalize(ob->query_short()) + " is here.\n";
    }
    return sizeof(things) ? wrap("You see " + enumerate(things) + ".") + company : company;
}

string view(object who) {
    return capitalize(query_short()) + "\n" + wrap(query_long()) + wrap(exit_line()) + contents(who);
}
