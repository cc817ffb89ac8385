// eval.c: admins evaluate an LPC expression. It is compiled as a small program of its own in
// /save/eval, called once and thrown away; it runs with the rights of ordinary programs.

inherit "/secure/command";

string syntax() {
    return "eval EXPRESSION";
}

string purpose() {
    return "compile an expression and show its value";
}

string manual() {
    return "`eval users()` or `eval environment(me)->query_exits()`: `me` is your body. With `;` in it the text is taken "
        + "as statements: `eval int i = 6; return i * 7;`.";
}

private string source_for(string text) {
    if (strsrch(text, ";") == -1)
        text = "return " + text + ";";
    return "// Written by the eval command.\nvoid create() {\n    seteuid(getuid());\n}\n\n"
        + "mixed value(object me) {\n    " + text + "\n}\n";
}

private void forget(string program) {
    object old;

    old = find_object(program);
    if (old)
        destruct(old);
    rm(program + ".c");
}

int run(object who, string rest) {
    string program, problem;
    mixed value;

    if (!is_permitted(who))
        return 0;
    if (rest == "") {
        notify_fail("Evaluate what?\n");
        return 0;
    }
    program = SAVE_EVAL + who->query_account();
    forget(program);
    write_file(program + ".c", source_for(rest), 1);
    problem = catch(value = load_object(program)->value(who));
    tell_object(who, problem ? "Error: " + problem : sprintf("Value: %O\n", value));
    forget(program);
    return 1;
}
