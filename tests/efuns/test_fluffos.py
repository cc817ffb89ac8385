"""Efuns that mudlibs of MudOS and FluffOS lean on."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from neolith_trio.config import Charset, Dialect, Profile
from neolith_trio.efuns import visible
from neolith_trio.runtime import limits
from neolith_trio.runtime.tracing.traces import Place, Trace

from .mud import MASTER, Mud, logon


def fluffos(root: Path, body: str) -> list[str]:
    """What a user of the fluffos profile writes whose logon() has that body."""
    return logon(root, body, profile=Profile.FLUFFOS, charset=Charset.UTF8)


CASES = [
    ('trim("  elf \\n") + "|" + ltrim(" elf ") + "|" + rtrim("elf!!", "!")', '"elf|elf |elf"'),
    ('base_name("/std/object#12") + base_name()', '"/std/object/user"'),
    ('pluralize("a sack of rice")', '"sacks of rice"'),
    ('implode(map(({ "thief", "fish", "ox", "box", "boy", "lady", "woman" }), (: pluralize :)), " ")',
     '"thieves fish oxen boxes boys ladies women"'),
    ('add_a("hour") + ", " + add_a("useful axe")', '"an hour, a useful axe"'),
    ("query_num(1105) + query_num(20, 10)", '"one thousand, one hundred and fivemany"'),
    ('string_difference("kitten", "sitting")', "3"),
    ('terminal_colour("%^RED%^hot%^RESET%^ %^odd%^", ([ "RED": "<", "RESET": ">" ]))', '"<hot> odd"'),
    ('terminal_colour("12345 78", ([ "RESET": "." ]), 4)', '"1234.\\n5 78"'),
    ('strwidth("\u4e2de")', "3"),
    ('strwidth("\\e[1;31m\u4e2d\\e[m")', "2"),
    ('strwidth("\U0001f44d\U0001f3fd|e\u0301|\U0001f468\u200d\U0001f469")', "7"),
    ('sprintf("%-8s|%8s|", "\u4e2d\u6587", "\u4e2d\u6587")', '"\u4e2d\u6587    |    \u4e2d\u6587|"'),
    ('sprintf("%|8s|", "\\e[1m\u4e2d\\e[m")', '"   \x1b[1m\u4e2d\x1b[m   |"'),
    ('sprintf("%.3s|%\'\u2500\u4e2d\'-8s|", "\u4e2d\u6587\u5b57", "a")', '"\u4e2d|a\u2500\u4e2d\u2500\u4e2d\u2500|"'),
    ('sprintf("%-=7s|", "\u4e2d\u6587\u5b57\u4e09\uff0c\u56db")', '"\u4e2d\u6587\u5b57 |\\n\u4e09\uff0c\u56db"'),
    ('sprintf("%-=6s", "ab\\n")', '"ab\\n"'),
    ('sprintf("%-#12.2s|", "\u4e2d\u6587\nb\nc\n\u5b57")', '"\u4e2d\u6587  c|\\nb     \u5b57"'),
    ('sprintf("%-5d|%-5d", 1, 2) + sprintf("%-4s", "a\\n")', '"1    |2    a\\n   "'),
    ('sprintf("%d %d %.1f %g %g", 2.9, -2.5, 3, 0.5, 1e10)', '"2 -3 3.0 0.5 1e+10"'),
    ('replace("a b", ({ "a", "x", "b", "y" }))', '"x y"'),
    ('pcre_match("Elf", "^e\\\\w+", 1)', "1"),
    ('pcre_match("\u5f20\u4e09", "^\\\\p{Han}+$")', "1"),
    ('implode(pcre_extract("aaa", "(a+)", 0, 16), ",")', '"a"'),
    ('implode(pcre_extract("elf 12", "(\\\\w+) (\\\\d+)"), ",")', '"elf,12"'),
    ('pcre_replace("elf 12", "(\\\\w+) (\\\\d+)", ({ "orc", "3" }))', '"orc 3"'),
    ('pcre_replace_callback("elf", "(e)", (: upper_case($1) :))', '"Elf"'),
    ('sizeof(pcre_match_all("a1b2", "[a-z](\\\\d)"))', "2"),
    ('implode(pcre_assoc("a1b", ({ "\\\\d" }), ({ "n" }))[0], "|")', '"a|1|b"'),
    ("abs(-3) + to_int(abs(-2.0))", "5"),
    ('max(({ 3, 7, 5 })) * 10 + min(({ 3, 7, 1 }), 1)', "72"),
    ("sizeof(shuffle(({ 1, 2, 3 })))", "3"),
    ("roll_MdN(3, 1, 4)", "7"),
    ("to_int(round(2.5)) * 10 + to_int(round(-2.5))", "27"),
    ("to_int(distance(({ 0, 0 }), ({ 3, 4 })))", "5"),
    ('hash("md5", "Something")', '"73f9977556584a369800e775b48f3dbe"'),
    ('sha1("something")', '"1af17e73721dbe0c40011b82ed4bb1a7dbe3ce29"'),
    ('string_decode(uncompress(compress("aaaa")), "utf-8")', '"aaaa"'),
    ("sizeof(to_buffer(({ 1, 2, 255 })))", "3"),
    ('sizeof(string_encode("\u00e4", "utf-8"))', "2"),
    ("fetch_class_member(store_class_member(assemble_class(({ 1, 2 })), 1, 5), 1)", "5"),
    ("has_cycle(({ 1, ({ }) }))", "0"),
    ('zonetime("UTC", 0)', '"Thu Jan 01 00:00:00 1970"'),
    ('member_array("b", ({ "a", "bc", "b", "bd" }), 0, 1) * 10 + member_array((: $1 > 1 :), ({ 1, 2 }), 0, 4)', "11"),
    ("implode(map(allocate(3, (: $1 * 2 :)), (: \"\" + $1 :)), \" \")", '"0 2 4"'),
    ('repeat_string("ab", -1) + filter("a b", (: $1 != 32 :))', '"ab"'),
    # where a line ends in a column, as ICU lets it
    ('sprintf("%-=10s", "hand-to-hand the well, (see below) and/or")',
     '"hand-to-\\nhand the\\nwell, (see\\nbelow)\\nand/or"'),
    ('sprintf("%-=10s", "the square. \\n a  \\nb")', '"the\\nsquare.\\n a \\nb"'),
    ('sprintf("%-=8s", "a longwordindeed -x --y 3-4 .5 $20")', '"a\\nlongwordindeed\\n-x --y\\n3-4 .5\\n$20"'),
    ('sprintf("%-=10s|", "[a][b] http://a.b/c?d x|y 50% what?yes")',
     '"[a][b]    |\\nhttp://\\na.b/c?d x|\\ny 50%\\nwhat?yes"'),
    ('sprintf("%-=8s", "end.\\ta well yes")', '"end.\ta\\nwell yes"'),
    ('sprintf("%|=9s|", "a b c d e f g")', '"a b c d e|\\n   f g"'),
    ('sprintf("%-=5.8s|", "abc def ghi")', '"abc def |\\nghi"'),
    ('sprintf("%-=6s", "   longwords")', '"   lon\\ngwords"'),
    ('sprintf("%-=9s", "中文（測試）「字」，abc…一二")', '"中文（測\\n試）\\n「字」，\\nabc…一二"'),
    ('match_path(([ "/": 1, "/d/": 2, "/d/std": 3 ]), "/d//std/room.c")', "2"),
    ('match_path(([ "/": 1, "/d/": 2, "/d/std": 3 ]), "/d/std/")', "3"),
    ('match_path(([ "/": 1, "/d/": 2 ]), "/d")', "1"),
    ('match_path(([ "/": 1, "x/": 2 ]), "//") * 10 + match_path(([ "x/": 2 ]), "x/y/z")', "12"),
    ('undefinedp(match_path(([ "/": 1 ]), "d"))', "1"),
    ("get_config(256 + 11)", "15000"),
    ("get_config(256 + 59) * 10 + get_config(256 + 60)", "1"),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "answer"), CASES)
def test_the_answer_is(tmp_path: Path, expression: str, answer: str) -> None:
    """As the manual of FluffOS has it."""
    lines = fluffos(tmp_path, f"p({expression});")

    assert "\\n".join(lines) == answer


def test_other_profiles_do_not_know_them() -> None:
    """Their names are free for functions there."""
    assert "pcre_match" not in visible(Profile.NEOLITH)
    assert "pluralize" in visible(Profile.MUDOS)
    assert visible(Profile.NEOLITH)["destruct"].minimum == 1
    assert visible(Profile.FLUFFOS)["destruct"].minimum == 0


def test_on_destruct_is_called_before_the_end(tmp_path: Path) -> None:
    """Only in an object that asked for it."""
    body = """
    void on_destruct() { p("bye " + file_name(this_object())); }
    void logon() { set_notify_destruct(1); p(query_notify_destruct()); destruct(); }
    """

    assert fluffos(tmp_path, body)[0] == "1"


def test_privs_come_from_the_master(tmp_path: Path) -> None:
    """And may be changed."""
    master = """
    string get_root_uid() { return "Root"; }
    string get_bb_uid() { return "Back"; }
    string creator_file(string file) { return "Back"; }
    string privs_file(string file) { return "of " + file; }
    object connect(int port) { return new("/user"); }
    """
    body = """
    p(query_privs()); set_privs(this_object(), "x"); p(query_privs()); set_privs(this_object(), 0); p(query_privs());
    """

    assert logon(tmp_path, body, {"master.c": master}, profile=Profile.MUDOS) == ['"of /user#0"', '"x"', "0"]


def test_light_adds_up(tmp_path: Path) -> None:
    """In the outermost surroundings."""
    assert fluffos(tmp_path, "p(set_light(2)); p(set_light(-1)); p(set_light(0));") == ["2", "1", "1"]


def test_extremes_of_nothing_are_an_error(tmp_path: Path) -> None:
    """So are those of numbers and strings together."""
    body = 'p(catch(max(({ })))); p(catch(min(({ 1, "a" }))));'

    assert fluffos(tmp_path, body) == [
        '"*Can\'t find max of an empty array.',
        '"',
        '"*min() takes an array of numbers or an array of strings.',
        '"',
    ]


def test_a_wrong_pattern_is_an_error(tmp_path: Path) -> None:
    """It says what is wrong."""
    assert fluffos(tmp_path, 'p(catch(pcre_match("a", "(")) != 0);') == ["1"]


def test_what_the_backbone_owns_belongs_to_it(tmp_path: Path) -> None:
    """FluffOS trusts it only where the option says so; then it belongs to the object that loads it."""
    master = """
    string get_root_uid() { return "Root"; }
    string get_bb_uid() { return "Back"; }
    string creator_file(string file) { return file == "/thing" ? "Back" : "Root"; }
    object connect(int port) { return new("/user"); }
    """
    files = {"master.c": master, "thing.c": "string whose() { return getuid() + geteuid(); }"}
    trusting = {"dialect_choices": {"auto_trust_backbone": True}, "profile": Profile.FLUFFOS}

    assert logon(tmp_path / "not", 'p("/thing"->whose());', files, profile=Profile.FLUFFOS) == ['"BackBack"']
    assert logon(tmp_path / "trusted", 'p("/thing"->whose());', files, **trusting) == ['"RootRoot"']


def test_values_are_printed_with_their_sizes(tmp_path: Path) -> None:
    """Strings are not escaped there, floats have six decimals; recorded from FluffOS."""
    body = 'p(({ 1, "a\\"b", 2.5, ({ }), ([ "k": ({ 1 }) ]), (: $1 + 1 :) })); p(to_buffer(({ 1, 255 })));'

    assert fluffos(tmp_path, body) == [
        "({ /* sizeof() == 6 */",
        "  1,",
        '  "a"b",',
        "  2.500000,",
        "  ({ }),",
        "  ([ /* sizeof() == 1 */",
        '    "k" : ({ /* sizeof() == 1 */',
        "        1",
        "      }),",
        "  ]),",
        "  (: <code>($1) :)",
        "})",
        "BUFFER ( /* sizeof() == 2 */",
        "  0x1,",
        "  0xff",
        ")",
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("", '"a\nb\nc\nd"'),
        (", 2", '"b\nc\nd"'),
        (", 2, 1", '"b\n"'),
        (", 4, 9", '"d"'),
        (", 5", "0"),
        (", -1", '"d"'),
        (", -2, 1", '"c\n"'),
        (", -9, 1", '"a\n"'),
        (", 1, -1", "0"),
    ],
)
def test_read_file_leaves_out_what_is_before_the_end_of_a_line(tmp_path: Path, lines: str, text: str) -> None:
    """Lines are counted from the end, too; recorded from FluffOS."""
    body = f'write_file("/dos", "a\\r\\nb\\nc\\r\\nd", 1); p(read_file("/dos"{lines}));'

    assert "\n".join(fluffos(tmp_path, body)).rstrip("\n") == text


def test_read_file_unpacks_and_cuts(tmp_path: Path) -> None:
    """A file in the form of gzip is read as what it was."""
    body = 'write_file("/some", "one\\ntwo\\n", 1); compress_file("/some"); p(read_file("/some.gz"));'

    assert "\n".join(fluffos(tmp_path, body)) == '"one\ntwo\n"'


ERRORS = [
    ("1 / zero()", "*Division by zero"),
    ("strlen(zero())", "0"),
    ("lower_case(one())", "*Bad argument 1 to lower_case()\nExpected: string Got: 1."),
    ("zero()->f()", "*Bad argument 1 to EFUN call_other()\nExpected: object, string, array,  Got: int(0)."),
    ('call_other("/nope", "f")', "*call_other() couldn't find object '/nope'."),
    ("undefined()", "*Undefined function called: undefined"),
    ('sprintf("%d")', "*(s)printf(): More arguments specified than passed. (arg: 0)"),
    ('strsrch("abc", zero())', "0"),
    ('sscanf("a", "% d", x)', "*Bad type : '% ' in sscanf() format string"),
]


@pytest.mark.parametrize(("expression", "text"), ERRORS)
def test_errors_have_the_texts_of_fluffos(tmp_path: Path, expression: str, text: str) -> None:
    """Each begins with a star; recorded from it."""
    body = f"""
    mixed zero() {{ return 0; }} mixed one() {{ return 1; }} int undefined(); mixed x;
    void logon() {{ write(catch(x = {expression}) + ""); }}"""

    assert "\n".join(fluffos(tmp_path, body)).rstrip("\n") == text


def test_a_file_that_cannot_be_opened_to_write_is_an_error(tmp_path: Path) -> None:
    """The directory is not there."""
    body = 'void logon() { write(catch(write_file("/no/such/place", "x"))); }'

    assert fluffos(tmp_path, body) == [
        "*Wrong permissions for opening file /no/such/place for append.",
        '"No such file or directory"',
    ]


def test_traces_have_names_from_the_root() -> None:
    """A call through a function value is a frame without a file."""
    limits.use(limits.Limits(dialect=Dialect.of(Profile.FLUFFOS, {})))
    trace = Trace((Place("<function>", "", "", 0, None), Place("f", "/std/room.c", "/std/door.h", 7, None)))
    mapping = trace.as_mapping("*oh\n")
    pointer, inner = mapping["trace"]

    assert (mapping["program"], mapping["file"], mapping["line"]) == ("/std/room.c", "/std/door.h", 7)
    assert (inner["program"], inner["file"]) == ("/std/room.c", "/std/door.h")
    assert (pointer["function"], pointer["program"], pointer["file"]) == ("<fake>", "/<driver>", "/(fake)")


def test_call_outs_of_function_values_are_printed(tmp_path: Path) -> None:
    """As %O does."""
    body = """
    void f() { }
    void logon() {
        call_out((: f :), 5); call_out((: $1 :), 6); write(implode(map(call_out_info(), (: $1[1] :)), " "));
    }"""

    assert fluffos(tmp_path, body) == ["(: f :) (: <code>($1) :)"]


@pytest.mark.parametrize(("address", "name"), [("127.0.0.1", "127.0.0.1"), ("10.0.0.7", "host")])
def test_addresses_of_this_machine_have_no_names(tmp_path: Path, address: str, name: str) -> None:
    """Those of others have one when it is known."""
    user = "void logon() { write(query_ip_name(this_object())); }"
    mud = Mud(tmp_path, {"user.c": user}, profile=Profile.FLUFFOS)
    mud.line.peer_address = address
    mud.world.lookups.port = SimpleNamespace(host_name=lambda of: "host")

    assert mud.logon() == name


def test_what_is_private_in_a_parent_is_found_by_name_nowhere_else(tmp_path: Path) -> None:
    """Not by the object itself either: no efun calls it, nor call_other(), nor a call_out."""
    parent = """
    private int theirs(int x) { return x + 100; } protected int shared(int x) { return x + 200; }
    mixed within() { return ({ map(({ 1 }), "theirs"), map(({ 1 }), (: theirs :)), this_object()->theirs(1) }); }
    """
    mine = """
    private int mine(int x) { return x + 300; }
    string show(mixed *values) { return implode(map(values, (: sprintf("%O", arrayp($1) ? $1[0] : $1) :)), " "); }
    void logon() {
        write(show(({ map(({ 1 }), "mine"), map(({ 1 }), "shared"), map(({ 1 }), "theirs"),
            sizeof(filter(({ 1 }), "theirs")), this_object()->mine(1), this_object()->theirs(1) })) + "\\n");
        write(show(within()) + "\\n");
        write(show(({ function_exists("mine"), function_exists("mine", this_object(), 1), function_exists("logon") })));
    }
    """

    files = {"std/parent.c": parent, "std/user.c": f'inherit "/std/parent";\n{mine}'}
    master_text = MASTER.replace('new("/user")', 'new("/std/user")')
    mud = Mud(tmp_path, {**files, "master.c": master_text}, profile=Profile.FLUFFOS)
    lines = mud.logon().splitlines()

    assert lines == ["301 201 0 0 301 0", "0 101 0", '0 "/std/user" "/std/user"']


def test_only_wizards_go_to_other_files(tmp_path: Path) -> None:
    """What the editor says of a file that is written is for them, too."""
    mud = Mud(tmp_path, {"user.c": 'void logon() { ed("/text"); }'}, profile=Profile.FLUFFOS)
    mud.logon()

    assert [mud.types(line) for line in ("a", "one", ".", "w")] == ["*\b", "*\b", ":", ":"]
    assert mud.types("w other").startswith("That command is restricted.")


def test_both_flags_of_justifying_centre(tmp_path: Path) -> None:
    """In FluffOS: with the odd column on the right, where | alone has it on the left; elsewhere they cancel out."""
    body = 'write(sprintf("[%|-7s] [%-|8s] [%|7s] [%|-4d]", "Amount", "abc", "Amount", 123));'

    assert fluffos(tmp_path / "a", body) == ["[Amount ] [  abc   ] [ Amount] [123 ]"]
    assert logon(tmp_path / "b", body) == ["[ Amount] [     abc] [ Amount] [ 123]"]


def test_syntax_errors_tell_names_that_are_known_from_new_ones(tmp_path: Path) -> None:
    """Efuns, and what the file and its parents have declared before the place, are known."""
    heard = r'void log_error(string file, string text) { write_file("/errors", explode(text, "\n")[0] + "\n"); }'
    files = {
        "base.c": "int inherited() { return 1; }",
        "user.c": 'void logon() { load_object("/base"); foreach (string f in explode("abcd", "")) '
        '{ catch(load_object("/" + f)); } write(read_file("/errors")); }',
        "master.c": MASTER + heard,
        "a.c": 'inherit "/base"; void create() { write(1) inherited(); }',
        "b.c": "int own; void create() { write(1) own; }",
        "c.c": "void create() { write(1) write(2); }",
        "d.c": "void create() { write(1)\nlater(); }\nvoid later() { }",
    }
    shown = Mud(tmp_path, files, profile=Profile.FLUFFOS, charset=Charset.UTF8).logon().splitlines()

    assert [line.rpartition(" ")[2] for line in shown] == ["L_DEFINED_NAME"] * 3 + ["L_IDENTIFIER"]


@pytest.mark.parametrize(("seed", "refused"), [("0", True), ('"$5$salt$"', True), ('"$1$salt$"', False)])
def test_sha_crypt_takes_256_bytes_of_a_password(tmp_path: Path, seed: str, refused: bool) -> None:
    """A longer one is an error, so that nobody has a password that could not be checked elsewhere."""
    wrote = fluffos(
        tmp_path,
        f"""
        string long = sprintf("%'x'256s", "");
        printf("%d %O\\n", strlen(crypt(long, {seed})) > 10, catch(crypt(long + "x", {seed})));
        """,
    )
    expected = '"*Error in crypt(), check your salt"' if refused else "0"
    assert "".join(wrote) == f"1 {expected}"


def test_neolith_hashes_passwords_of_any_length(tmp_path: Path) -> None:
    """The limit is that of FluffOS alone."""
    wrote = logon(tmp_path, """printf("%O\\n", catch(crypt(sprintf("%'x'600s", ""), 0)));""")
    assert "".join(wrote) == "0"


def test_a_file_that_cannot_be_moved_or_copied_is_an_error(tmp_path: Path) -> None:
    """Where Neolith gives a number."""
    wrote = fluffos(
        tmp_path,
        """
        write_file("/a", "text");
        p(catch(rename("/no", "/b"))); p(catch(rename("a", "/a"))); p(catch(rename("/a", "/no/b")));
        p(catch(cp("/no", "/b"))); p(catch(cp("/a", "a"))); p(rename("/a", "/b"));
        """,
    )
    same = "\"*`/a' and `/a' are the same file\""
    assert wrote == [
        '"*/no: lstat failed', '"', same, "\"*cannot move `/a' to `/no/b'", '"', '"*/no: lstat failed', '"', same, "0",
    ]  # fmt: skip
