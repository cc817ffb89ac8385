// say.c: speak to everybody in the room.

inherit "/std/command";

string syntax() {
    return "say WORDS";
}

string purpose() {
    return "speak to whoever is near ('WORDS)";
}

string manual() {
    return "Those who live here listen, and some of them answer: try `say hello` in the cottage.";
}

int run(object who, string rest) {
    if (rest == "") {
        notify_fail("Say what?\n");
        return 0;
    }
    tell_object(who, "You say: " + rest + "\n");
    who->speak(rest);
    return 1;
}
