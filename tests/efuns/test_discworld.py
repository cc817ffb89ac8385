"""The efuns of FluffOS's package for Discworld's mudlib."""

from __future__ import annotations

from pathlib import Path

from neolith_trio.config import Charset, Profile

from .mud import logon

THING = """
int invisible;
string name = "turtle";
string *friends = ({ });
string a_short(int quiet) { return quiet ? "$quiet$" : "$turtle$"; }
string the_short(int quiet) { return "the turtle"; }
string query_name() { return name; }
int query_invis() { return invisible; }
int query_creator() { return 1; }
string *query_allowed() { return friends; }
void hide(int kind, string *may) { invisible = kind; friends = may; }
"""


def shown(root: Path, body: str, **files: str) -> list[str]:
    """What a user writes; thing.c stands beside him."""
    given = {"thing.c": THING, **{f"{name.replace('__', '/')}.c": text for name, text in files.items()}}
    return logon(root, body, given, profile=Profile.FLUFFOS, charset=Charset.UTF8)


def test_strings_are_listed_as_people_list_them(tmp_path: Path) -> None:
    """With commas and one `and`."""
    lines = shown(
        tmp_path,
        'p(query_multiple_short(({ "elf", "orc", "troll" }))); p(query_multiple_short(({ "elf" })));'
        "p(query_multiple_short(({ })));",
    )

    assert lines == ['"elf, orc and troll"', '"elf"', '""']


def test_objects_alone_keep_their_marks(tmp_path: Path) -> None:
    """The mudlib counts them when it prints the message."""
    body = """object ob = load_object("/thing");
        p(query_multiple_short(({ ob, ob }))); p(query_multiple_short(({ ob }), "a", 0, 1));
        p(query_multiple_short(({ ob, "elf" }), "the"));"""

    lines = shown(tmp_path, body)

    assert lines == ['"$M$$turtle$$turtle$$M$"', '"$M$$quiet$$M$"', '"the turtle and elf"']


def test_plain_text_is_made_by_the_player(tmp_path: Path) -> None:
    """convert_message() of this_player(), who may be in the dark."""
    files = {"room": "int query_light() { return 3; }"}
    body = """
    int dark;
    string convert_message(string text) { return "<" + text + ">"; }
    int check_dark(int light) { return dark * light; }
    void logon() {
        enable_commands();
        move_object(load_object("/room"));
        p(query_multiple_short(({ load_object("/thing") }), "the", 1));
        dark = 1;
        p(query_multiple_short(({ load_object("/thing") }), "the", 1));
        p(query_multiple_short(({ load_object("/thing") }), "the", 1, 0, 1));
    }"""

    lines = shown(tmp_path, body, **files)

    assert lines == ['"<the turtle>"', '"some objects you cannot make out"', '"<the turtle>"']


def test_an_invisible_creator_is_known_to_those_he_allows(tmp_path: Path) -> None:
    """And to creators when he is invisible to players alone."""
    body = """
    int creator;
    string query_name() { return "ann"; }
    int query_creator() { return creator; }
    void logon() {
        object ob = load_object("/thing");
        string seen = "";
        seen += reference_allowed(ob, this_object());
        ob->hide(1, ({ }));
        seen += reference_allowed(ob, this_object());
        ob->hide(1, ({ "ann" }));
        seen += reference_allowed(ob, this_object());
        ob->hide(1, ({ "playtesters" }));
        seen += reference_allowed(ob, this_object());
        load_object("/obj/handlers/playtesters");
        seen += reference_allowed(ob, this_object());
        ob->hide(1, ({ }));
        creator = 1;
        seen += reference_allowed(ob, this_object());
        ob->hide(2, ({ }));
        seen += reference_allowed(ob, this_object());
        ob->hide(7, ({ }));
        seen += reference_allowed(ob, this_object());
        p(seen);
    }"""
    playtesters = 'int query_playtester(string name) { return name == "ann"; }'

    lines = shown(tmp_path, body, obj__handlers__playtesters=playtesters)

    assert lines == ['"10101101"']


def test_a_name_stands_for_a_player(tmp_path: Path) -> None:
    """Also of one who is not there; the handler of players knows whether that is a creator."""
    body = """object ob = load_object("/thing");
        ob->hide(1, ({ })); load_object("/obj/handlers/player_handler");
        p(reference_allowed(ob, "bob") * 10 + reference_allowed(ob, "eve"));"""
    handler = 'int test_creator(string name) { return name == "bob"; }'

    lines = shown(tmp_path, body, obj__handlers__player_handler=handler)

    assert lines == ["10"]


def test_an_event_is_for_the_others(tmp_path: Path) -> None:
    """The room and all in it hear, but for the one who makes the noise."""
    thing = """
        string *heard = ({ });
        void event_bang(object who, int loud) { "/room"->note(file_name(this_object())[1..4] + loud); }
        void go() { move_object(load_object("/room")); }
    """
    room = """
        string *all = ({ });
        void note(string what) { all += ({ what }); }
        void event_bang(object who, int loud) { note("room" + loud); }
        string told() { return implode(sort_array(all, 1), " "); }
    """
    body = """
    void event_bang(object who, int loud) { "/room"->note("self" + loud); }
    void logon() {
        object ob = new("/thing");
        move_object(load_object("/room"));
        ob->go();
        event(environment(), "bang", 3); p("/room"->told());
        event(({ this_object(), ob }), "bang", 4); p("/room"->told());
    }"""

    lines = shown(tmp_path, body, thing=thing, room=room)

    assert lines == ['"room3 thin3"', '"room3 self4 thin3 thin4"']


def test_markup_stands_for_itself(tmp_path: Path) -> None:
    """In MXP lines are breaks, in HTML quotation marks are entities."""
    lines = shown(tmp_path, 'p(replace_mxp("a<b>&\\n") == "a&lt;b&gt;&amp;\\e[4z<BR>"); p(replace_html("\\"<"));')

    assert lines == ["1", '"&quot;&lt;"']
