// A thing that tells nothing.
string short() { return "plain"; }
