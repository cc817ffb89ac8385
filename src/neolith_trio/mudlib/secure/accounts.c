// accounts.c: who may log in. One file per account in /save/accounts holds the hash of the
// password and the role; this daemon reads and writes them one at a time, so its saved
// variables are those of the account in hand. Only programs under /secure may change
// anything. The first account ever made is an admin.

string name;
string hash;
int admin;
int created;
int last_login;

static mapping roles;
static string *reserved;

private int is_trusted() {
    return previous_object() && strsrch(base_name(previous_object()), "/secure/") == 0;
}

void create() {
    seteuid(getuid());
    roles = ([]);
    reserved = ({ "guest", "all", "me", "someone", "nobody", "quit", "here", "isbet", "bosun", "tinker" });
    foreach (string dir in ({ SAVE_ACCOUNT, SAVE_PLAYER, SAVE_EVAL })) {
        if (file_size(dir[0..<2]) == -1)
            mkdir(dir[0..<2]);
    }
}

// 0 when the name will do, otherwise what is wrong with it.
string objection(string who) {
    int i;

    if (strlen(who) < 3 || strlen(who) > 12)
        return "A name here has three to twelve letters.\n";
    for (i = 0; i < strlen(who); i++) {
        if (who[i] < 'a' || who[i] > 'z')
            return "A name here is made of plain letters, a to z.\n";
    }
    if (member_array(who, reserved) != -1)
        return "That name is spoken for.\n";
    return 0;
}

int exists(string who) {
    return !objection(who) && file_size(SAVE_ACCOUNT + who + ".o") > 0;
}

private int open_account(string who) {
    return exists(who) && restore_object(SAVE_ACCOUNT + who);
}

private int close_account() {
    roles[name] = admin;
    return save_object(SAVE_ACCOUNT + name);
}

int open_new(string who, string password) {
    string *known;

    if (!is_trusted() || objection(who) || exists(who))
        return 0;
    known = get_dir(SAVE_ACCOUNT + "*.o");
    name = who;
    hash = crypt(password, 0);
    admin = !sizeof(known);
    created = time();
    last_login = created;
    return close_account();
}

int check_password(string who, string password) {
    if (!is_trusted() || !open_account(who))
        return 0;
    return crypt(password, hash) == hash;
}

int set_password(string who, string password) {
    if (!is_trusted() || !open_account(who))
        return 0;
    hash = crypt(password, 0);
    return close_account();
}

// Notes that the account is in use again; answers when it was last.
int note_login(string who) {
    int before;

    if (!is_trusted() || !open_account(who))
        return 0;
    before = last_login;
    last_login = time();
    close_account();
    return before;
}

int is_admin(string who) {
    if (!who)
        return 0;
    if (undefinedp(roles[who]))
        roles[who] = open_account(who) ? admin : 0;
    return roles[who];
}

int set_admin(string who, int flag) {
    if (!is_trusted() || !open_account(who))
        return 0;
    admin = flag;
    return close_account();
}
