// A thing that tells its names, plurals and adjectives; 0 for a list means that it does not tell.
mixed names, plurals, adjectives;
string label;
varargs void be(string l, mixed n, mixed p, mixed a) { label = l; names = n; plurals = p; adjectives = a; }
string short() { return label; }
mixed parse_command_id_list() { return names; }
mixed parse_command_plural_id_list() { return plurals; }
mixed parse_command_adjectiv_id_list() { return adjectives; }
void put_into(object place) { move_object(place); }
void live(string name) { enable_commands(); if (name) set_living_name(name); }
