"""The functions that the driver calls in every object."""

from __future__ import annotations

from typing import Final

from .apply import FLUFFOS, OTHERS, Apply, Place

OBJECTS: Final[tuple[Apply, ...]] = (
    Apply(
        "create",
        Place.ALL,
        "void create(mixed argument, ...)",
        """\
A new object is made.

It is called once for every object: for the one that is loaded and for each clone. The global variables have their
first values already. The create() of an inherited program is not called by itself: call ::create().

Arguments:
    argument: what clone_object() was called with besides the name; nothing for an object that is loaded.
Example:
    void create(string owner) { set_owner(owner); }
See also: clone_object, load_object, reset
""",
    ),
    Apply(
        "reset",
        Place.ALL,
        "void reset()",
        """\
Time has passed: make good what was used up.

It is called in objects that were used since the last time, after the configured time (ResetDuration) or the one of
set_reset(). An object without it is not asked again.

Example:
    void reset() { if (!present("guard")) new("/npc/guard")->move(this_object()); }
See also: set_reset, create, clean_up
""",
    ),
    Apply(
        "clean_up",
        Place.ALL,
        "int clean_up(int inherited)",
        """\
Nobody has used this object for the configured time (CleanUpDuration).

Arguments:
    inherited: how many programs inherit this one, and 0 for clones.
Returns: 0: never ask again. Something else: ask again after the same time.
Example:
    int clean_up(int inherited) { if (!inherited) destruct(this_object()); return 1; }
See also: destruct, reset
""",
    ),
    Apply(
        "restore_lost_variable",
        Place.ALL,
        "void restore_lost_variable(mixed value, string name)",
        """\
restore_object() has found a variable in the file that this object has not, or that is nosave in it.

Arguments:
    value: its value.
    name: its name.
Example:
    void restore_lost_variable(mixed value, string name) { if (name == "hp") hit_points = value; }
See also: restore_object, restore_from_string
""",
        FLUFFOS,
    ),
    Apply(
        "heart_beat",
        Place.ALL,
        "void heart_beat()",
        """\
The heart of the object beats.

this_player() is the object itself if it is living, else 0. An error stops the heart.

Example:
    void heart_beat() { if (hit_points < most_hit_points) hit_points++; }
See also: set_heart_beat, call_out
""",
    ),
    Apply(
        "init",
        Place.ALL,
        "void init()",
        """\
A living object came near this one, or this one came near it: time to offer it commands.

When an object moves into another one, it is called in the surroundings and in all that is there with the mover as
this_player(), if the mover is living, and in the mover with each living object there as this_player().

Example:
    void init() { add_action("do_push", "push"); }
See also: add_action, move_object, enable_commands
""",
    ),
    Apply(
        "id",
        Place.ALL,
        "int id(string name)",
        """\
present() asks whether the object goes by a name.

Arguments:
    name: the name.
Returns: 1 if it does, else 0.
Example:
    int id(string name) { return name == "lamp"; }
See also: present
""",
    ),
    Apply(
        "before_tool_call",
        Place.ALL,
        "int before_tool_call(string name, mapping arguments)",
        """\
The language model that speaks for this object wants to call one of its tools.

Arguments:
    name: the name of the tool.
    arguments: its arguments.
Returns: 0 to let it be called; something else to tell the model that it is not.
Example:
    int before_tool_call(string name, mapping arguments) { return name == "attack"; }
See also: after_tool_call, agent_register_tool
""",
    ),
    Apply(
        "after_tool_call",
        Place.ALL,
        "mixed after_tool_call(string name, mapping arguments, mixed result)",
        """\
A tool of this object was called by the language model that speaks for it.

Arguments:
    name: the name of the tool.
    arguments: its arguments.
    result: what it has returned.
Returns: what the model is told instead; 0 to tell it the result.
Example:
    mixed after_tool_call(string name, mapping arguments, mixed result) { write_file("/log/agents", name); return 0; }
See also: before_tool_call, agent_register_tool
""",
    ),
    Apply(
        "move_or_destruct",
        Place.ALL,
        "int move_or_destruct(object to)",
        """\
What holds this object is destructed: move away, or go with it.

Arguments:
    to: what is around the object that is destructed; 0 when nothing is.
Returns: nothing that matters; who is still inside afterwards is destructed.
Example:
    int move_or_destruct(object to) { if (to) move_object(to); return 0; }
See also: destruct, move_object
""",
    ),
    Apply(
        "on_destruct",
        Place.ALL,
        "void on_destruct()",
        """\
The object is about to be destructed, and has asked to hear of it by set_notify_destruct().

See also: set_notify_destruct, destruct
""",
        FLUFFOS,
    ),
    Apply(
        "catch_tell",
        Place.ALL,
        "void catch_tell(string text)",
        """\
Text for an object to which nobody is connected.

Arguments:
    text: what was said, written or told.
Example:
    void catch_tell(string text) { if (text == "hello\\n") command("say hello"); }
See also: tell_object, say, write, receive_message
""",
    ),
    Apply(
        "terminal_colour_replace",
        Place.ALL,
        "string terminal_colour_replace(string part)",
        """\
What stands for a part of a text: called by terminal_colour() of that object, for every part between two %^.

Arguments:
    part: a name, or the text between two of them.
Returns: the name of another code, or any text, which takes no room on the line; 0 leaves the part as it is.
Example:
    string terminal_colour_replace(string part) { return part == "DANGER" ? "RED" : 0; }
See also: terminal_colour
""",
    ),
    Apply(
        "receive_message",
        Place.ALL,
        "void receive_message(mixed kind, mixed text)",
        """\
message() has something for this object.

Arguments:
    kind: the first argument of message().
    text: its second.
Example:
    void receive_message(string kind, string text) { if (kind != "shout" || !deaf) receive(text); }
See also: message, receive, catch_tell
""",
    ),
    # -- the parser of sentences ------------------------------------------------------------------------------
    *(
        Apply(
            name,
            Place.ALL,
            f"string *{name}()",
            f"""\
parse_command() and parse_sentence() ask what {what}.

parse_command() asks each object that it looks at, every time, and the master for words that fit all objects.
parse_sentence() asks once, and again after parse_refresh().

Returns: an array of words; for parse_command() some of them may be several words with blanks between.
Example:
    string *{name}() {{ return ({{ {example} }}); }}
See also: parse_command, parse_sentence, parse_refresh, parse_command_users
""",
        )
        for name, what, example in (
            ("parse_command_id_list", "the object is called", '"lamp", "light"'),
            ("parse_command_plural_id_list", "several of its kind are called", '"lamps", "lights"'),
            ("parse_command_adjectiv_id_list", "adjectives fit the object", '"small", "green"'),
        )
    ),
    *(
        Apply(
            name,
            Place.ALL,
            f"int {name}()",
            f"""\
parse_sentence() asks {what}

It is asked once, and again after parse_refresh().

Returns: 1 or 0.
See also: parse_sentence, parse_refresh, parse_init
""",
            OTHERS,
        )
        for name, what in (
            ("is_living", "whether LIV in a rule may mean the object."),
            ("inventory_accessible", "whether what the object holds can be reached."),
            ("inventory_visible", "whether what the object holds can be seen."),
            ("livings_are_remote", "an object that has verbs whether LIV may mean people who are elsewhere."),
        )
    ),
    Apply(
        "the_short",
        Place.ALL,
        "string the_short()",
        """\
parse_sentence() needs the name of an object for a text.

Returns: the name with its article, such as "the green lamp".
Example:
    string the_short() { return "the " + short(); }
See also: parse_sentence, parser_error_message
""",
        OTHERS,
    ),
)
