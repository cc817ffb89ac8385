"""Files that wait for a parent: they are read once, unless something that they were made of has changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from neolith_trio.lpc import lexer, waiting
from neolith_trio.lpc.compiler import compile_file
from neolith_trio.lpc.environment import Environment, MissingInherit
from neolith_trio.lpc.grammar import NEOLITH
from neolith_trio.lpc.program import CompiledProgram
from neolith_trio.lpc.stream import LexOptions, TokenStream

LEX = LexOptions(include_dirs=("/include",))
FILES = {
    "/room.c": '#include "shape.h"\ninherit "/std/base";\ninherit "/std/more";\nint size() { return SIZE; }\n',
    "/include/shape.h": "#define SIZE 3\n",
    "/std/base.c": "int base() { return 1; }\n",
    "/std/more.c": "int more() { return 1; }\n",
}


@attrs.define
class Mudlib:
    """Files, programs, and a compiler that says what it reads."""

    files: dict[str, str] = attrs.field(factory=FILES.copy)
    programs: dict[str, CompiledProgram] = attrs.field(factory=dict)
    lex: LexOptions = LEX

    def compile(self, path: str) -> CompiledProgram:
        """The program; MissingInherit as ever."""
        environment = Environment({}, find_program=self.programs.get)
        program = compile_file(path, environment, self.files.get, self.lex, NEOLITH).program
        assert program is not None
        self.programs[path] = program
        return program


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The main files that go through the lexer."""
    paths: list[str] = []

    def watched(path: str, *rest: object) -> TokenStream:
        paths.append(path)
        return lexer.lex(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(waiting, "lex", watched)
    monkeypatch.setattr(waiting, "_WAITING", {})
    return paths


def test_a_file_is_read_once_however_many_parents_are_missing(read: list[str]) -> None:
    """And it becomes what it would be if they had been there from the beginning."""
    mudlib = Mudlib()
    for parent in ("/std/base", "/std/more"):
        with pytest.raises(MissingInherit) as caught:
            mudlib.compile("/room.c")
        assert caught.value.path == parent
        mudlib.compile(f"{parent}.c")
    program = mudlib.compile("/room.c")
    assert read == ["/room.c", "/std/base.c", "/std/more.c"]

    again = mudlib.compile("/room.c")

    assert read[3:] == ["/room.c"]
    assert again.functions == program.functions
    assert again.includes == program.includes == ("/room.c", "/include/shape.h")


def change_text(mudlib: Mudlib) -> None:
    mudlib.files["/room.c"] = mudlib.files["/room.c"].replace("SIZE", "7")


def change_header(mudlib: Mudlib) -> None:
    mudlib.files["/include/shape.h"] = "#define SIZE 7\n"


def put_before(mudlib: Mudlib) -> None:
    mudlib.files["/shape.h"] = "#define SIZE 7\n"


def change_options(mudlib: Mudlib) -> None:
    mudlib.files["/other/shape.h"] = "#define SIZE 7\n"
    mudlib.lex = attrs.evolve(LEX, include_dirs=("/other", "/include"))


@pytest.mark.parametrize("change", [change_text, change_header, put_before, change_options])
def test_what_changes_while_it_waits_counts(read: list[str], change: Callable[[Mudlib], None]) -> None:
    """The parent that came up meanwhile may have written files."""
    mudlib = Mudlib()
    with pytest.raises(MissingInherit):
        mudlib.compile("/room.c")
    mudlib.compile("/std/base.c")
    mudlib.compile("/std/more.c")
    change(mudlib)

    program = mudlib.compile("/room.c")

    assert read.count("/room.c") == 2
    assert 7 in program.functions["size"].code.co_consts


def test_only_the_latest_wait(read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Files whose parents never come do not pile up."""
    monkeypatch.setattr(waiting, "MOST", 2)
    mudlib = Mudlib()
    for number in range(4):
        mudlib.files[f"/{number}.c"] = 'inherit "/none";'
        with pytest.raises(MissingInherit):
            mudlib.compile(f"/{number}.c")

    assert list(waiting._WAITING) == ["/2.c", "/3.c"]
    assert read == ["/0.c", "/1.c", "/2.c", "/3.c"]
