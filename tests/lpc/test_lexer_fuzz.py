"""Any text lexes: to tokens, to diagnostics, never to a Python exception."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from neolith_trio.lpc.stream import LexOptions
from neolith_trio.lpc.tokens import EOF, FLOAT, ILLEGAL, INT, NAME, PARAM, STRING

from .lexing import stream

FRAGMENTS = [
    "#define A", '#define B(x, y) x##y #x "x"', "#define C(x) A x B(", "#undef A", "#if", "#elif", "#else", "#endif",
    "#ifdef A", '#include "h.h"', "#include <main.c>", "#include A", "#pragma strict_types", "#echo", "#", "##",
    "defined(", "A", "B(", "C(", "B(A, C(1))", "__LINE__", "__FILE__", "\n", "\n", "\n", "\\\n", " ", "\t", "\r\n",
    "\x0c", "(", ")", "{", "}", "({", "( {", "([", "(:", "( ::", "$", "$1", "$(", ",", "'", "'a'", "'\\", '"',
    '"a\\n"', "\\", "\\x", "@", "@END\n", "@@END\n", "END", "\nEND", "/*", "*/", "//", "/", 'L"', "L'", "0x", "1..2",
    "1.5e", "017", "99999999999999999999", "\x00", "é", "日", "\udc80", "while", "x", "??=", "||=", "<<=",
]  # fmt: skip

texts = st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))

options = st.builds(
    LexOptions,
    include_dirs=st.just(("/", "/include")),
    global_include=st.sampled_from(["", "h.h"]),
    macros=st.just({"P": "1", "Q": "P Q"}),
    bytes_text=st.booleans(),
    space_in_openers=st.booleans(),
    text_block_escapes=st.booleans(),
    keep_unknown_escapes=st.booleans(),
    file_macros_follow_includes=st.booleans(),
    short_circuit_assignment=st.booleans(),
    extended_ints=st.booleans(),
)

KINDS_WITH_VALUES = {NAME: str, INT: int, FLOAT: float, STRING: str, PARAM: int, ILLEGAL: str, EOF: str}


@settings(max_examples=300, deadline=None)
@given(texts, texts, options)
def test_any_text_gives_a_stream(text: str, header: str, chosen: LexOptions) -> None:
    """The stream ends in its one EOF, every token has a place that exists, and so has every message."""
    found = stream(text, chosen, {"/h.h": header})
    files = {path: found.sources.open(path) for path in found.files}

    assert [t.kind for t in found.tokens].index(EOF) == len(found.tokens) - 1
    for token in found.tokens:
        assert isinstance(token.value, KINDS_WITH_VALUES.get(token.kind, str))
        assert token.kind in KINDS_WITH_VALUES or token.value == token.kind
    for place in [*found.tokens, *found.diagnostics]:
        file = files[place.file]
        assert file is not None
        assert 1 <= place.line <= file.text.count("\n") + 1
        assert 1 <= place.column <= len(file.line(place.line)) + 1
    for diagnostic in found.diagnostics.in_source_order():
        assert diagnostic.render().startswith(diagnostic.file)


@given(st.lists(st.sampled_from(["int", "x", "(", "({", "+=", "1", "1.5", '"s"', "'c'", "while", "..", "$1"])))
def test_blanks_and_comments_between_tokens_change_nothing(words: list[str]) -> None:
    """Tokens are the same however they are spaced."""
    spaced = [stream(gap.join(words)).tokens for gap in (" ", "\n", "/**/", " // c\n\t")]
    seen = [[(t.kind, t.value) for t in tokens] for tokens in spaced]

    assert seen[0] == seen[1] == seen[2] == seen[3]


@given(st.text(st.characters(exclude_characters='"\\\r', exclude_categories=["Cs"])))
def test_plain_strings_are_their_text(text: str) -> None:
    """A string without backslashes and quotes is what it says."""
    assert stream(f'"{text}"').tokens[0].value == text


@given(st.integers(0, 2**63 - 1))
def test_ints_read_as_written(value: int) -> None:
    """Decimal and hexadecimal agree."""
    assert [t.value for t in stream(f"{value} {value:#x}").tokens[:-1]] == [value, value]
