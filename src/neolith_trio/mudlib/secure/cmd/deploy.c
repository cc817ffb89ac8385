// deploy.c: admins bring a directory below /domain up to date with a git repository, and load
// what has come. git does its work beside the game; its admin sees how far it is. A clone that
// fails or is stopped leaves nothing.

inherit "/secure/command";
inherit "/secure/reload";

// The promises of git, for those domains that are being deployed.
private static mapping fetching;
private static mapping phases;

void create() {
    ::create();
    fetching = ([]);
    phases = ([]);
}

string syntax() {
    return "deploy [NAME [URL]]";
}

string purpose() {
    return "bring a domain up to date with its git repository";
}

string manual() {
    return "`deploy moors https://example.com/moors.git` fetches the repository into /domain/moors and loads every program "
        + "in it. From then on `deploy moors` fetches what is new and loads what has changed, with its heirs. `deploy "
        + "stop moors` gives it up. `deploy` alone shows which domains there are. What was deployed is in `log deploy`.";
}

// ---- telling ------------------------------------------------------------------------

// The admin may be gone before git is done.
private void tell(object who, string text) {
    if (who)
        tell_object(who, text);
}

private void note(string who, string text) {
    write_file("/log/deploy", ctime(time()) + ": " + who + ": " + text);
}

// One line for each phase of git and each quarter of it; git tells far more.
private void show_step(object who, string name, mapping step) {
    string mark;

    mark = sprintf("%s %d", step["phase"], step["percent"] / 25);
    if (phases[name] == mark)
        return;
    phases[name] = mark;
    tell(who, sprintf("%s: %s, %d %% (%d of %d)\n", name, step["phase"], step["percent"], step["done"],
        step["total"]));
}

// ---- loading ------------------------------------------------------------------------

// All files below a directory, with their paths from `top` on.
private string *files_below(string top, string path) {
    string *found;
    mixed *entries;

    found = ({});
    entries = get_dir(top + path, -1);
    foreach (mixed *entry in entries ? entries : ({})) {
        if (entry[1] == -2)
            found += files_below(top, path + entry[0] + "/");
        else
            found += ({ path + entry[0] });
    }
    return found;
}

private string *programs_of(string directory, string *files) {
    files = filter_array(files, (: $1[<2..] == ".c" && file_size($(directory) + "/" + $1) >= 0 :));
    return map_array(files, (: $(directory) + "/" + $1[0..<3] :));
}

private string as_program(string file) {
    file = file[0] == '/' ? file : "/" + file;
    return file[<2..] == ".c" ? file[0..<3] : file;
}

// The programs that are to be loaded when those in `changed` have changed: they, and their
// heirs that are in use. Parents come before heirs, which would keep the old ones otherwise.
private string *affected(string directory, string *changed) {
    mapping depth;
    string *fresh, *parents;
    object old;

    depth = ([]);
    fresh = ({});
    foreach (string program in programs_of(directory, files_below(directory + "/", ""))) {
        old = find_object(program);
        parents = old ? map_array(deep_inherit_list(old), (: as_program :)) : ({});
        if (old && (member_array(program, changed) != -1 || sizeof(parents & changed)))
            depth[program] = sizeof(parents);
        else if (!old && member_array(program, changed) != -1)
            fresh += ({ program });
    }
    return sort_array(keys(depth), (: $(depth)[$1] - $(depth)[$2] :)) + fresh;
}

// Each program gets a turn of its own, so that a large domain holds nobody up.
private async int load_all(object who, string *programs) {
    string problem;
    int failed;

    foreach (string program in programs) {
        problem = reload(program);
        if (problem) {
            failed++;
            tell(who, "  " + program + ": " + problem + (problem[<1] == '\n' ? "" : "\n"));
        }
        await async_yield();
    }
    return failed;
}

// ---- deploying ----------------------------------------------------------------------

private promise fetched(object who, string name, string url) {
    mapping options;

    options = ([ "progress": (: show_step, who, name :) ]);
    return url ? git_clone(url, DOMAIN_DIR + name, options) : git_pull(DOMAIN_DIR + name, options);
}

private async string deployed(object who, string name, string url) {
    mapping answer;
    string *programs;
    string directory;
    int failed;

    directory = DOMAIN_DIR + name;
    fetching[name] = fetched(who, name, url);
    answer = await fetching[name];
    programs = affected(directory,
        programs_of(directory, url ? files_below(directory + "/", "") : answer["files"]));
    failed = await load_all(who, programs);
    return sprintf("%s is at %s; programs loaded: %d, failed: %d.\n",
        answer["branch"] == "" ? "it" : answer["branch"], answer["hash"][0..6], sizeof(programs) - failed, failed);
}

private async void deploy(object who, string name, string url) {
    string account, text;
    mixed problem;

    account = who->query_account();
    fetching[name] = 0;
    problem = acatch(text = await deployed(who, name, url));
    if (problem)
        text = promise_status(fetching[name]) == 3 ? "stopped.\n" : "failed: " + replace_string(problem, "*git: ", "");
    map_delete(fetching, name);
    map_delete(phases, name);
    note(account, name + (url ? " from " + url : "") + ": " + text);
    tell(who, name + ": " + text);
}

// ---- the command --------------------------------------------------------------------

private int is_name(string word) {
    int i;

    for (i = 0; i < strlen(word); i++) {
        if ((word[i] < 'a' || word[i] > 'z') && (word[i] < '0' || word[i] > '9') && word[i] != '_')
            return 0;
    }
    return word != "";
}

private int is_under_way(string name) {
    return !undefinedp(fetching[name]);
}

private int list_domains(object who) {
    string text;
    mixed *entries;

    text = "";
    entries = get_dir(DOMAIN_DIR, -1);
    foreach (mixed *entry in entries ? entries : ({})) {
        if (entry[1] == -2 && is_name(entry[0]))
            text += "  " + entry[0] + (is_under_way(entry[0]) ? ", being deployed" : "") + "\n";
    }
    foreach (string name in sort_array(keys(fetching), 1)) {
        if (file_size(DOMAIN_DIR + name) == -1)
            text += "  " + name + ", being deployed for the first time\n";
    }
    tell_object(who, text == "" ? "There is no domain yet.\n" : "Domains:\n" + text);
    return 1;
}

private int stop(object who, string name) {
    if (!fetching[name] || promise_status(fetching[name])) {
        notify_fail(is_under_way(name) ? "It has come already, and is being loaded.\n"
            : "Nothing of that name is being deployed.\n");
        return 0;
    }
    promise_cancel(fetching[name]);
    return 1;
}

// 0 when a deployment may begin, otherwise why not.
private string objection(string name, string url) {
    int there;

    if (!is_name(name) || name == "stop")
        return "The name of a domain is made of small letters, digits and _.\n";
    if (is_under_way(name))
        return name + " is being deployed already; `deploy stop " + name + "` gives it up.\n";
    there = sizeof(get_dir(DOMAIN_DIR + name + "/"));
    if (there && url)
        return name + " is there already; `deploy " + name + "` brings it up to date.\n";
    if (!there && !url)
        return "There is no " + name + " yet; say from where: `deploy " + name + " URL`.\n";
    return 0;
}

int run(object who, string rest) {
    string *words;
    string problem;

    if (!is_permitted(who))
        return 0;
    words = filter_array(explode(rest, " "), (: $1 != "" :));
    if (!sizeof(words))
        return list_domains(who);
    if (words[0] == "stop" && sizeof(words) == 2)
        return stop(who, words[1]);
    problem = sizeof(words) > 2 ? "Deploy what? A name, and at first a URL.\n"
        : objection(words[0], sizeof(words) == 2 ? words[1] : 0);
    if (problem) {
        notify_fail(problem);
        return 0;
    }
    if (file_size(DOMAIN_DIR[0..<2]) == -1)
        mkdir(DOMAIN_DIR[0..<2]);
    tell_object(who, words[0] + ": git is at work.\n");
    deploy(who, words[0], sizeof(words) == 2 ? words[1] : 0);
    return 1;
}
