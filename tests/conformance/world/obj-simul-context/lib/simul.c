string who() { return sprintf("this %O prev %O all %O origin %s player %O", this_object(), previous_object(), all_previous_objects(), origin(), this_player()); }
varargs string va(int a, int b, string c) { return sprintf("%O %O %O", a, b, c); }
string *rest(string a, string *b...) { return ({ a }) + b; }
mixed chain() { return who(); }
mixed ev(function f, mixed *a...) { return evaluate(f, a...); }
void boom() { error("simul boom\n"); }
