// master.c: the master object. The driver asks it every question of policy: who may
// connect, what belongs to whom, which files may be read or written, what to do with an
// error. The rule it keeps: only programs under /secure write, and only in /save, /log and
// /domain; the one exception is a character saving itself.

private int starts_with(string text, string head) {
    return strsrch(text, head) == 0;
}

private string absolute(string path) {
    return path != "" && path[0] == '/' ? path : "/" + path;
}

private string program_of(object ob) {
    string name;

    name = absolute(file_name(ob));
    sscanf(name, "%s#%*d", name);
    return name;
}

private int is_secure(object ob) {
    return objectp(ob) && starts_with(program_of(ob), "/secure/");
}

// ---- starting -----------------------------------------------------------------------

string get_root_uid() {
    return ROOT_UID;
}

string get_bb_uid() {
    return BACKBONE_UID;
}

// What must stand before the first visitor arrives.
string *epilog(int level) {
    return ({ ACCOUNTS, CARETAKER, TIDE, START_ROOM });
}

void preload(string file) {
    string problem;

    problem = catch(load_object(file));
    if (problem)
        write_file("/log/boot", ctime(time()) + ": " + file + ": " + problem);
}

object connect(int port) {
    object ob;

    ob = clone_object(LOGIN);
    ob->set_port(port);
    return ob;
}

// ---- whose program is it ------------------------------------------------------------

string creator_file(string file) {
    return starts_with(absolute(file), "/secure/") ? ROOT_UID : WORLD_UID;
}

string author_file(string file) {
    return creator_file(file);
}

string domain_file(string file) {
    string domain;

    if (sscanf(absolute(file), "/%s/%*s", domain) < 1)
        domain = "";
    return domain;
}

int valid_seteuid(object ob, string euid) {
    return euid == getuid(ob) || is_secure(ob);
}

// ---- files --------------------------------------------------------------------------

// Passwords' hashes are nobody's business; everything else may be read.
int valid_read(string file, object caller, string func) {
    return !starts_with(absolute(file), SAVE_ACCOUNT) || is_secure(caller);
}

// The driver names the file with the .o that save_object() adds.
private int is_own_save(string file, object caller) {
    string own;

    if (program_of(caller) != PLAYER)
        return 0;
    own = caller->query_save_file();
    return own != "" && (file == own || file == own + ".o");
}

int valid_write(string file, object caller, string func) {
    file = absolute(file);
    if (!starts_with(file, "/save/") && !starts_with(file, "/log/") && !starts_with(file, DOMAIN_DIR))
        return 0;
    if (is_secure(caller))
        return 1;
    return func == "save_object" && is_own_save(file, caller);
}

int valid_link(string from, string to) {
    return 0;
}

int valid_save_binary(string file) {
    return 0;
}

string make_path_absolute(string path) {
    return absolute(path);
}

// An editor's text is kept here when its user drops the line.
string get_save_file_name(string file) {
    return "/save/rescued.txt";
}

// ---- objects ------------------------------------------------------------------------

// Data directories hold data. Only what `eval` writes may be loaded from there.
int valid_object(object ob) {
    string name;

    name = program_of(ob);
    if (starts_with(name, "/log/"))
        return 0;
    return !starts_with(name, "/save/") || starts_with(name, SAVE_EVAL);
}

int valid_override(string file, string efun_name) {
    if (member_array(efun_name, ({ "shutdown", "exec" })) == -1)
        return 1;
    return starts_with(absolute(file), "/secure/");
}

int valid_shadow(object ob) {
    return 0;
}

int valid_bind(object binder, object old_owner, object new_owner) {
    return is_secure(binder);
}

int valid_hide(object ob) {
    return is_secure(ob);
}

int valid_socket(object caller, string func, mixed *info) {
    return is_secure(caller);
}

// ---- what goes on outside -----------------------------------------------------------

// Only `deploy` runs anything of the machine, and only git.
int valid_process(object caller, string *command) {
    return program_of(caller) == DEPLOY && command[0] == "git";
}

// The repositories of `deploy` may be those of this machine and its neighbours; everything else is of the open network.
int valid_http(object caller, string method, string url) {
    return method == "GIT" && program_of(caller) == DEPLOY ? 2 : 1;
}

// Who may see and end what others have under way.
int valid_async(object caller, string action, object owner, string kind) {
    return is_secure(caller);
}

string object_name(object ob) {
    mixed name;

    name = ob->query_name();
    return stringp(name) ? name : program_of(ob);
}

// ---- when something goes wrong ------------------------------------------------------

void log_error(string file, string message) {
    write_file("/log/compile", ctime(time()) + ": " + message);
    if (this_player() && is_admin(this_player()))
        tell_object(this_player(), message);
}

private string frame_line(mapping frame) {
    return sprintf("    %s() in %s, line %d", frame["function"] + "", frame["file"] + "", frame["line"]);
}

private string trace_text(mapping problem) {
    string text;

    text = problem["error"];
    if (text[<1] != '\n')
        text += "\n";
    foreach (mapping frame in problem["trace"])
        text += frame_line(frame) + "\n";
    return text;
}

// Errors that somebody catches are that somebody's to report.
string error_handler(mapping problem, int caught) {
    string text;

    if (caught)
        return "";
    text = trace_text(problem);
    write_file("/log/runtime", ctime(time()) + ": " + text);
    if (this_player() && is_admin(this_player()))
        tell_object(this_player(), text);
    else if (this_player())
        tell_object(this_player(), "The world hiccups. The keeper has written it down.\n");
    return text;
}

void save_everybody() {
    foreach (object user in users()) {
        if (program_of(user) == PLAYER)
            catch(user->save_character());
    }
}

void crash(string reason, object commander, object current) {
    write_file("/log/boot", ctime(time()) + ": crash: " + reason + "\n");
    save_everybody();
}

int slow_shutdown(int minutes) {
    shout("The sky is running low. The island sleeps in " + minutes + " minutes.\n");
    save_everybody();
    return 0;
}
