"""The functions of the master object, but for those that allow or refuse."""

from __future__ import annotations

from typing import Final

from .apply import FLUFFOS, NOT_FLUFFOS, OTHERS, Apply, Place

MASTER: Final[tuple[Apply, ...]] = (
    # -- life of the mud --------------------------------------------------------------------------------------
    Apply(
        "get_mud_stats",
        Place.MASTER,
        "mapping get_mud_stats()",
        """\
Somebody asks what kind of MUD this is (telnet option MSSP, or the line MSSP-REQUEST).

Returns: the variables of MSSP; a value is a string, an int or an array of such. The driver adds NAME, PLAYERS and
    UPTIME when they are missing.
Example:
    mapping get_mud_stats() { return ([ "CODEBASE": "my lib", "LANGUAGE": "English" ]); }
See also: connect
""",
    ),
    Apply(
        "get_root_uid",
        Place.MASTER,
        "string get_root_uid()",
        """\
The master is loaded: what is its uid?

Returns: the name, which becomes uid and euid of the master.
Example:
    string get_root_uid() { return "Root"; }
See also: get_bb_uid, creator_file, getuid
""",
    ),
    Apply(
        "get_bb_uid",
        Place.MASTER,
        "string get_bb_uid()",
        """\
The master is loaded the first time: what is the backbone uid?

An object for which creator_file() answers with it gets the uid and euid of whoever makes it.

Returns: the name.
Example:
    string get_bb_uid() { return "Backbone"; }
See also: get_root_uid, creator_file
""",
    ),
    Apply(
        "epilog",
        Place.MASTER,
        "string *epilog(int level)",
        """\
The master is there: what else is to be loaded at the start?

Arguments:
    level: the number of the option -e, 0 without it.
Returns: an array of names, each of which goes to preload(), or 0.
Example:
    string *epilog(int level) { return explode(read_file("/adm/preload"), "\\n"); }
See also: preload
""",
    ),
    Apply(
        "preload",
        Place.MASTER,
        "void preload(string name)",
        """\
Load one of the objects that epilog() has named.

Each has an evaluation budget of its own; an error is reported, and the start goes on.

Arguments:
    name: the name, as epilog() wrote it.
Example:
    void preload(string name) { load_object(name); }
See also: epilog
""",
    ),
    Apply(
        "connect",
        Place.MASTER,
        "object connect(int port)",
        """\
Somebody comes in.

While it runs, the connection is that of the master itself, so write() reaches the newcomer.

Arguments:
    port: the number of the port, 0 for the console.
Returns: the object that gets the connection, in which logon() is called then; 0 to turn the newcomer away.
    this_object() makes the master itself the only user.
Example:
    object connect(int port) { return new("/secure/login"); }
See also: logon, exec
""",
    ),
    Apply(
        "compile_object",
        Place.MASTER,
        "object compile_object(string name)",
        """\
An object is wanted for which there is no file.

Arguments:
    name: its name.
Returns: an object, which gets that name and is a virtual object from then on (see virtualp), or 0.
Example:
    object compile_object(string name) { return strsrch(name, "/world/") ? 0 : new("/std/field", name); }
See also: load_object, clone_object, virtualp
""",
    ),
    Apply(
        "log_error",
        Place.MASTER,
        "void log_error(string file, string message)",
        """\
The compiler has an error or a warning to tell.

Without it the driver's log has it.

Arguments:
    file: the name of the file; in FluffOS with the leading slash.
    message: the text, with file and line, and a newline; in FluffOS with the column, the line and a caret.
Example:
    void log_error(string file, string message) { write_file("/log/compile", message); }
See also: error_handler
""",
    ),
    Apply(
        "error_handler",
        Place.MASTER,
        "mixed error_handler(mapping error, int caught)",
        """\
A program had a runtime error.

Without it an error that nobody catches goes to the driver's log, with a trace.

Arguments:
    error: "error" is the text, "program", "object", "file" and "line" say where it happened, "trace" is an array of
        mappings with "function", "program", "object", "file" and "line", the outermost call first; in FluffOS with
        "arguments" and "locals" too, arrays of what the function holds.
    caught: 1 if a catch() has it, else it is left out. Values of throw() that are caught are not told.
Returns: a text for the driver's log, or 0.
Example:
    mixed error_handler(mapping error, int caught) { if (!caught) write_file("/log/errors", error["error"]); }
See also: catch, error, log_error
""",
    ),
    Apply(
        "object_name",
        Place.MASTER,
        "string object_name(object ob)",
        """\
sprintf() shows an object by %O: does it have a name that people know?

Arguments:
    ob: the object.
Returns: the name, which is shown behind the file name, or 0.
Example:
    string object_name(object ob) { return interactive(ob) ? ob->query_name() : 0; }
See also: sprintf, file_name
""",
    ),
    # -- who owns what ----------------------------------------------------------------------------------------
    Apply(
        "creator_file",
        Place.MASTER,
        "string creator_file(string name)",
        """\
A new object: who is its owner?

Arguments:
    name: the name of the object.
Returns: its uid.
Example:
    string creator_file(string name) { return explode(name, "/")[0]; }
See also: getuid, get_bb_uid, privs_file
""",
    ),
    Apply(
        "privs_file",
        Place.MASTER,
        "string privs_file(string name)",
        """\
A new object: what are its privs?

Arguments:
    name: the name of the object.
Returns: the string, or 0 for none.
Example:
    string privs_file(string name) { return strsrch(name, "/secure/") ? "mudlib" : "admin"; }
See also: query_privs, set_privs, creator_file
""",
        OTHERS,
    ),
    # -- the parsers of commands and sentences ----------------------------------------------------------------
    Apply(
        "parse_command_all_word",
        Place.MASTER,
        "string parse_command_all_word()",
        """\
Which word means all objects for %i, %l and %d of parse_command()?

It is asked at every parse_command(). Without it no word does.

Returns: a word.
Example:
    string parse_command_all_word() { return "all"; }
See also: parse_command, parse_command_prepos_list
""",
    ),
    Apply(
        "parse_command_prepos_list",
        Place.MASTER,
        "string *parse_command_prepos_list()",
        """\
Which prepositions does %p of parse_command() find, and may stand in the rules of parse_add_rule()?

It is asked at every parse_command(), where a preposition may be several words, and once for rules.

Returns: an array of words; the first that fits counts.
Example:
    string *parse_command_prepos_list() { return ({ "in", "on", "with", "to" }); }
See also: parse_command, parse_add_rule
""",
    ),
    Apply(
        "parse_command_users",
        Place.MASTER,
        "object *parse_command_users()",
        """\
Which people may be meant by a sentence, wherever they are?

Returns: an array of objects.
Example:
    object *parse_command_users() { return users(); }
See also: parse_sentence, livings_are_remote
""",
        OTHERS,
    ),
    Apply(
        "parser_error_message",
        Place.MASTER,
        "string parser_error_message(int kind, object ob, mixed detail, ...)",
        """\
parse_sentence() has found no reading: what is the user told?

Arguments:
    kind: 1: nothing here is called so; 2: it does not live; 3: it cannot be reached; 4: several may be meant; 5: there
        are not so many; 6: an object has refused; 7: there is no such word; 8: several, where only one can be.
    ob: an object, or 0.
    detail: the words or objects that are the matter; for 6 the text of the object.
Returns: the text, which parse_sentence() returns.
Example:
    string parser_error_message(int kind, object ob, mixed detail) { return kind == 6 ? detail : "You can't.\n"; }
See also: parse_sentence
""",
        OTHERS,
    ),
    # -- the editor -------------------------------------------------------------------------------------------
    Apply(
        "make_path_absolute",
        Place.MASTER,
        "string make_path_absolute(string name)",
        """\
A user of the editor has typed a file name that does not begin with a slash.

Arguments:
    name: what he typed.
Returns: the whole name; 0 to refuse it.
Example:
    string make_path_absolute(string name) { return this_player()->query_directory() + "/" + name; }
See also: ed
""",
    ),
    *(
        Apply(
            name,
            Place.MASTER,
            f"string {name}(string file, object who)",
            """\
Somebody goes in the midst of editing: his connection is lost, or he is destructed.

Arguments:
    file: the file that he edits.
    who: the object.
Returns: the name of the file in which his text is saved; 0 to forget it.
See also: ed, in_edit, net_dead
""",
            profiles,
        )
        for name, profiles in (("get_save_file_name", NOT_FLUFFOS), ("get_ed_buffer_save_file_name", FLUFFOS))
    ),
    Apply(
        "retrieve_ed_setup",
        Place.MASTER,
        "int retrieve_ed_setup(object who)",
        """\
Somebody begins to edit: what settings does he like?

Arguments:
    who: the object.
Returns: the number that save_ed_setup() got for him; 0 for the usual ones.
See also: save_ed_setup, ed
""",
    ),
    Apply(
        "save_ed_setup",
        Place.MASTER,
        "int save_ed_setup(object who, int settings)",
        """\
Somebody has typed `set save` in the editor: keep his settings.

Arguments:
    who: the object.
    settings: a number for retrieve_ed_setup().
Returns: 1 if they are kept, else 0.
See also: retrieve_ed_setup, ed
""",
    ),
)
