object user;
int number;
void come(object ob, int n) { user = ob; number = n; move_object(ob); }
void init() { add_action("act", "verb" + number); }
int act(string rest) { user->done(number + strlen(rest)); return 1; }
