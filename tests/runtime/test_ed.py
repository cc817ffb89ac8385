"""The line editor: commands as they are typed, what they answer and what becomes of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from neolith_trio.config import Dialect, Profile
from neolith_trio.runtime import limits
from neolith_trio.runtime.ed.buffer import LONGEST_LINE, Buffer
from neolith_trio.runtime.ed.desk import Found
from neolith_trio.runtime.ed.indentation import indented
from neolith_trio.runtime.ed.refusals import TOO_LONG, Refused
from neolith_trio.runtime.ed.session import Session


class Desk:
    """A desk without a world: files in a dict."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files
        self.said: list[str] = []
        self.kept: list[int] = []
        self.refuses_writing = False

    def write(self, text: str) -> None:
        self.said.append(text)

    def permitted(self, path: str, *, writing: bool) -> str | None:
        path = path.removeprefix("/")
        return None if path == "secret" else path

    def absolute(self, path: str) -> str | None:
        return f"/{path}"

    def read(self, path: str, *, eight_bits: bool) -> Found | None:
        text = self.files.get(path)
        return None if text is None else Found(text, len(text), 0, 0)

    def save(self, path: str, text: str, *, appending: bool) -> int | None:
        self.files[path] = (self.files.get(path, "") if appending else "") + text
        return len(text)

    def may_write(self, path: str) -> bool:
        return not self.refuses_writing

    def written(self, path: str) -> None:
        self.said.append(f"written {path}\n")

    def keep_settings(self, packed: int) -> bool:
        self.kept.append(packed)
        return True


TEXT = "alpha\nbeta\ngamma\ndelta\nepsilon\n"
Edit = Callable[..., str]


@pytest.fixture
def desk() -> Desk:
    """One file, called text."""
    return Desk({"text": TEXT})


@pytest.fixture
def session(desk: Desk) -> Session:
    """Somebody edits it."""
    session = Session(desk, restricted=False)  # type: ignore[arg-type]
    session.open("/text")
    return session


@pytest.fixture
def edit(session: Session, desk: Desk) -> Edit:
    """Type lines; what the editor says to them."""

    def typed(*lines: str) -> str:
        desk.said.clear()
        for line in lines:
            session.take(line)
        return "".join(desk.said)

    return typed


def lines_of(session: Session) -> list[str]:
    return [line.text for line in session.buffer.lines]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("1,3p", "alpha\nbeta\ngamma\n"),
        ("$", "epsilon\n"),
        ("$-1", "delta\n"),
        ("++", "gamma\n"),
        ("1+2-1=", "2\n"),
        ("/mm/", "gamma\n"),
        ("?ta?", "delta\n"),
        ("/ta/,/on/p", "beta\ngamma\ndelta\nepsilon\n"),
        ("2;+1p", "beta\ngamma\n"),
        ("4,99p", "delta\nepsilon\n"),
        ("1,p", "alpha\n"),
        ("", "beta\n"),
        ("2l", "beta$\n"),
        ("g/ta/p", "beta\ndelta\n"),
        ("v/a/p", "epsilon\n"),
        ("n", "number on, list off\n"),
        ("4z", "delta\nepsilon\n"),
        ("3z-", "alpha\nbeta\ngamma\n"),
    ],
)
def test_what_is_shown(edit: Edit, line: str, answer: str) -> None:
    """Addresses and ranges choose lines; nothing is changed."""
    assert edit(line) == answer


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("3,1p", "Bad line range.\n"),
        ("0p", "Bad line range.\n"),
        ("y", "Unrecognized command.\n"),
        (",p", "Unrecognized command.\n"),
        ("p5", "Bad command syntax.\n"),
        ("1,2a", "Cannot use ranges with that command.\n"),
        ("1q", "Cannot use lines or ranges with that command.\n"),
        ("/nowhere/", "Search failed.\n"),
        ("/", "Failed command.\n"),
        ("'A", "A mark must be in the range 'a to 'z.\n"),
        ("m99", "Bad line number.\n"),
        ("1,3m2", "Bad line range.\n"),
        ("t99", "Bad destination for move or copy.\n"),
        ("s/zz/y/", "string substitution failed.\n"),
        ("s/a", "Bad replacement in search and replace.\n"),
        ("s", "Bad pattern in search and replace.\n"),
        ("s/(/x/", "ed: regular expression error: unmatched ()\nBad pattern in search and replace.\n"),
        ("g/a/q", "Bad command syntax.\n"),
        ("g/a/c", "Bad command syntax.\n"),
        ("1Q", "Cannot use lines or ranges with that command.\n"),
        ("r nothing", " isn't readable.\nFailed command.\n"),
        ("w secret", "File command failed.\n"),
        ("set nothing", "`set' command failed.\n"),
    ],
)
def test_what_cannot_be_done_leaves_the_text_alone(edit: Edit, session: Session, line: str, answer: str) -> None:
    """And says why."""
    assert edit(line) == answer
    assert lines_of(session) == TEXT.split("\n")[:-1]
    assert not session.changed
    assert not session.over


@pytest.mark.parametrize(
    ("typed", "expected", "current"),
    [
        (["2a", "new", "."], "alpha beta new gamma delta epsilon", 3),
        (["0a", "new", "."], "new alpha beta gamma delta epsilon", 1),
        (["1i", "x", "y", "."], "x y alpha beta gamma delta epsilon", 2),
        (["2,3c", "new", "."], "alpha new delta epsilon", 2),
        (["2,3d"], "alpha delta epsilon", 2),
        (["$d"], "alpha beta gamma delta", 4),
        (["1,3j"], "alphabetagamma delta epsilon", 1),
        (["1,2m4"], "gamma delta alpha beta epsilon", 4),
        (["4,5m0"], "delta epsilon alpha beta gamma", 2),
        (["1,2t$"], "alpha beta gamma delta epsilon alpha beta", 7),
        (["1,3t2"], "alpha beta alpha beta gamma gamma delta epsilon", 5),
        (["g/a/m0"], "delta gamma beta alpha epsilon", 1),
        (["1,$s/a/A/"], "Alpha betA gAmma deltA epsilon", 5),
        (["1,$s/a/A/g"], "AlphA betA gAmmA deltA epsilon", 5),
        ([r"1s/(l)(p)/\2\1\&&\3/"], "apl&lpha beta gamma delta epsilon", 1),
        (["2s/t/\\n/"], "alpha be a gamma delta epsilon", 3),
        (["1s/x*/-/g"], "-a-l-p-h-a- beta gamma delta epsilon", 1),
        (["/gam/", "s//G/"], "alpha beta Gma delta epsilon", 3),
        (["2ka", "1d", "'ad"], "beta delta epsilon", 2),
        (["set excompatible", r"1s/\(l\)\(p\)/\2\1/"], "aplha beta gamma delta epsilon", 1),
    ],
)
def test_what_becomes_of_the_text(
    edit: Edit, session: Session, typed: list[str], expected: str, current: int
) -> None:
    """And which line is the current one afterwards."""
    edit(*typed)

    assert " ".join(lines_of(session)) == expected
    assert session.buffer.current == current
    assert session.changed


def test_fluffos_has_its_own_words(edit: Edit) -> None:
    """Of a text that would be lost, and of a file that is none."""
    limits.use(limits.Limits(dialect=Dialect.of(Profile.FLUFFOS, {})))
    assert edit("1d", "q") == "To quit without saving: Q\nSave and quit: x\n"
    assert edit("r nothing") == "nothing isn't readable.\nFailed command.\n"
    assert edit("f") == "/text\n"
    assert edit("w") == '"/text" 4 lines 25 bytes\nwritten text\n'


def test_a_changed_text_is_not_left_by_mistake(edit: Edit, session: Session, desk: Desk) -> None:
    """q and e refuse, w makes it well again."""
    assert edit("1d", "q") == "File has been changed.\n"
    assert edit("e other") == "File has been changed.\n"
    assert edit("w") == '"text" 4 lines 25 bytes\nwritten text\n'
    assert desk.files["text"] == "beta\ngamma\ndelta\nepsilon\n"
    edit("q")
    assert session.over


def test_files(edit: Edit, session: Session, desk: Desk) -> None:
    """f, r, W, E and x."""
    desk.files["more"] = "one\ntwo"

    assert edit("f") == "text\n"
    assert edit("1r more") == "[Incomplete last line]\n"
    assert lines_of(session)[:4] == ["alpha", "one", "two", "beta"]
    edit("2,3W more")
    assert desk.files["more"] == "one\ntwoone\ntwo\n"
    assert edit("f /new", "f") == "new\n"
    edit("x")
    assert desk.files["new"].startswith("alpha\none\n")
    assert session.over


def test_a_refusal_to_write_is_heard(edit: Edit, desk: Desk, session: Session) -> None:
    """The mudlib may look after what is written."""
    desk.refuses_writing = True

    assert edit("w") == "Failed command.\n"
    assert edit("x") == "Bad command syntax.\n"
    assert desk.files["text"] == TEXT
    assert not session.over


@pytest.mark.parametrize("line", ["e more", "E more", "f", "f more", "r more", "w more", "W more", "set save"])
def test_the_restricted_stay_in_their_file(desk: Desk, line: str) -> None:
    """They may write it, and say no more about it."""
    session = Session(desk, restricted=True)  # type: ignore[arg-type]
    session.open("/text")
    desk.said.clear()

    session.take(line)

    wanted = "`set' command failed.\n" if line == "set save" else "That command is restricted.\n"
    assert "".join(desk.said) == wanted
    desk.said.clear()
    session.take("w")
    assert "".join(desk.said) == "written text\n"


def test_settings_are_packed_for_the_mudlib(edit: Edit, desk: Desk) -> None:
    """One number, which unpacks to the same."""
    edit("set number", "set autoindent", "set shiftwidth 2", "set save")

    assert desk.kept == [0x0010 | 0x0080 | 0x0100 | 2]
    assert "number:on" in edit("set")
    assert edit("set nonumber", "1p") == "alpha\n"


def test_autoindent_begins_below_the_last_text(edit: Edit, session: Session) -> None:
    """^D goes back a step."""
    edit("set autoindent", "1c", "    deep", "same", "\x04up", "\x04", "out", ".")

    assert lines_of(session)[:4] == ["    deep", "    same", "up", "out"]


def test_help_has_two_pages(edit: Edit, session: Session) -> None:
    """The second comes with the next line, whatever that is."""
    assert edit("h").endswith("--Return to continue--")
    assert session.mode == -2
    assert "j   join the lines" in edit("1d")
    assert session.buffer.last == 5
    assert edit("hd") == "[range]d: delete the lines.\n"


def test_control_characters_are_seen(edit: Edit) -> None:
    """Tabs are blanks up to the next stop."""
    assert edit("1c", "a\tb\x1b[1m", ".", "1p") == "a       b^[[1m\n"


def test_lines_do_not_grow_for_ever() -> None:
    """Nor does the whole text: the buffer stays as it was."""
    buffer = Buffer()
    buffer.insert(0, ["a"])

    with pytest.raises(Refused, match=TOO_LONG.split("\n")[0]):
        buffer.insert(1, ["b" * (LONGEST_LINE + 1)])

    assert [line.text for line in buffer.lines] == ["a"]


def test_doubling_a_text_comes_to_an_end(edit: Edit, session: Session) -> None:
    """1,$t$ again and again would fill any memory."""
    edit("1s/a/" + "x" * 200 + "/")
    for _ in range(9):
        edit("1,$j", "s/.*/&&&&/")
    size = sum(len(text) for text in lines_of(session))

    said = edit("1,$j", "s/.*/&&&&/")

    assert said == TOO_LONG
    assert size <= LONGEST_LINE


SOURCE = """\
void f() {
if (x) {
a();
} else
b(1,
2);
switch (y) {
case 1: c();
/* one
   two */
default: d();
}
s = @END
as it is
END;
m = ([ 1 : 2,
3 : 4 ]);
}
"""


def test_source_is_indented() -> None:
    """Text blocks and the lines of a comment keep what they must."""
    found, complaint = indented(SOURCE.split("\n")[:-1], 4)

    assert complaint == ""
    assert found[:6] == ["void f() {", "    if (x) {", "\ta();", "    } else", "\tb(1,", "\t  2);"]
    assert found[6:11] == ["    switch (y) {", "    case 1: c();", "\t/* one", "\t   two */", "    default: d();"]
    assert found[11:15] == ["    }", "    s = @END", "as it is", "END;"]
    assert found[15:] == ["    m = ([ 1 : 2,", "      3 : 4 ]);", "}"]


def test_indenting_twice_changes_nothing() -> None:
    """What is as it should be stays so."""
    once, _ = indented(SOURCE.split("\n")[:-1], 4)

    assert indented(once, 4) == (once, "")


def test_indenting_stops_at_a_string_without_end() -> None:
    """The lines behind it are left alone."""
    found, complaint = indented(["f() {", 'x = "abc;', "  y;", "}"], 4)

    assert complaint == "Unterminated string in line 2\n"
    assert found[2:] == ["  y;", "}"]
