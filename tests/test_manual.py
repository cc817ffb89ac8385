"""The manual: its pages are those of the source, and what its examples promise is true.

An example is a few lines of LPC. A line that ends with a semicolon is done; of any other line the value is taken, and
compared when a comment behind it (or on the next line) is an LPC literal. Any other comment is for readers.
"""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from neolith_trio import manual
from neolith_trio.config import Charset, Profile
from neolith_trio.efuns import REGISTRY
from neolith_trio.efuns.registry import ANY_PROFILE, Efun
from neolith_trio.lpc.forms import FORMS
from neolith_trio.runtime.applies import APPLIES, Apply
from neolith_trio.runtime.values import LpcObject

from .efuns.mud import MASTER, Mud

SOURCE = Path(__file__).parent.parent / "src" / "neolith_trio"
DOCS = Path(__file__).parent.parent / "docs"

# -- the pages ------------------------------------------------------------------------------------------------


def test_the_pages_in_docs_are_those_of_the_source() -> None:
    """`python -m neolith_trio.manual` brings them up to date."""
    wanted = manual.files()

    found = {
        f"{directory}/{place.name}": place.read_text(encoding="utf-8")
        for directory in ("efun", "apply")
        for place in (DOCS / directory).glob("*.md")
    }

    assert sorted(found) == sorted(wanted)
    assert [path for path, text in wanted.items() if found[path] != text] == []


def test_every_page_has_the_form() -> None:
    """What a page refers to has a page, and every parameter of an efun is explained."""
    pages = manual.pages()
    names = {page.name for page in pages}

    dangling = [(page.name, other) for page in pages for other in page.text.see_also if other not in names]
    unexplained = [
        (name, parameter.name)
        for name, efun in REGISTRY.items()
        if efun.real_name == name
        for parameter in efun.parameters
        if parameter.name not in _explained(efun)
    ]

    assert dangling == []
    assert unexplained == []


def _explained(efun: Efun) -> set[str]:
    items = manual.read(efun.manual).arguments
    return {name.strip() for names, _ in items for name in names.split(",")}


@pytest.mark.parametrize(
    ("docstring", "complaint"),
    [
        ("", "there is no first line"),
        ("Do it.\n\nSee also: x\nReturns: 1", "the section 'Returns' stands in a wrong place"),
        ("Do it.\n\nArguments:\n    what it is for", "not an argument: 'what it is for'"),
    ],
)
def test_a_docstring_without_the_form_is_no_page(docstring: str, complaint: str) -> None:
    """So that nobody has to look for what a page forgot."""
    with pytest.raises(manual.BadPage, match=re.escape(complaint)):
        manual.read(docstring)


def test_a_page_in_a_terminal() -> None:
    """The same text, no wider than the terminal."""
    (page,) = manual.find("explode")

    shown = manual.terminal(page, 60)

    assert shown.startswith("explode (efun)\n    Split text at every delimiter.\n\nSynopsis\n    string *explode(")
    assert all(len(line) <= 60 for line in shown.splitlines())
    assert manual.close_names("explod")[0] == "explode"


def test_man_shows_pages_and_knows_what_was_meant() -> None:
    """Parentheses behind a name do no harm."""
    shown, complaint = manual.show(["explode()", "implod"])

    assert shown.startswith("explode (efun)")
    assert complaint == "there is no page on implod; did you mean implode?\n"


def test_man_without_a_name_lists_all_pages() -> None:
    """Efuns first."""
    shown, complaint = manual.show([])

    assert shown.startswith("Efuns:\n  abs ")
    assert "valid_read" in shown
    assert complaint == ""


def test_man_finds_the_pages_that_speak_of_a_word() -> None:
    """All words must be there; pages named so come first, then those whose first line says so."""
    shown, complaint = manual.search(["Shadow"])
    first = [line.split()[0] for line in shown.splitlines() if not line.startswith(" ")]

    assert set(first[:4]) == {"query_shadowing", "remove_shadow", "shadow", "valid_shadow"}
    assert "get_garbage" in first[4:]
    assert complaint == ""
    assert manual.search(["shadow", "xyzzy"]) == ("", "no page speaks of shadow and xyzzy\n")


def test_a_long_text_goes_through_the_readers_pager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only in a terminal, and only when it is longer than that; without a pager the text is written as ever."""
    seen = tmp_path / "seen"
    copy = f"import sys; open({str(seen)!r}, 'wb').write(sys.stdin.buffer.read())"
    monkeypatch.setenv("LINES", "10")
    monkeypatch.setenv("PAGER", shlex.join([sys.executable, "-c", copy]))
    text = "line\n" * 20
    assert not manual.page_through(text)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)

    assert not manual.page_through("line\n" * 5)
    assert manual.page_through(text)
    assert seen.read_text() == text
    monkeypatch.setenv("PAGER", "no-such-pager-anywhere")
    assert not manual.page_through(text)
    monkeypatch.setenv("PAGER", "")
    assert not manual.page_through(text)


@pytest.mark.parametrize(("arguments", "status"), [(["--help"], 0), (["-x"], 2), (["docs", "more"], 2)])
def test_an_option_is_no_directory(
    arguments: list[str],
    status: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing is written, and the usage is told."""
    monkeypatch.chdir(tmp_path)

    assert manual.main(arguments) == status
    assert "usage: python -m neolith_trio.manual" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_pages_of_what_is_gone_are_removed(tmp_path: Path) -> None:
    """And what is as it should be is not written again."""
    (tmp_path / "efun").mkdir()
    (tmp_path / "efun" / "gone.md").write_text("x", encoding="utf-8")

    first, second = manual.write(tmp_path), manual.write(tmp_path)

    assert not (tmp_path / "efun" / "gone.md").exists()
    assert (first, second) == (len(manual.files()) + 1, 0)


# -- the table of applies -------------------------------------------------------------------------------------

_CALLS = re.compile(
    r"""(?:\bapply(?:_safely)?|(?<!source\.)\bask(?:_safely)?|\bpermits|\bvalid|\b_apply)
        \( [^"()]*? (?:\([^()]*\)[^"()]*?)? f?"([\w{}.]+)" """,
    re.VERBOSE,
)


def rooms() -> list[Path]:
    """The files in which an apply can be called."""
    found = [path for room in ("runtime", "efuns", "backend") for path in (SOURCE / room).rglob("*.py")]
    # what the package of one mudlib calls in its objects is told on the pages of its efuns
    return [path for path in found if path.parent.name != "applies" and path.name != "dwlib.py"]


def called_in_source() -> set[str]:
    """The names that the driver gives to the functions of calls.py and master.py."""
    found: set[str] = set()
    for path in rooms():
        names = _CALLS.findall(path.read_text(encoding="utf-8"))
        found.update(name.replace("{self._about_terminal}", prefix) for name in names for prefix in ("", "set_"))
    return {name for name in found if not name.startswith("set_valid") and not name.startswith("set_set")}


def test_whatever_the_driver_calls_is_in_the_table_of_applies() -> None:
    """And nothing else: every name of the table stands in the source."""
    table = {one.name for one in APPLIES}
    called = {name for name in called_in_source() if not name.startswith("set_") or name in table}
    sources = "\n".join(path.read_text(encoding="utf-8") for path in rooms())

    assert called - table == set()
    assert len(called) > 30
    assert [name for name in table if not re.search(rf'["}}]{name.removeprefix("set_")}"', sources)] == []


# -- the examples ---------------------------------------------------------------------------------------------

FILES = {
    "std/object.c": """
        string kind = "thing";
        string short() { return "a " + kind; }
        int id(string s) { return s == kind; }
        void move(object to) { move_object(to); }
        """,
    "std/room.c": "mapping exits = ([ ]);\n",
    "user.c": """
        int id(string s) { return s == "ann"; }
        string query_name() { return "ann"; }
        void logon() {
          enable_commands();
          set_living_name("ann");
          move_object("/std/room");
        #ifdef MUDOS
          parse_init();
        #endif
        }
        """,
    "doc/motd": "Welcome.\n",
    "log/errors": "none\n",
    "log/old": "old\n",
    "save/log": "x" * 200,
    "save/players/gone.o": "",
    "save/scores": "0001\n",
}
# What the examples take for granted: variables and functions of the object that has them.
AROUND = """
inherit "/std/object";
class point { int x; int y; }
class person { string called; int age; }
string name = "ann", stored = crypt("sesame", 0), long_text = "some words";
mapping ages = ([ "john": 42 ]);
object room = load_object("/std/room");
buffer packet = allocate_buffer(8), data = allocate_buffer(0);
class person person = new(class person, called : "Ann", age : 42);
int s;
void create() { seteuid("Root"); }
string query_name() { return name; }
int is_asleep(object ob) { return 0; }
void got(mixed a) { }
void got_password(string line) { }
void got_key(string key) { }
void tick(string s) { }
void edited() { }
void do_push(string what) { }
mixed looked(mixed a, mixed b) { return a; }
"""
BEFORE_PARSING = """parse_init(); parse_add_rule("put", "OBS in OBJ");\n"""
# Examples that need somebody outside of the mud.
NEEDS_A_NETWORK = {"socket_create", "socket_connect", "socket_set_option", "resolve", "perform_to", "perform_using"}


def is_literal(text: str) -> bool:
    """Is it a value as LPC writes it?"""
    rest = re.sub(r'"(\\.|[^"\\])*"|\'\\?.\'', "1", text)
    rest = re.sub(r"-?\d+(\.\d+)?", "1", rest).replace(" ", "")
    return re.fullmatch(r"(1|\(\{|\}\)|\(\[|\]\)|,|:)+", rest) is not None and rest[0] in "1("


def function_of(lines: tuple[str, ...]) -> str:
    """The body of a function that does what an example says, and fails where a value is another one."""
    body = []
    for line, following in zip(lines, (*lines, "")[1:], strict=True):
        code, _, comment = _split(line)
        if not code:
            continue
        if code.endswith((";", "}")):
            body.append(code)
            continue
        if not comment and not _split(following)[0]:
            comment = _split(following)[2]
        if is_literal(comment):
            body.append(f"same({code}, {comment});")
        else:
            body.append(f"{code};")
    return "\n".join(body)


def _split(line: str) -> tuple[str, str, str]:
    """Code and comment; a // inside of a string is none."""
    match = re.match(r'((?:"(?:\\.|[^"\\])*"|(?!//).)*)(//)?(.*)', line.strip())
    assert match is not None
    return match[1].strip(), match[2] or "", match[3].strip()


CHECK = """
void same(mixed value, mixed wanted) {
  if (stringp(value) != stringp(wanted) || save_variable(value) != save_variable(wanted))
    error(sprintf("%O and not %O", value, wanted));
}
"""


def examples() -> list[tuple[str, tuple[str, ...], Profile]]:
    """The example of every efun and form, with a dialect that knows it."""
    found = []
    for name, efun in REGISTRY.items():
        lines = manual.read(efun.manual).example
        if efun.real_name == name and lines and name not in NEEDS_A_NETWORK:
            profile = Profile.NEOLITH if efun.profiles == ANY_PROFILE else max(efun.profiles, key=list(Profile).index)
            found.append((name, lines, profile))
    found += [(name, manual.read(form.manual).example, Profile.NEOLITH) for name, form in FORMS.items()]
    return found


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where compiled programs are kept: most files are the same for all examples."""
    return tmp_path_factory.mktemp("programs")


@pytest.mark.parametrize(("name", "lines", "profile"), [pytest.param(*one, id=one[0]) for one in examples()])
def test_an_example_does_what_its_page_says(
    tmp_path: Path, kept: Path, name: str, lines: tuple[str, ...], profile: Profile
) -> None:
    """In a small mud, with a user as this_player()."""
    before = BEFORE_PARSING if name.startswith("parse_") and name in REGISTRY else ""
    asynchronous = tuple(line for line in lines if line.strip().startswith("async "))  # a function of its own
    body = function_of(tuple(line for line in lines if line not in asynchronous))
    program = "\n".join([AROUND, CHECK, *asynchronous, f"void example() {{\n{before}{body}\n}}\n"])
    charset = Charset.UTF8 if profile is Profile.FLUFFOS else Charset.BYTES
    master = f'{MASTER}string *parse_command_prepos_list() {{ return ({{ "in" }}); }}\n'
    files = {**FILES, "master.c": master, "example.c": program}
    mud = Mud(tmp_path, files, profile=profile, charset=charset, program_cache=kept)
    problems: list[str] = []
    mud.world.evaluation.reports.witnesses.append(lambda error, trace: problems.append(str(error.value)))
    mud.logon()

    def run() -> None:
        found = mud.world.objects.find_or_load("example", None)
        assert isinstance(found, LpcObject)
        with mud.world.context.commanded_by(mud.user):
            type(found).calls["example"][0](found)

    mud.enter(run)

    assert problems == [], "\n".join(mud.outside.logged)


# What the examples of applies take for granted.
AROUND_APPLIES = """
inherit "/std/object";
int hit_points, most_hit_points, deaf, screen_width, colours;
void set_owner(string name) { }
void save_me() { }
void named(string name) { }
void out_of_band(string data) { }
int query_hit_points() { return hit_points; }
"""


@pytest.mark.parametrize("apply", [pytest.param(one, id=one.name) for one in APPLIES])
def test_an_apply_compiles_as_its_page_shows_it(tmp_path: Path, kept: Path, apply: Apply) -> None:
    """The prototype as well as the example."""
    example = "\n".join(manual.read(apply.manual).example)
    profile = next(one for one in Profile if one in apply.profiles)
    files = {"prototype.c": f"{apply.prototype.replace(', ...', '')};", "example.c": f"{AROUND_APPLIES}{example}\n"}
    mud = Mud(tmp_path, {**FILES, **files}, profile=profile, program_cache=kept)

    mud.enter(lambda: [mud.world.objects.find_or_load(name, None) for name in ("prototype", "example")])

    assert mud.outside.logged == []
    assert not example or apply.name in mud.world.objects.find("example").applies  # type: ignore[union-attr]


def test_an_example_that_promises_too_much_is_found() -> None:
    """Values are compared, other comments are not."""
    body = function_of(('explode("a b", " ")   // ({ "a" })', "random(6)   // 1 of 6"))

    assert body == 'same(explode("a b", " "), ({ "a" }));\nrandom(6);'
