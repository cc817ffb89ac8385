// update.c: admins load a program anew after editing it.

inherit "/secure/command";
inherit "/secure/reload";

string syntax() {
    return "update FILE|here";
}

string purpose() {
    return "load a program anew";
}

string manual() {
    return "`update /cmd/look` compiles the edited file; `update here` does so with the room you are in. Whoever is in "
        + "a room being updated is put into the new one. Programs that inherit the file keep the old code until "
        + "they are updated too.";
}

private string program_named(object who, string word) {
    if (word == "here")
        return base_name(environment(who));
    if (word[0] != '/')
        word = "/" + word;
    return word[<2..] == ".c" ? word[0..<3] : word;
}

int run(object who, string rest) {
    string program, problem;

    if (!is_permitted(who))
        return 0;
    if (rest == "") {
        notify_fail("Update what?\n");
        return 0;
    }
    program = program_named(who, rest);
    if (file_size(program + ".c") < 0) {
        notify_fail("There is no " + program + ".c.\n");
        return 0;
    }
    problem = reload(program);
    tell_object(who, program + (problem ? ": " + problem : " is loaded.\n"));
    return 1;
}
