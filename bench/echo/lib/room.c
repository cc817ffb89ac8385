// Where the users are.

string short() { return "a bare room"; }
