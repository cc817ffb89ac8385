// object.c: anything that can be looked at. Rooms, things and the living all inherit it.
// What an object is called and how it looks is set in create(); nothing here is saved.

private static string name;
private static string short_text;
private static string long_text;
private static string *ids;
private static int fixed;

void create() {
    seteuid(getuid());
    name = "thing";
    ids = ({});
}

void set_name(string text) {
    name = text;
    ids += ({ text });
}

void add_ids(string *words) {
    ids += words;
}

void set_short(string text) {
    short_text = text;
}

void set_long(string text) {
    long_text = text;
}

// A fixed object stays where it is; the others can be taken.
void set_fixed(int flag) {
    fixed = flag;
}

string query_name() {
    return name;
}

int id(string word) {
    return member_array(lower_case(word), ids) != -1;
}

// "a coil of rope": fits into a sentence.
string query_short() {
    return short_text ? short_text : "a " + name;
}

string query_long() {
    return long_text ? long_text : "There is nothing special about it.";
}

// The text somebody gets who looks closely.
string view(object who) {
    return wrap(query_long());
}

// 0 when it may be taken, otherwise what keeps it.
string hindrance(object who) {
    return fixed ? capitalize(query_short()) + " stays where it is.\n" : 0;
}

int move(object where) {
    move_object(where);
    return environment() == where;
}

// The driver asks this when our surroundings are destructed.
void move_or_destruct(object where) {
    destruct(this_object());
}
