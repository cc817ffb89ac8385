"""Headers that are read again: their effect is the same as if they had never been read before.

`memory_of` remembers headers for equal options as long as the process lives, so each test begins by forgetting them.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neolith_trio.lpc import headers
from neolith_trio.lpc.headers import memory_of
from neolith_trio.lpc.lexer import Lexer
from neolith_trio.lpc.stream import LexOptions, TokenStream

from .lexing import stream
from .test_lexer_fuzz import FRAGMENTS, options

GUARDED = "#ifndef GUARD\n#define GUARD\nint once;\n#else\nint again;\n#endif\n"
OPTIONS = LexOptions(include_dirs=("/include",))


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    memory_of.cache_clear()


def seen(found: TokenStream) -> list[object]:
    """Everything that can be told of a reading, the order of macros included."""
    return [
        [token.key() for token in found.tokens],
        found.diagnostics.in_source_order(),
        found.pragmas,
        found.echoes,
        found.dependencies,
        found.diagnostics.included_from,
        list(found.diagnostics.macros),
    ]


def words(text: str, files: Mapping[str, str], chosen: LexOptions = OPTIONS) -> list[object]:
    """The values of the tokens; headers may have been read before."""
    return [token.value for token in stream(text, chosen, files).tokens[:-1]]


def taught(text: str, files: Mapping[str, str], chosen: LexOptions = OPTIONS) -> None:
    """Read a text often enough for its headers to be remembered."""
    for _ in range(3):
        stream(text, chosen, files)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The headers that are really read, main files left out."""
    paths: list[str] = []
    scan = Lexer._scan

    def watched(self: Lexer, depth: int) -> None:
        frame = self._reading.frames[-1]
        if depth and frame.is_source:
            paths.append(frame.file)
        scan(self, depth)

    monkeypatch.setattr(Lexer, "_scan", watched)
    return paths


def test_a_header_is_read_for_the_first_two_files_only(read: list[str]) -> None:
    """The first time is not kept, since most headers belong to one file."""
    files = {"/include/a.h": '#include "b.h"\nint a;\n', "/include/b.h": "int b;\n"}

    for name in ("one", "two", "three", "four"):
        assert words(f"#include <a.h>\nint {name};", files) == ["int", "b", ";", "int", "a", ";", "int", name, ";"]

    assert read == ["/include/a.h", "/include/b.h"] * 2


def test_a_macro_of_the_file_around_it_changes_what_a_header_says() -> None:
    """The tokens are those of the macros that are there now, however often the header was read with others."""
    files = {"/include/size.h": "#ifdef BIG\nint SIZE;\n#elif KIND == 2\nint kind;\n#else\nint small;\n#endif\n"}
    cases = {
        "": ["int", "small", ";"],
        "#define SIZE 3\n": ["int", "small", ";"],
        "#define BIG\n": ["int", "SIZE", ";"],
        "#define BIG\n#define SIZE nine\n": ["int", "nine", ";"],
        "#define BIG\n#define SIZE NINE\n#define NINE 9\n": ["int", 9, ";"],
        "#define BIG\n#define SIZE NINE\n#define NINE TEN\n": ["int", "TEN", ";"],
        "#define KIND 2\n": ["int", "kind", ";"],
        "#define int float\n": ["float", "small", ";"],
        "#define BIG\n#undef BIG\n": ["int", "small", ";"],
    }

    for _ in range(3):
        for before, expected in cases.items():
            assert words(f"{before}#include <size.h>\n", files) == expected, before


def test_a_header_that_guards_itself_is_empty_the_second_time() -> None:
    """Within one file, and for every file anew."""
    files = {"/include/g.h": GUARDED, "/include/outer.h": "#include <g.h>\n#include <g.h>\n"}

    for _ in range(4):
        assert words("#include <g.h>\n#include <g.h>\n", files) == ["int", "once", ";", "int", "again", ";"]
        assert words("#include <outer.h>\n#include <g.h>\n", files) == [
            "int", "once", ";", "int", "again", ";", "int", "again", ";",
        ]  # fmt: skip


def test_what_a_header_defines_and_takes_back_counts_below_it() -> None:
    """Also when the macro was not its own, and when a header in the header did it."""
    files = {
        "/include/inner.h": "#undef A\n#undef C\n#define B 2\n#define C 3\n#define D 4\n#undef D\n",
        "/include/outer.h": "#include <inner.h>\n#define E B\n",
    }
    text = "#define A 1\n#define C 1\n#define D 1\n#include <outer.h>\nA B C D E"

    taught("#include <inner.h>\n", files)
    for _ in range(4):
        assert words(text, files)[:3] == ["A", 2, 3]
        assert seen(stream(text, OPTIONS, files)) == seen(fresh(text, files, OPTIONS))


def fresh(text: str, files: Mapping[str, str], chosen: LexOptions) -> TokenStream:
    """The stream of a text for somebody who has read nothing before; what is remembered stays."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(headers, "memory_of", lambda options: headers.Memory())
        return stream(text, chosen, files)


def test_what_a_header_in_a_header_looked_at_counts_for_both() -> None:
    """Also when the inner one was not read again for the outer one."""
    files = {"/include/inner.h": "int SIZE;\n", "/include/outer.h": "#include <inner.h>\n"}
    for before, value in (("", "SIZE"), ("#define SIZE 3\n", 3)):
        taught(f"{before}#include <inner.h>\n", files)
        taught(f"{before}#include <outer.h>\n", files)

        assert words("#define SIZE 4\n#include <outer.h>\n", files) == ["int", 4, ";"]
        assert words("#define SIZE 3\n#include <outer.h>\n", files) == ["int", 3, ";"]
        assert words(f"{before}#include <outer.h>\n", files) == ["int", value, ";"]


def test_lines_of_other_files_stay_where_they_are() -> None:
    """A token stands in the header, and a message below it in the file."""
    files = {"/include/a.h": "\n\n  int a;\n"}
    taught("#include <a.h>\n", files)

    found = stream("x\n#include <a.h>\n1.5.\n", OPTIONS, files)

    places = [(token.file, token.line, token.column) for token in found.tokens[:2]]
    assert places == [("/main.c", 1, 1), ("/include/a.h", 3, 3)]
    assert found.tokens[-1].line == 4


def change_header(files: dict[str, str]) -> None:
    files["/include/a.h"] = "int other;\n"


def change_inner(files: dict[str, str]) -> None:
    files["/include/deep/b.h"] = "int c;\n"


def put_before(files: dict[str, str]) -> None:
    files["/include/b.h"] = "int found_earlier;\n"


def take_away(files: dict[str, str]) -> None:
    del files["/include/deep/b.h"]


@pytest.mark.parametrize("change", [change_header, change_inner, put_before, take_away])
def test_a_change_of_a_header_is_noticed(change: object) -> None:
    """Of its text, of one in it, of where that is found; and with the change taken back it is as before."""
    files = {"/include/a.h": "#include <b.h>\nint a;\n", "/include/deep/b.h": "int b;\n"}
    chosen = attrs.evolve(OPTIONS, include_dirs=("/include", "/include/deep"))
    taught("#include <a.h>\n", files, chosen)
    changed = dict(files)
    assert callable(change)
    change(changed)

    for now in (changed, files, changed):
        found = stream("#include <a.h>\n", chosen, now)
        assert seen(found) == seen(fresh("#include <a.h>\n", now, chosen))
    assert seen(stream("#include <a.h>\n", chosen, files)) != seen(stream("#include <a.h>\n", chosen, changed))


def test_other_options_have_other_effects() -> None:
    """What is remembered belongs to one way to read LPC."""
    files = {"/include/a.h": "#if efun_defined(shout)\nint yes;\n#endif\nint LIB;\n"}
    with_efun = attrs.evolve(OPTIONS, efun_names=frozenset({"shout"}))
    with_macro = attrs.evolve(OPTIONS, macros={"LIB": "4"})

    for _ in range(4):
        assert words("#include <a.h>\n", files) == ["int", "LIB", ";"]
        assert words("#include <a.h>\n", files, with_efun) == ["int", "yes", ";", "int", "LIB", ";"]
        assert words("#include <a.h>\n", files, with_macro) == ["int", 4, ";"]


def test_conditions_may_reach_over_the_end_of_a_header() -> None:
    """One that opens, closes or turns an #if of the file around it is read every time."""
    files = {"/include/open.h": "#if 0\n#else\n", "/include/turn.h": "#else\n", "/include/close.h": "#endif\n"}
    text = "#include <open.h>\na\n#include <close.h>\n#if 1\nb\n#include <turn.h>\nc\n#include <close.h>\nd"

    for _ in range(4):
        found = stream(text, OPTIONS, files)
        assert seen(found) == seen(fresh(text, files, OPTIONS))
        assert [token.value for token in found.tokens] == ["a", "b", "c", "d", ""]


def test_a_header_that_names_the_file_being_compiled_names_each() -> None:
    """__FILE__ in a header is the main file in this dialect."""
    files = {"/include/who.h": "string who = __FILE__; string where = __DIR__; int line = __LINE__;\n"}
    taught("#include <who.h>\n", files)

    memory = memory_of(OPTIONS).variants("/include/who.h")

    assert memory == []
    assert words("#include <who.h>\n", files)[3] == "/main.c"


def test_what_a_header_complains_of_is_said_every_time() -> None:
    """In the words of a first reading, and with its pragmas and echoes."""
    files = {"/include/bad.h": "#warning beware\n#pragma strict_types\n#echo hello\nint a;\n#nonsense\n"}
    text = "int b;\n#include <bad.h>\n#include <gone.h>\nint c;"
    taught(text, files)

    assert seen(stream(text, OPTIONS, files)) == seen(fresh(text, files, OPTIONS))
    assert len(stream(text, OPTIONS, files).diagnostics) == 3


def test_pragmas_count_from_where_the_header_is_included(read: list[str]) -> None:
    """The tokens before the #include are another number in every file."""
    files = {"/include/strict.h": "int a;\n#pragma strict_types\n#echo strict\n"}
    taught("#include <strict.h>\n", files)
    read.clear()

    found = stream("int b; int c;\n#include <strict.h>\n", OPTIONS, files)

    assert read == []
    assert [one.before for one in found.pragmas] == [9]
    assert [one.text for one in found.echoes] == ["strict"]


def test_headers_that_include_each_other_end_as_they_did() -> None:
    """The limit of depth is that of the whole chain, with the files around included."""
    files = {f"/include/h{number}.h": f"#include <h{number + 1}.h>\nint a;\n" for number in range(33)}
    files["/include/h33.h"] = "int end;\n"
    files["/include/wide.h"] = "#include <h20.h>\n#include <flat.h>\n"
    files["/include/flat.h"] = "int flat;\n"
    files |= {f"/include/d{number}.h": f"#include <d{number + 1}.h>\n" for number in range(17)}
    files["/include/d17.h"] = "#include <wide.h>\n"
    files["/include/self.h"] = "int s;\n#include <self.h>\n#include <self.h>\n"

    for _ in range(2):
        for first in ("h10", "h4", "h3", "h2", "h1", "h0", "wide", "d2", "d1", "d0", "d8"):
            text = f"#include <{first}.h>\nint m;"
            assert seen(stream(text, OPTIONS, files)) == seen(fresh(text, files, OPTIONS)), first
        text = "#include <self.h>\n"
        assert seen(stream(text, OPTIONS, files)) == seen(fresh(text, files, OPTIONS))


def test_no_more_is_kept_than_a_mudlib_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A header with many meanings keeps the latest, and when all is too heavy all is forgotten."""
    files = {"/include/a.h": "int SIZE;\n", "/include/b.h": "int b;\n"}
    for number in range(30):
        taught(f"#define SIZE {number}\n#include <a.h>\n", files)
    assert len(memory_of(OPTIONS).variants("/include/a.h") or ()) == headers.VARIANTS

    monkeypatch.setattr(headers, "HEAVIEST", 3)
    taught("#include <b.h>\n", files)

    assert memory_of(OPTIONS).variants("/include/a.h") is None
    assert words("#define SIZE 5\n#include <a.h>\n", files) == ["int", 5, ";"]


HEADER_FRAGMENTS = [
    *FRAGMENTS, '#include "a.h"\n', "#include <b.h>\n", '#include "c.h"\n', "\n#define A 2\n", "\n#undef A\n",
    "\n#define B 3\n", "\n#ifdef A\n", "\n#ifndef B\n", "\n#if A == 2\n", "\n#else\n", "\n#endif\n", "\n#endif\n",
    "\nint A;\n", "\nB\n", "\n#pragma strict_types\n", "\n#echo x\n",
]  # fmt: skip
pieces = st.lists(st.sampled_from(HEADER_FRAGMENTS), max_size=20).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, min_size=2, max_size=4), pieces, pieces, pieces, options)
def test_any_headers_read_again_give_what_a_first_reading_gives(
    mains: list[str], a: str, b: str, c: str, chosen: LexOptions
) -> None:
    """Whatever was read before, and in whatever order."""
    files = {"/a.h": a, "/b.h": b, "/c.h": c, "/h.h": f'#include "a.h"\n{c}'}
    texts = [f'#include "a.h"\n{one}\n#include "b.h"\n#include "a.h"\nA B' for one in mains]

    for text in (*texts, *texts):
        assert seen(stream(text, chosen, files)) == seen(fresh(text, files, chosen))
