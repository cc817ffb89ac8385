"""The line editor on a small terminal: what is entered, and what is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.protocols.events import CharacterReceived, Event, InputEnded, Interrupted, LineReceived
from neolith_trio.services.terminal.editor import LineEditor
from neolith_trio.services.terminal.history import History
from neolith_trio.services.terminal.layout import widths

from .screen import Screen

UP, DOWN, RIGHT, LEFT = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D"
HOME, END, DELETE, BACKSPACE = b"\x1b[H", b"\x1b[F", b"\x1b[3~", b"\x7f"


class Terminal:
    """An editor and its screen."""

    def __init__(self, columns: int = 80, history: History | None = None) -> None:
        self.editor = LineEditor(history or History(), columns=columns)
        self.screen = Screen(columns)

    def type(self, data: bytes) -> list[Event]:
        events = list(self.editor.receive(data))
        self.screen.feed(self.editor.data_to_send())
        return events

    def show(self, text: bytes) -> None:
        self.editor.send(text)
        self.screen.feed(self.editor.data_to_send())


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (b"look", b"look"),
        (b"lok" + LEFT + b"o", b"look"),
        (b"ook" + HOME + b"l" + END + b"!", b"look!"),
        (b"looxk" + LEFT + BACKSPACE, b"look"),
        (b"xlook" + b"\x01" + DELETE, b"look"),
        (b"xlook" + b"\x01\x04", b"look"),
        (b"say hello" + b"\x17" + b"hi", b"say hi"),
        (b"go north" + b"\x1bb\x0b" + b"south", b"go south"),
        (b"junk\x15look", b"look"),
        (b"a b" + b"\x01\x1b[1;5C" + b"x", b"ax b"),
        (BACKSPACE * 3 + LEFT * 3 + DELETE + b"ok", b"ok"),
        (b"a\x1b[15~\x1bqb\x0e", b"ab"),
        ("né€😀".encode() + BACKSPACE + LEFT + BACKSPACE, "n€".encode()),
        (b"a\xff\xfeb" + LEFT + BACKSPACE, b"a\xffb"),
        (b"tab\there", b"tab\there"),
    ],
)
def test_editing(keys: bytes, line: bytes) -> None:
    """Each key does what a shell's user expects, on whole characters."""
    assert Terminal().type(keys + b"\n") == [LineReceived(line)]


def test_prompt_and_line_are_seen() -> None:
    """The line is behind the prompt, and the cursor where the next character goes."""
    terminal = Terminal()
    terminal.show(b"Welcome\n> ")
    terminal.type(b"look" + LEFT * 2)

    assert terminal.screen.text() == ["Welcome", "> look"]
    assert terminal.screen.cursor == (1, 4)


def test_enter_goes_below_the_line() -> None:
    """What comes next begins on a new row, also when the cursor was inside a long line."""
    terminal = Terminal(columns=10)
    terminal.show(b"> ")
    terminal.type(b"abcdefghijklmnop" + HOME + b"\n")
    terminal.show(b"ok\n")

    assert terminal.screen.text() == ["> abcdefgh", "ijklmnop", "ok", ""]


def test_a_line_that_fills_its_row_leaves_no_gap() -> None:
    """The wrap at the margin and the line end are one step down, for input as for output."""
    terminal = Terminal(columns=5)
    terminal.show(b"=====")
    terminal.show(b"\n> ")
    terminal.type(b"abc\n")
    terminal.show(b"ok")

    assert terminal.screen.text() == ["=====", "> abc", "ok"]


def test_output_is_put_above_the_line_being_typed() -> None:
    """Somebody says something while we type: our line is still whole, below it."""
    terminal = Terminal()
    terminal.show(b"> ")
    terminal.type(b"say hel")
    terminal.show(b"\nBob smiles.\n> ")
    terminal.type(b"lo")

    assert terminal.screen.text() == [">", "Bob smiles.", "> say hello"]
    assert terminal.type(b"\n") == [LineReceived(b"say hello")]


def test_output_without_a_line_end_becomes_part_of_the_prompt() -> None:
    """It is written between the prompt and what is being typed."""
    terminal = Terminal()
    terminal.show(b"> ")
    terminal.type(b"ab")
    terminal.show(b"Name: ")

    assert terminal.screen.text() == ["> Name: ab"]


def test_colours_take_no_room() -> None:
    """A coloured prompt does not move the cursor."""
    terminal = Terminal()
    terminal.show(b"\x1b[1;32m>\x1b[0m ")
    terminal.type(b"abc" + LEFT)

    assert terminal.screen.cursor == (0, 4)


def test_wide_characters_take_two_columns() -> None:
    """Cursor and wrap count columns, not characters."""
    terminal = Terminal(columns=5)
    terminal.type("你好吗".encode() + LEFT)

    assert terminal.screen.text() == ["你好", "吗"]
    assert terminal.screen.cursor == (1, 0)


def test_hidden_input_is_not_seen() -> None:
    """A password shows nothing but its line end, and can be edited all the same."""
    terminal = Terminal()
    terminal.show(b"Password: ")
    terminal.editor.set_echo(False)
    events = terminal.type(b"secre" + LEFT + BACKSPACE + END + b"t\n")
    terminal.editor.set_echo(True)
    terminal.show(b"> ")

    assert events == [LineReceived(b"secet")]
    assert terminal.screen.text() == ["Password:", ">"]


def test_hidden_lines_are_not_remembered() -> None:
    """The history has no passwords, and is not shown in their place."""
    terminal = Terminal()
    terminal.type(b"look\n")
    terminal.editor.set_echo(False)
    hidden = terminal.type(b"secret" + UP + b"\n")
    terminal.editor.set_echo(True)

    assert hidden == [LineReceived(b"secret")]
    assert terminal.type(UP + b"\n") == [LineReceived(b"look")]


def test_the_history_goes_back_and_forth() -> None:
    """Up and down go through what was entered; below the newest is the line that was left."""
    terminal = Terminal()
    terminal.type(b"one\ntwo\ntwo\n")

    assert terminal.type(b"three" + UP + UP + b"!\n") == [LineReceived(b"one!")]
    assert terminal.type(b"four" + UP * 9 + DOWN * 9 + b"\n") == [LineReceived(b"four")]


def test_single_characters() -> None:
    """Keys are reported at once and not drawn; a line begun before is reported first."""
    terminal = Terminal()
    terminal.type(b"y")
    terminal.editor.set_single_character(True)
    events = terminal.type(b"n" + UP + b"\n\x01")
    terminal.editor.set_single_character(False)

    assert events == [CharacterReceived(key) for key in (b"y", b"n", UP, b"\n", b"\x01")]
    assert terminal.type(b"ok\n") == [LineReceived(b"ok")]


def test_escape_alone_is_a_key_when_nothing_follows() -> None:
    """The shell says so after a while."""
    terminal = Terminal()
    terminal.editor.set_single_character(True)

    assert terminal.type(b"\x1b") == []
    assert terminal.editor.escape_pending
    terminal.editor.end_escape()
    assert terminal.type(b"") == [CharacterReceived(b"\x1b")]


def test_keys_that_are_not_text() -> None:
    """Ctrl-C interrupts, Ctrl-D ends the input on an empty line only, Ctrl-Z asks for the shell below."""
    asked: list[str] = []
    editor = LineEditor(History(), on_suspend=lambda: asked.append("suspended"))

    assert list(editor.receive(b"\x03\x04")) == [Interrupted(), InputEnded()]
    assert list(editor.receive(b"a\x04\x1a\n")) == [LineReceived(b"a")]
    assert asked == ["suspended"]


def test_clearing_the_screen_keeps_the_line() -> None:
    """Ctrl-L leaves prompt and line on top."""
    terminal = Terminal()
    terminal.show(b"old\n> ")
    terminal.type(b"look\x0c")

    assert terminal.screen.text() == ["> look"]


def test_a_line_has_a_limit() -> None:
    """What goes beyond it is refused with a bell."""
    editor = LineEditor(History(), max_line=3)

    assert list(editor.receive(b"abcdef\n")) == [LineReceived(b"abc")]


def test_what_is_left_at_the_end_is_a_line() -> None:
    """The terminal went away in the middle of a line."""
    editor = LineEditor(History())
    editor.receive(b"look")

    assert (editor.finish(), editor.finish()) == ([LineReceived(b"look")], [])


TYPED = [b"a", b"b ", "é".encode(), "你".encode(), b"\t", BACKSPACE, DELETE, b"\x17", b"\x0b"]
KEYS = st.sampled_from([*TYPED, LEFT, RIGHT, HOME, END, UP, DOWN])
OUTPUT = st.sampled_from([b"Bob smiles.\n", b"> ", b"\n", b"12345678", b"\x1b[31mred\x1b[0m", "你好\n".encode()])


@given(
    st.lists(st.one_of(st.tuples(st.just("type"), KEYS), st.tuples(st.just("show"), OUTPUT)), max_size=40),
    st.integers(4, 12),
)
def test_the_screen_is_all_output_and_then_the_line(moves: list[tuple[str, bytes]], columns: int) -> None:
    """Whatever is typed and shown in whatever order, it looks as if the line had been typed last."""
    terminal = Terminal(columns)
    terminal.editor._history.lines += [b"an older line", b"x"]
    shown = b""
    for move, data in moves:
        if move == "type":
            terminal.type(data)
        else:
            terminal.show(data)
            shown += data
    line, cursor = terminal.editor._line, terminal.editor._cursor

    expected = Screen(columns)
    expected.feed(shown + b"".join(line).replace(b"\t", b" "))
    assert "\n".join(terminal.screen.text()).rstrip() == "\n".join(expected.text()).rstrip()

    before = Screen(columns)
    before.feed(shown + b"".join(line[:cursor]).replace(b"\t", b" "))
    fits = before.column + sum(widths(b"".join(line[cursor : cursor + 1]))) <= columns
    assert terminal.screen.column % columns == (before.column % columns if fits else 0)


@given(st.lists(st.one_of(KEYS, st.sampled_from([b"\n", b"\x1b", b"\xff"])), max_size=30))
def test_one_byte_at_a_time_equals_all_at_once(keys: list[bytes]) -> None:
    """Chunking changes neither the lines nor the last picture."""
    data = b"".join(keys)
    whole, single = Terminal(10), Terminal(10)
    expected = whole.type(data)

    assert [event for i in range(len(data)) for event in single.type(data[i : i + 1])] == expected
    assert single.screen.text() == whole.screen.text()


def test_the_history_is_kept_between_runs(tmp_path: Path) -> None:
    """What one run entered, the next one finds; the file is for its owner only."""
    path = tmp_path / "data" / "history"
    first = History(path)
    first.add(b"look")
    first.add("sag grüß".encode())
    first.save()
    second = History(path)

    assert second.lines == [b"look", "sag grüß".encode()]
    assert path.stat().st_mode & 0o077 == 0


def test_two_runs_at_a_time_do_not_erase_each_other(tmp_path: Path) -> None:
    """Each appends what is its own."""
    path = tmp_path / "history"
    one, two = History(path), History(path)
    one.add(b"one")
    two.add(b"two")
    one.save()
    two.save()
    two.save()

    assert path.read_bytes() == b"one\ntwo\n"


def test_the_history_file_is_bounded(tmp_path: Path) -> None:
    """At twice the limit the oldest lines go."""
    path = tmp_path / "history"
    for start in range(0, 60, 6):
        history = History(path, limit=10)
        for number in range(start, start + 6):
            history.add(b"%d" % number)
        history.save()
        assert len(history.lines) <= 20
    lines = path.read_bytes().split()

    assert len(lines) <= 20
    assert lines[-1] == b"59"


def test_a_history_that_cannot_be_kept_is_no_failure(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is said in the log, and that is all."""
    (tmp_path / "file").touch()
    history = History(tmp_path / "file" / "history")
    history.add(b"look")
    history.save()

    assert "history" in caplog.text
