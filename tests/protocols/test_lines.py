"""Bytes to lines and keystrokes, and what was typed ahead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.protocols.characters import erase_last, keystroke_length
from neolith_trio.protocols.events import CharacterReceived, LineReceived
from neolith_trio.protocols.lines import PIPED, PLAIN, TYPED, LineDecoder, LineRules
from neolith_trio.protocols.typeahead import TypeAhead

from .chunks import bytewise, fed, split_bytes

FRAGMENTS = [b"look", b"\r\n", b"\n", b"\r\0", b"\r", b"\0", b"\b", b"\x7f", "né€😀".encode(), b"\xff\xfe", b"\x1b[A"]


def lines(rules: LineRules, data: bytes, **limits: int) -> list[bytes]:
    return [line.data for line in LineDecoder(rules, **limits).feed(data)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r\0", b"\r"])
def test_a_typed_line_ends_in_many_ways(end: bytes) -> None:
    """LF, CR LF, CR NUL and CR alone end a line, and each of them ends one line only."""
    assert lines(TYPED, b"one" + end + b"two" + end) == [b"one", b"two"]


def test_empty_lines_are_lines() -> None:
    """A user who presses Enter has said something."""
    assert lines(TYPED, b"\r\n\r\n\n") == [b"", b"", b""]


def test_a_line_of_data_keeps_its_inner_cr() -> None:
    """On an ascii port only LF ends a line; a CR just before it goes with it."""
    assert lines(PLAIN, b"a\rb\r\nc\b\n") == [b"a\rb", b"c\b"]


@pytest.mark.parametrize("erase", [b"\b", b"\x7f"])
def test_backspace_and_delete_take_the_last_character(erase: bytes) -> None:
    """Erasing works in the line, not beyond its beginning, and takes a UTF-8 character whole."""
    assert lines(TYPED, b"backXX" + erase * 2 + b"s\n") == [b"backs"]
    assert lines(TYPED, erase * 3 + b"a\n") == [b"a"]
    assert lines(TYPED, "aé€😀".encode() + erase * 3 + b"\n") == [b"a"]
    assert lines(TYPED, b"a\xa4\xa4" + erase + b"\n") == [b"a\xa4"]


def test_invalid_bytes_survive() -> None:
    """Text is bytes here; nobody decodes it."""
    assert lines(PIPED, b"\xff\xfe\x80\n") == [b"\xff\xfe\x80"]


def test_nul_is_nothing_on_telnet_and_data_in_a_pipe() -> None:
    """RFC 854 gives NUL no meaning; a script may contain one."""
    assert lines(TYPED, b"a\0b\n") == [b"ab"]
    assert lines(PIPED, b"a\0b\n") == [b"a\0b"]


def test_an_overlong_line_is_cut_and_says_so() -> None:
    """The head is kept, the tail is dropped up to the line end, and the next line is whole."""
    decoder = LineDecoder(TYPED, max_line=4)

    assert decoder.feed(b"123456789") == []
    assert decoder.feed(b"0\nok\n") == [LineReceived(b"1234", truncated=True), LineReceived(b"ok")]


def test_the_last_line_needs_no_end() -> None:
    """At the end of the input a begun line is a line; none is made up."""
    decoder = LineDecoder(PIPED)

    assert decoder.feed(b"one\ntwo") == [LineReceived(b"one")]
    assert decoder.finish() == [LineReceived(b"two")]
    assert decoder.finish() == []


def test_keystrokes_are_whole() -> None:
    """UTF-8 characters, escape sequences and invalid bytes are one keystroke each."""
    decoder = LineDecoder(TYPED)
    decoder.set_single_character(True)
    keys = [b"a", "é".encode(), "😀".encode(), b"\x1b[A", b"\x1bOP", b"\x1b[15~", b"\x1bx", b"\xff", b"\xc3", b"("]

    assert [event.data for event in decoder.feed(b"".join(keys))] == keys


def test_both_keys_of_a_line_end_are_told() -> None:
    """A CR LF in single character mode is two keys, as in the C drivers; a NUL is none."""
    decoder = LineDecoder(TYPED)
    decoder.set_single_character(True)

    assert [event.data for event in decoder.feed(b"\r\n\r\0\n")] == [b"\r", b"\n", b"\r", b"\n"]


def test_a_line_end_that_the_mode_cuts_in_two_is_told_once() -> None:
    """Whether CR was a key and LF comes when lines are wanted again, or the other way round."""
    decoder = LineDecoder(TYPED)
    decoder.set_single_character(True)
    decoder.feed(b"\r")
    decoder.set_single_character(False)
    lines = decoder.feed(b"\nlook\r")
    decoder.set_single_character(True)

    assert [event.data for event in lines] == [b"look"]
    assert [event.data for event in decoder.feed(b"\nx")] == [b"x"]


def test_a_begun_line_becomes_keystrokes_when_they_are_asked_for() -> None:
    """What was typed before get_char() is not lost."""
    decoder = LineDecoder(TYPED)
    decoder.feed(b"yn")
    decoder.set_single_character(True)

    assert decoder.feed(b"") == [CharacterReceived(b"y"), CharacterReceived(b"n")]


@pytest.mark.parametrize("rules", [TYPED, PIPED, PLAIN])
@pytest.mark.parametrize("single", [False, True])
@given(pieces=split_bytes(FRAGMENTS))
def test_one_byte_at_a_time_equals_all_at_once(rules: LineRules, single: bool, pieces: list[bytes]) -> None:
    """Chunking changes neither lines nor keystrokes."""
    stream = b"".join(pieces)
    results = []
    for feeding in ([stream], bytewise(stream), pieces):
        decoder = LineDecoder(rules, max_line=20)
        decoder.set_single_character(single)
        results.append(fed(decoder.feed, feeding) + list(decoder.finish()))

    assert results[0] == results[1] == results[2]


@given(st.text(), st.text(min_size=1, max_size=1))
def test_erasing_takes_back_exactly_one_character(text: str, last: str) -> None:
    """Whatever UTF-8 stood before, the last character goes and nothing else."""
    before = text.encode("utf-8", "replace")
    line = bytearray(before + last.encode("utf-8", "replace"))
    erase_last(line)

    assert bytes(line) == before


@given(st.binary(min_size=1))
def test_a_keystroke_never_exceeds_its_data(data: bytes) -> None:
    """The length is within the data, or 0 for an incomplete one."""
    assert 0 <= keystroke_length(data) <= len(data)


def test_lines_typed_ahead_are_handed_out_as_keystrokes() -> None:
    """get_char() after type-ahead sees each key, Enter included."""
    ahead = TypeAhead()
    ahead.push(LineReceived("né".encode()))
    ahead.push(LineReceived(b"look"))

    assert [ahead.take_character() for _ in range(4)] == [b"n", "é".encode(), b"\n", b"l"]
    assert ahead.take_line() == b"ook"
    assert ahead.take_character() is None


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n"])
@pytest.mark.parametrize("as_line", [False, True])
def test_the_line_end_behind_the_key_that_ends_get_char_is_no_line(end: bytes, as_line: bool) -> None:
    """A client that sends lines alone has to press Enter for each key: the next command is what comes then."""
    ahead = TypeAhead()
    for event in [LineReceived(b"q")] if as_line else [CharacterReceived(bytes([key])) for key in b"q" + end]:
        ahead.push(event)

    assert (ahead.take_character(), ahead.take_line()) == (b"q", None)
    ahead.push(LineReceived(b""))
    ahead.push(LineReceived(b"look"))
    assert (ahead.take_line(), ahead.take_line()) == (b"", b"look")


@pytest.mark.parametrize("as_line", [True, False])
def test_the_line_of_the_key_that_ends_get_char_may_be_forgotten(as_line: bool) -> None:
    """As FluffOS does: the rest of it is no command, the next line is one; what has no end is still typed."""
    ahead = TypeAhead(forgets_line=True)
    for part in (b"quit", b"look"):
        ahead.push(LineReceived(part) if as_line else CharacterReceived(part + b"\r\n"))

    assert (ahead.take_character(), ahead.take_line(), ahead.take_line()) == (b"q", b"look", None)
    ahead.push(CharacterReceived(b"\r\nqlo"))
    keys = [ahead.take_character() for _ in range(3)]
    assert (keys, ahead.take_line()) == ([b"\r", b"\n", b"q"], None)
    ahead.push(LineReceived(b"ok"))
    assert ahead.take_line() == b"look"


def test_enter_itself_may_end_get_char() -> None:
    """Its other half is no line, another Enter is one."""
    ahead = TypeAhead()
    for key in (b"\r", b"\n", b"\r", b"\n"):
        ahead.push(CharacterReceived(key))

    assert (ahead.take_character(), ahead.take_line(), ahead.take_line()) == (b"\r", b"", None)


def test_keystrokes_typed_ahead_are_joined_to_lines() -> None:
    """input_to() after single characters sees a line, with its erasing done."""
    ahead = TypeAhead()
    for key in (b"s", b"x", b"\x7f", b"a", b"y"):
        ahead.push(CharacterReceived(key))

    assert ahead.take_line() is None
    ahead.push(CharacterReceived(b"\r"))
    assert (ahead.lines, ahead.take_line()) == (1, b"say")
    assert not ahead


def test_a_line_goes_on_where_keystrokes_stopped() -> None:
    """A line begun in single characters and ended as a line is one line."""
    ahead = TypeAhead()
    ahead.push(CharacterReceived(b"l"))
    ahead.push(LineReceived(b"ook"))

    assert ahead.take_line() == b"look"


def test_clearing_forgets_everything() -> None:
    """Nothing is left after clear()."""
    ahead = TypeAhead()
    ahead.push(LineReceived(b"look"))
    ahead.push(CharacterReceived(b"x"))
    ahead.clear()

    assert (ahead.take_line(), ahead.take_character()) == (None, None)
