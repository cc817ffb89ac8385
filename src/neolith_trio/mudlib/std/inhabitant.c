// inhabitant.c: somebody who lives here. Each heart beat there is a chance of one of its
// habits; it answers words it knows, and may have favourite walks. It rests while nobody is
// near to see it.

inherit "/std/living";

private static string *habits;
private static mapping answers;
private static string *haunts;
private static int restless;

void create() {
    ::create();
    habits = ({});
    haunts = ({});
    answers = ([]);
    restless = 8;
    set_heart_beat(1);
}

// One in `number` heart beats something happens.
void set_restless(int number) {
    restless = number;
}

void set_habits(string *texts) {
    habits = texts;
}

// Rooms it walks between; without any it stays at home.
void set_haunts(string *programs) {
    haunts = programs;
}

// When one of the words is heard, the text is said.
void add_answer(string *words, string text) {
    foreach (string word in words)
        answers[word] = text;
}

int is_watched() {
    if (!environment())
        return 0;
    foreach (object ob in all_inventory(environment())) {
        if (interactive(ob))
            return 1;
    }
    return 0;
}

// ---- reacting -----------------------------------------------------------------------

// What it does when nothing it heard means anything to it.
void shrug(object who) {
}

string answer_to(string text) {
    text = " " + lower_case(text) + " ";
    foreach (string mark in ({ ".", ",", "?", "!", "'", ":" }))
        text = replace_string(text, mark, " ");
    foreach (string word in sort_array(keys(answers), 1)) {
        if (strsrch(text, " " + word + " ") != -1)
            return answers[word];
    }
    return 0;
}

void hear(object who, string text) {
    string answer;

    if (!userp(who))
        return;
    answer = answer_to(text);
    if (answer)
        speak(answer);
    else
        shrug(who);
}

void notice(object who) {
}

// 0 when it takes the gift, otherwise how it refuses.
string refusal(object thing) {
    return capitalize(query_name()) + " does not want it.\n";
}

void thank(object thing, object giver) {
}

// ---- living -------------------------------------------------------------------------

// Takes an exit that leads to one of its haunts.
void wander() {
    object here;
    string *ways;

    here = environment();
    ways = ({});
    foreach (string way in here->query_exits()) {
        if (member_array(here->query_exit(way), haunts) != -1)
            ways += ({ way });
    }
    if (sizeof(ways))
        travel(ways[random(sizeof(ways))]);
}

void pass_the_time() {
    if (sizeof(haunts) && !random(3))
        wander();
    else if (sizeof(habits))
        act(habits[random(sizeof(habits))]);
}

void heart_beat() {
    if (is_watched() && !random(restless))
        pass_the_time();
}
