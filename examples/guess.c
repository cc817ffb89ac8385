// guess.c: guess a number between 1 and 100, as a console application.
//
//     neolith-trio -c examples/guess.c           a new number every time
//     neolith-trio -c examples/guess.c 42        the number to guess, for trying it out
//
// input_to() sends the next line to the named function instead of treating it as a command.

private int secret;
private int guesses;

static void ask();

object connect(int port) {
    return this_object();
}

// Without this the driver writes its own prompt, "> ".
void write_prompt() {
}

void net_dead() {
    shutdown(1);
}

private int chosen_number() {
    string *words;
    int number;

    words = __ARGV__;
    if (sizeof(words) && sscanf(words[0], "%d", number) == 1)
        return number;
    return 1 + random(100);
}

void logon() {
    secret = chosen_number();
    write("I am thinking of a number between 1 and 100.\n");
    ask();
}

static void answer(string line) {
    int number;

    if (line == "quit") {
        write("It was " + secret + ".\n");
        shutdown(0);
        return;
    }
    if (sscanf(line, "%d", number) != 1) {
        write("That is not a number. (`quit` gives up.)\n");
        ask();
        return;
    }
    guesses++;
    if (number == secret) {
        write("Yes! That took you " + guesses + (guesses == 1 ? " guess.\n" : " guesses.\n"));
        shutdown(0);
        return;
    }
    write(number < secret ? "Higher.\n" : "Lower.\n");
    ask();
}

static void ask() {
    write("Your guess: ");
    input_to("answer", 0);
}
