// isbet.c: the keeper. She talks back, and knows more than she says at first.

inherit "/std/inhabitant";

private void learn_answers() {
    add_answer(({ "hello", "hi", "hey", "morning", "evening" }), "There you are. Wipe your feet, the cat has standards.");
    add_answer(({ "isbet", "keeper", "name" }), "Isbet. Keeper of the light, in so far as there is a light to keep.");
    add_answer(({ "lamp", "light", "lighthouse", "tower" }), "Dark since Brin left. It wants oil, that's in the boathouse, and a match, "
        + "that's in the tin. My knees want no more stairs.");
    add_answer(({ "oil" }), "In the boathouse. Mind the jackdaw.");
    add_answer(({ "matches", "match", "tin" }), "Help yourself. Matches from the tin, I mean. Leave me the button.");
    add_answer(({ "brin" }), "Took the two-o'clock ferry and said to leave the lamp on. That was nine years ago. I'd rather talk about the weather.");
    add_answer(({ "stones", "three", "hum" }), "They were here first. Lay an ear to one and you'll know the tide without looking.");
    add_answer(({ "tide", "sea", "skerry", "causeway" }), "You can walk to the skerry at low water. You can swim back at any.");
    add_answer(({ "cat", "bosun" }), "Bosun. He'll follow you for a herring and forget you for another.");
    add_answer(({ "jackdaw", "tinker", "button" }), "Tinker takes whatever shines. Look in the nest before you blame the visitors.");
    add_answer(({ "weather", "wind", "ferry" }), "Southwest, and it means it.");
    add_answer(({ "bye", "goodbye", "farewell" }), "Fair winds. Shut the door or don't, it makes no difference to the door.");
}

void create() {
    ::create();
    come_alive("isbet");
    add_ids(({ "keeper", "woman" }));
    set_short("Isbet the keeper");
    set_long("Somewhere past sixty, in a coat with all its brass buttons but one. She looks at you the way people look at weather: without surprise.");
    set_restless(12);
    set_habits(({
        "turns a page of the logbook and does not write anything.",
        "puts a peat on the fire.",
        "looks out at the place where the ferry would be.",
        "hums three notes under her breath.",
    }));
    learn_answers();
}

string query_name() {
    return "Isbet";
}

void notice(object who) {
    if (!userp(who))
        return;
    if ("/island/lamp"->is_burning())
        speak("You lit it. I saw it on the wall. I had forgotten that the wall was yellow.");
    else
        act("looks up, and nods at " + who->query_name() + ".");
}

void shrug(object who) {
    act("listens to " + who->query_name() + ", and to the wind, and gives neither the advantage.");
}
