"""Messages, their places, and the sources they show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from neolith_trio.lpc import diagnostics
from neolith_trio.lpc.diagnostics import Diagnostic, Diagnostics, Span, meant
from neolith_trio.lpc.predefined import parse_definition, predefined_macros, quoted
from neolith_trio.lpc.source import Dependency, SourceFile, Sources, normalize
from neolith_trio.lpc.stream import LexOptions
from neolith_trio.lpc.warnings import USER, name_of

from .lexing import no_files, stream, values


def test_a_message_shows_its_line_with_a_caret() -> None:
    """File, line and column are in front, and the caret stands below the place, behind the same tabs."""
    [diagnostic] = stream("int x;\n\tint y = 'ab';\n").diagnostics

    assert diagnostic.render() == "/main.c:2:10: Illegal character constant\n\tint y = 'ab';\n\t        ^"


def test_a_message_without_source_is_one_line() -> None:
    """A file that could not be read has nothing to show."""
    assert Diagnostic("error", "/a.c", 3, 1, "Gone").render() == "/a.c:3:1: Gone"


def test_warnings_say_so() -> None:
    """The label stands where log_error() has always had it."""
    warning = Diagnostic("warning", "/a.c", 3, 1, "Odd")

    assert warning.headline() == "/a.c:3:1: warning: Odd"
    assert (warning.log_file(), warning.log_message()) == ("a.c", "a.c:3: warning: Odd\n")


def test_a_place_behind_the_line_still_gets_its_caret() -> None:
    """The end of the file is one column behind its last character."""
    assert Diagnostic("error", "/a.c", 1, 4, "End", "ab").caret_line() == "   ^"


def test_warnings_do_not_keep_a_file_from_loading() -> None:
    """Only errors do."""
    found = Diagnostics(Sources(no_files))
    found.warning("odd", Span("/a.c", 1, 1))
    assert not found.has_errors()
    found.error("bad", Span("/a.c", 2, 1))

    assert found.has_errors()
    assert [d.message for d in found.errors()] == ["bad"]
    assert len(found) == 2


@pytest.mark.parametrize(
    ("path", "directory", "expected"),
    [
        ("a.h", "/std", "/std/a.h"), ("../a.h", "/std/x", "/std/a.h"), ("./x/../a.h", "", "/a.h"),
        ("/a//b/./c.h", "/std", "/a/b/c.h"),
        ("../a.h", "", None), ("/../a.h", "/std", None), ("a\0b", "/", None), ("..", "/std", "/"),
    ],
)  # fmt: skip
def test_paths_stay_in_the_mudlib(path: str, directory: str, expected: str | None) -> None:
    """A path is made absolute and plain, or refused when it climbs out."""
    assert normalize(path, directory) == expected


def test_a_source_is_read_once() -> None:
    """The answer of the reader is kept, also when it was no."""
    asked: list[str] = []

    def read(path: str) -> str | None:
        asked.append(path)
        return "text" if path == "/a.c" else None

    sources = Sources(read)

    assert [sources.open(p) is None for p in ("/a.c", "/b.c", "/a.c", "/b.c")] == [False, True, False, True]
    assert asked == ["/a.c", "/b.c"]
    assert sources.dependencies() == (Dependency("/a.c", True), Dependency("/b.c", False))
    assert (sources.paths(), sources.line("/a.c", 1), sources.line("/b.c", 1)) == (("/a.c",), "text", "")


def test_lines_of_a_source() -> None:
    """They count from one; what is not there is empty."""
    file = SourceFile("/a.c", "one\r\ntwo\n")

    assert [file.line(n) for n in (0, 1, 2, 3, 4)] == ["", "one", "two", "", ""]


def test_predefined_macros_are_lpc() -> None:
    """Each of them reads without complaint, and strings come out as they went in."""
    arguments = ['say "hi"', "back\\slash"]
    for profile in ("neolith", "mudos", "fluffos"):
        macros = predefined_macros(profile, version="1.2", mud_name='My "MUD"', port=4000, arguments=arguments)
        options = LexOptions(macros=macros)
        assert values("__VERSION__ __LPC__", options) == ["1.2", 1]
        assert values("__ARGV__", options) == ["({", arguments[0], ",", arguments[1], "}", ")"]
        for name in macros:
            values(name, options)
    assert values("MUD_NAME __PORT__", options) == ['My "MUD"', 4000]


def test_definitions_of_the_command_line_come_last() -> None:
    """-D may give any macro a value."""
    assert predefined_macros(definitions=[("__LPC__", "2"), ("X", "")])["__LPC__"] == "2"
    assert parse_definition("X") == ("X", "")
    assert parse_definition("X=a=b") == ("X", "a=b")
    assert parse_definition("1X=2") is None
    assert quoted('a"\\\n') == '"a\\"\\\\\\n"'


def test_every_warning_of_the_compiler_has_a_name() -> None:
    """Else it could not be switched off; the text of a #warning is its own."""
    source = Path(diagnostics.__file__).parent
    texts = [
        match[1].replace("\\\\", "\\")
        for path in source.rglob("*.py")
        for match in re.finditer(r'(?:warning|warn|report)\(\s*f?"([^"]*)"', path.read_text(encoding="utf-8"))
        if path.name not in ("warnings.py", "diagnostics.py")
    ]

    assert len(texts) > 10
    assert [text for text in texts if name_of(text) == USER and text != "#warning"] == []


def test_a_slip_of_the_fingers_is_recognized() -> None:
    """One in a short name, two in a long one; the nearest is meant."""
    known = ["name", "names", "floor", "stop_decay", "protected", "ROOM"]
    hints = [meant(one, known) for one in ("nmae", "foo", "start_decay", "proteceted", "room", "quux")]

    assert hints == ["did you mean name?", "", "", "did you mean protected?", "did you mean ROOM?", ""]


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (
            "Type mismatch ( string(5) vs mixed(1) * ) when initializing s",
            "Type mismatch (string vs mixed*) when initializing s",
        ),
        ("Bad argument number 1 to '-': \"string(5) \"", "Bad argument number 1 to '-': \"string\""),
        ("Bad type for argument 1 of f ( class foo(64) vs int(4) )", "Bad type for argument 1 of f (class foo vs int)"),
        (
            "Wrong number of arguments to f\n    Expected: 1  Got: 2",
            "Wrong number of arguments to f: Expected: 1  Got: 2",
        ),
        ("Undefined function f", "Undefined function f"),
    ],
)
def test_people_read_types_without_numbers(message: str, shown: str) -> None:
    """Neolith's own wording, with a number behind each type, is what log_error() gets."""
    one = Diagnostic("error", "/a.c", 1, 1, message)

    assert one.full_message() == shown
    assert one.log_message() == f"a.c:1: {message}\n"
