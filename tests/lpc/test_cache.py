"""The cache of compiled programs: it gives what compiling would give, and notices everything that could change it.

A `Mudlib` is a directory in memory with a compiler; `load` does what the object table does with missing parents. The
fixture `compiled` lists what was really compiled.
"""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

import attrs
import pytest

from neolith_trio.lpc import cache, fingerprints, storage
from neolith_trio.lpc.cache import ProgramCache
from neolith_trio.lpc.compiler import Compilation, compile_file
from neolith_trio.lpc.environment import EfunSignature, Environment, MissingInherit, Options
from neolith_trio.lpc.nodes import Type
from neolith_trio.lpc.packing import relocated
from neolith_trio.lpc.parser import NEOLITH, ParseOptions
from neolith_trio.lpc.program import CompiledProgram, Signature
from neolith_trio.lpc.stream import LexOptions

FILES = {
    "/room.c": """
        #pragma save_types
        #echo building
        inherit "/std/base";
        #include "shape.h"
        int size = SIZE;
        class door { string to; int *locks; }
        int area(int factor);
        int width(int factor);
        #ifndef BARE
        string look(string what) {
            switch (what) {
                case "door": return "a door" + SUFFIX;
                default: return efun::upper_case(what) + greet(what);
            }
        }
        #endif
        int rank(int number) { switch (number) { case 1..3: case 5..9: return 1; default: return area(number); } }
        function doors() { return function(int number) { return (: $(number) + $1->rank(2) + size :); }; }
        int area(int factor) { return size * size * factor + height + ::area(1); }
        int width(int factor) { return size * factor; }
        """,
    "/include/shape.h": "#define SIZE 3\n",
    "/global.h": '#define SUFFIX "!"\n',
    "/std/base.c": 'inherit "/std/root"; int height = 2; int area(int factor) { return 1; }',
    "/std/root.c": "void create() { }",
}

LEX = LexOptions(include_dirs=("/include",), global_include="global.h", macros={"LIB": "1"})
OPTIONS = Options()


def efun(name: str, **more: Any) -> EfunSignature:
    """The signature of an efun that takes a string and gives one."""
    facts = {"return_type": "string", "parameters": (("string",),), "minimum": 1, "maximum": 1}
    return EfunSignature(name, **{"needs_this": False, "dot_call": False, **facts, **more})


def simul(name: str, returns: str = "string") -> Signature:
    """The signature of a simul_efun."""
    return Signature(name, Type(returns), (Type("string"),), frozenset())


@attrs.define(kw_only=True)
class Mudlib:
    """Files and everything else that decides what they compile to."""

    directory: Path
    files: dict[str, str] = attrs.field(factory=FILES.copy)
    lex: LexOptions = LEX
    parse: ParseOptions = NEOLITH
    options: Options = OPTIONS
    efuns: dict[str, EfunSignature] = attrs.field(factory=lambda: {"upper_case": efun("upper_case")})
    simuls: dict[str, Signature] = attrs.field(factory=lambda: {"greet": simul("greet")})
    overrides: bool = True
    root: str = "/srv/mud"
    asked: list[str] = attrs.field(factory=list)
    logged: list[str] = attrs.field(factory=list)
    programs: dict[str, CompiledProgram] = attrs.field(factory=dict)

    def environment(self) -> Environment:
        return Environment(
            self.efuns, self.simuls, self.programs.get, self._may_override, lambda path: self.root + path, self.options
        )

    def _may_override(self, name: str, path: str) -> bool:
        self.asked.append(f"{name} {path}")
        return self.overrides

    def compile(self, path: str, kept: ProgramCache) -> Compilation:
        return kept.compile_file(path, self.environment(), self.files.get, self.lex, self.parse)

    def load(self, path: str = "/room.c", kept: ProgramCache | None = None) -> Compilation:
        """The file as a driver that starts now gets it, after its parents."""
        if kept is None:
            self.programs.clear()
            kept = ProgramCache(self.directory, self.logged.append)
        while True:
            try:
                compilation = self.compile(path, kept)
            except MissingInherit as missing:
                self.load(f"{missing.path}.c", kept)
                continue
            if compilation.program is not None:
                self.programs[path] = compilation.program
            return compilation


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that went through the compiler, to the end."""
    paths: list[str] = []

    def watched(path: str, *rest: Any) -> Compilation:
        compilation = compile_file(path, *rest)
        paths.append(path)
        return compilation

    monkeypatch.setattr(cache, "compile_now", watched)
    return paths


@pytest.fixture
def mudlib(tmp_path: Path, compiled: list[str]) -> Mudlib:
    """A mudlib whose programs are all in the cache."""
    mudlib = Mudlib(directory=tmp_path / "programs")
    assert mudlib.load().program is not None
    assert compiled == ["/std/root.c", "/std/base.c", "/room.c"]
    compiled.clear()
    mudlib.asked.clear()
    return mudlib


def entries(mudlib: Mudlib) -> list[Path]:
    """The files in the cache, smallest first: /std/root.c, /std/base.c, /room.c."""
    return sorted(mudlib.directory.glob("*.program"), key=lambda file: file.stat().st_size)


# -- what it gives ---------------------------------------------------------------------------------------------


def test_a_loaded_program_equals_the_compiled_one_in_every_field(tmp_path: Path, compiled: list[str]) -> None:
    """Code objects included; the parents are the programs that the world has now."""
    mudlib = Mudlib(directory=tmp_path)
    first = mudlib.load().program
    second = mudlib.load().program

    assert compiled == ["/std/root.c", "/std/base.c", "/room.c"]
    assert first is not None
    assert second is not None
    assert second is not first
    assert second.parents == (mudlib.programs["/std/base.c"],)
    for field in attrs.fields(CompiledProgram):
        if field.name != "parents":
            assert getattr(second, field.name) == getattr(first, field.name), field.name
            assert getattr(second, field.name), f"{field.name} is empty: it proves nothing"


def test_warnings_echoes_and_lines_are_there_again(mudlib: Mudlib, compiled: list[str]) -> None:
    """Whoever logs what the compiler says logs the same on every load."""
    mudlib.files["/noisy.c"] = '#echo one\n#warning two\nint f(int a) { return "three"[a]; }\n#pragma nonsense\n'

    first, second = mudlib.load("/noisy.c"), mudlib.load("/noisy.c")

    assert compiled == ["/noisy.c"]
    assert [one.severity for one in first.diagnostics] == ["warning", "warning"]
    assert (second.diagnostics, second.echoes, second.lines) == (first.diagnostics, first.echoes, first.lines)


def test_a_file_with_errors_is_compiled_every_time(mudlib: Mudlib, compiled: list[str]) -> None:
    """Its errors concern somebody who is about to change it."""
    mudlib.files["/broken.c"] = "int f( { }"

    assert mudlib.load("/broken.c").errors == mudlib.load("/broken.c").errors != ()
    assert compiled == ["/broken.c"] * 2


def test_a_missing_parent_is_still_reported_as_missing(mudlib: Mudlib) -> None:
    """The runtime loads it and comes again, as it does when a file is compiled."""
    mudlib.programs.clear()

    with pytest.raises(MissingInherit) as caught:
        mudlib.compile("/room.c", ProgramCache(mudlib.directory, mudlib.logged.append))

    assert caught.value.path == "/std/base"


def test_a_program_that_waits_for_its_parent_is_read_from_the_disk_once(
    mudlib: Mudlib, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes again in a moment, and all its questions are asked again then."""
    keys: list[bytes] = []
    read = storage.Storage.read

    def watched(self: storage.Storage, key: bytes) -> Any:
        keys.append(key)
        return read(self, key)

    monkeypatch.setattr(storage.Storage, "read", watched)
    mudlib.load()
    assert len(keys) == len(set(keys)) == 3

    kept = ProgramCache(mudlib.directory, mudlib.logged.append)
    mudlib.programs.clear()
    with pytest.raises(MissingInherit):
        mudlib.compile("/room.c", kept)
    edit("/include/shape.h", "3", "7000")(mudlib)
    program = mudlib.load("/room.c", kept).program

    assert compiled == ["/room.c"]
    assert program is not None
    assert 7000 in program.functions["λinit"].code.co_consts


def test_only_the_latest_wait(mudlib: Mudlib, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mudlib with thousands of files without parents is not kept in memory."""
    monkeypatch.setattr(cache, "_MOST_WAITING", 2)
    kept = ProgramCache(mudlib.directory, mudlib.logged.append)
    for name in ("a", "b", "c"):
        mudlib.files[f"/{name}.c"] = 'inherit "/std/root";'
        mudlib.load(f"/{name}.c")
    mudlib.programs.clear()
    for name in ("a", "b", "c"):
        with pytest.raises(MissingInherit):
            mudlib.compile(f"/{name}.c", kept)

    assert len(kept._waiting) == 2
    assert all(mudlib.load(f"/{name}.c", kept).program is not None for name in ("a", "b", "c"))
    assert kept._waiting == {}


def test_what_a_program_shows_its_heirs_is_kept_with_it(mudlib: Mudlib, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fingerprint that comes from the disk is the one that the loaded program has."""
    mudlib.load()
    loaded = list(mudlib.programs.values())
    known = [fingerprints.of_interface(one) for one in loaded]
    monkeypatch.setattr(fingerprints, "_INTERFACES", {})

    assert [fingerprints.of_interface(one) for one in loaded] == known
    assert len(set(known)) == 3


def test_overrides_are_asked_as_often_as_when_compiling(mudlib: Mudlib) -> None:
    """The master's valid_override() may count or write a log."""
    mudlib.load()

    assert mudlib.asked == ["upper_case /room.c"]


def test_a_mudlib_may_be_moved(mudlib: Mudlib, compiled: list[str]) -> None:
    """Programs are loaded from the cache, and tracebacks name the files where they are now."""
    mudlib.root = "/home/mud"

    program = mudlib.load().program

    assert compiled == []
    assert program is not None
    assert program.file == "/home/mud/room.c"
    files = {name for one in program.functions.values() for name in names_of_files(one.code)}
    assert files == {"/home/mud/room.c"}


def test_code_inside_of_code_moves_along() -> None:
    """The real path is renewed at every depth, and code from another file keeps its own."""
    code = compile("def f():\n def g():\n  return lambda: 1\n return g", "/old", "exec")

    moved = relocated(code, {"/old": "/new", "/else": "/elsewhere"})

    assert names_of_files(moved) == ["/new"] * 4
    assert names_of_files(code) == ["/old"] * 4
    assert relocated(code, {"/else": "/elsewhere"}) is code


def names_of_files(code: CodeType) -> list[str]:
    """The real paths of the code and of all code in it."""
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    return [code.co_filename, *(name for one in inner for name in names_of_files(one))]


# -- what it notices -------------------------------------------------------------------------------------------

Change = Callable[[Mudlib], None]


def edit(path: str, old: str, new: str) -> Change:
    """Change the text of a file."""

    def change(mudlib: Mudlib) -> None:
        text = mudlib.files.get(path, "")
        assert old in text
        mudlib.files[path] = text.replace(old, new)

    return change


def put(name: str, value: Any) -> Change:
    """Change something else."""
    return lambda mudlib: setattr(mudlib, name, value)


def lexed(**options: Any) -> Change:
    """Change options of the lexer."""
    return lambda mudlib: setattr(mudlib, "lex", attrs.evolve(mudlib.lex, **options))


CHANGES: dict[str, Change] = {
    "the text": edit("/room.c", "a door", "the door"),
    "a comment": edit("/room.c", "#endif", "#endif // bare"),
    "a header": edit("/include/shape.h", "3", "4"),
    "the global header": edit("/global.h", "!", "?"),
    "a header that is found earlier": edit("/shape.h", "", "#define SIZE 5\n"),
    "a variable of a parent": edit("/std/base.c", "int height", "float width; int height"),
    "a modifier in a parent": edit("/std/base.c", "int area", "nomask int area_; int area"),
    "a signature in a parent": edit("/std/base.c", "area(int factor)", "area(mixed factor)"),
    "a pragma of a parent": edit("/std/base.c", "inherit", "#pragma save_types\ninherit"),
    "what a parent inherits": edit("/std/base.c", 'inherit "', 'private inherit "'),
    "a signature in a grandparent": edit("/std/root.c", "create()", "create(int x)"),
    "a prototype in a grandparent": edit("/std/root.c", "void", "int later(); void"),
    "a class of a grandparent": edit("/std/root.c", "void", "class key { int teeth; } void"),
    "a macro of -D": lexed(macros={"LIB": "2"}),
    "another macro of -D": lexed(macros={"LIB": "1", "BARE": "1"}),
    "the include directories": lexed(include_dirs=("/other", "/include")),
    "the name of the global header": lexed(global_include="<global.h>"),
    "the codec": lexed(bytes_text=False),
    "what efun_defined() knows": lexed(efun_names=frozenset({"shout"})),
    "the grammar": put("parse", attrs.evolve(NEOLITH, null_coalescing=True)),
    "pragmas that are on": put("parse", attrs.evolve(NEOLITH, pragmas=frozenset({"warnings"}))),
    "counting": put("options", Options(counting=True)),
    "strict types": put("options", Options(strict_types=True)),
    "the number of locals": put("options", Options(maximum_locals=30)),
    "the prototype of an efun": put("efuns", {"upper_case": efun("upper_case", needs_this=True)}),
    "one more efun": put("efuns", {"upper_case": efun("upper_case"), "greet": efun("greet")}),
    "the prototype of a simul_efun": put("simuls", {"greet": simul("greet", "mixed")}),
    "one more simul_efun": put("simuls", {"greet": simul("greet"), "upper_case": simul("upper_case")}),
    "the permission to override": put("overrides", False),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_each_input_alone_is_noticed(mudlib: Mudlib, compiled: list[str], change: Change) -> None:
    """When it changes the file is compiled again, and then the new program is the one in the cache."""
    change(mudlib)

    first = mudlib.load()
    assert "/room.c" in compiled
    compiled.clear()

    second = mudlib.load()
    # a file with errors, such as an override that is refused, is never in the cache
    assert compiled == ([] if first.program else ["/room.c"])
    assert second.diagnostics == first.diagnostics


def test_without_a_change_nothing_is_compiled(mudlib: Mudlib, compiled: list[str]) -> None:
    """Else the test above would prove nothing. Equal data is equal, whoever holds it and in whatever order."""
    again = Mudlib(directory=mudlib.directory)
    again.lex = attrs.evolve(again.lex, macros=dict(again.lex.macros))

    assert again.load().program is not None
    assert compiled == []
    assert again.logged == []


@pytest.mark.parametrize(
    ("owner", "name", "value"),
    [
        ("neolith_trio.lpc.fingerprints.importlib.util", "MAGIC_NUMBER", b"\0\0\r\n"),
        ("neolith_trio.lpc.fingerprints.sys.implementation", "cache_tag", "parrot-41"),
        ("neolith_trio.lpc.fingerprints", "of_sources", lambda package: b"others"),
        ("neolith_trio.lpc.cache", "_FORMAT", -1),
    ],
)
def test_another_python_and_another_compiler_have_their_own_programs(
    mudlib: Mudlib, compiled: list[str], monkeypatch: pytest.MonkeyPatch, owner: str, name: str, value: Any
) -> None:
    """They may share the directory all the same."""
    with monkeypatch.context() as other:
        other.setattr(f"{owner}.{name}", value)
        mudlib.load()
    assert compiled == ["/std/root.c", "/std/base.c", "/room.c"]
    compiled.clear()

    mudlib.load()
    assert compiled == []


def test_a_change_anywhere_in_the_compiler_is_another_compiler(tmp_path: Path) -> None:
    """Sources in directories count, files that are no sources do not."""
    (tmp_path / "inner").mkdir()
    source = tmp_path / "inner" / "stage.py"
    source.write_text("one")
    before = fingerprints.of_sources(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "stage.pyc").write_text("bytes")
    (tmp_path / "notes.txt").write_text("text")
    assert fingerprints.of_sources(tmp_path) == before

    source.write_text("two")
    assert fingerprints.of_sources(tmp_path) != before


def test_a_change_inside_of_a_function_leaves_the_heirs_alone(mudlib: Mudlib, compiled: list[str]) -> None:
    """They are compiled against what they see of a parent, and they get the new parent."""
    edit("/std/root.c", "{ }", "{ 1; }")(mudlib)

    program = mudlib.load().program

    assert compiled == ["/std/root.c"]
    assert program is not None
    assert program.parents[0].parents == (mudlib.programs["/std/root.c"],)


def test_heirs_see_no_more_of_a_parent_than_its_fingerprint_covers(mudlib: Mudlib) -> None:
    """A parent without code, lines and tables gives the same heirs; so a change of those is none for them."""
    whole = mudlib.load().program
    parent = mudlib.programs["/std/base.c"]
    shell = attrs.evolve(
        parent,
        file="",
        functions={
            name: attrs.evolve(one, code=(lambda: 0).__code__, line=0) for name, one in parent.functions.items()
        },
        tables={},
        efuns=frozenset(),
        call_arity={},
        includes=(),
    )
    assert fingerprints.of_interface(shell) == fingerprints.of_interface(parent)
    mudlib.programs["/std/base.c"] = shell

    heir = compile_file("/room.c", mudlib.environment(), mudlib.files.get, mudlib.lex, mudlib.parse).program

    assert whole is not None
    assert heir is not None
    assert heir.functions == whole.functions
    assert (heir.classes, heir.call_arity, heir.prototypes) == (whole.classes, whole.call_arity, whole.prototypes)


def test_a_file_that_changes_while_it_is_compiled_is_kept_as_it_was_read(mudlib: Mudlib, compiled: list[str]) -> None:
    """Key and program belong to one reading."""
    texts = ["int f() { return 1; }", "int f() { return 2; }"]
    kept = ProgramCache(mudlib.directory, mudlib.logged.append)

    def changing(path: str) -> str | None:
        return texts.pop(0) if path == "/fast.c" else mudlib.files.get(path)

    kept.compile_file("/fast.c", mudlib.environment(), changing, mudlib.lex)
    mudlib.files["/fast.c"] = "int f() { return 1; }"
    program = mudlib.load("/fast.c").program

    assert compiled == ["/fast.c"]
    assert program is not None
    assert 1 in program.functions["f"].code.co_consts


HASHED = """
from neolith_trio.lpc.fingerprints import of
from neolith_trio.lpc.parser import NEOLITH
print(of([NEOLITH, {"b": frozenset("xyz"), "a": 1}]).hex())
"""


def test_fingerprints_are_the_same_in_every_process() -> None:
    """The order of sets, which Python throws dice for, has no part in them."""
    found = {
        subprocess.run(
            [sys.executable, "-c", HASHED],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(found) == 1


def test_what_is_no_plain_data_has_no_fingerprint() -> None:
    """Better an error than two things that look alike."""
    with pytest.raises(TypeError, match="object"):
        fingerprints.of([object()])


# -- the directory ---------------------------------------------------------------------------------------------


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flip(content: bytes) -> bytes:
    return content[:-5] + bytes([content[-5] ^ 1]) + content[-4:]


def other_magic(content: bytes) -> bytes:
    return b"X" + content[1:]


def other_version(content: bytes) -> bytes:
    return content.replace(b"neolith-trio program\n", b"neolith-trio program 9\n")


def random_bytes(content: bytes) -> bytes:
    return random.Random(4).randbytes(len(content))


def no_marshal(content: bytes) -> bytes:
    """Whole as a file, but not what any Python wrote."""
    payload = b"\xff" * 20
    return content[: storage._HEADER - fingerprints.SIZE] + fingerprints.of_bytes(payload) + payload


def longer(content: bytes) -> bytes:
    return content + b"\0"


DAMAGES = [cut, flip, other_magic, other_version, random_bytes, no_marshal, longer, lambda content: b""]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_named_once_and_replaced(
    mudlib: Mudlib, compiled: list[str], damage: Callable[[bytes], bytes]
) -> None:
    """Nothing of it is looked at."""
    file = entries(mudlib)[-1]
    file.write_bytes(damage(file.read_bytes()))

    assert mudlib.load().program is not None
    assert compiled == ["/room.c"]
    assert mudlib.logged == [f"{file}: not a compiled program, or damaged; it is compiled again"]
    mudlib.load()
    assert compiled == ["/room.c"]
    assert len(mudlib.logged) == 1


def test_a_file_under_the_name_of_another_is_not_taken_for_it(mudlib: Mudlib, compiled: list[str]) -> None:
    """Whoever copies cache files about gets no wrong programs."""
    smallest, _, largest = entries(mudlib)
    largest.write_bytes(smallest.read_bytes())

    program = mudlib.load().program

    assert program is not None
    assert program.path == "/room.c"
    assert compiled == ["/room.c"]


def test_a_directory_that_cannot_be_written_is_named_once(tmp_path: Path, compiled: list[str]) -> None:
    """Everything is compiled then, and nobody's program fails."""
    (tmp_path / "file").write_text("in the way")
    mudlib = Mudlib(directory=tmp_path / "file" / "programs")

    assert mudlib.load().program is not None
    assert len(compiled) == 3
    assert len(mudlib.logged) == 1
    assert "compiled programs are not kept from now on" in mudlib.logged[0]


def test_programs_are_still_read_where_none_can_be_written(
    mudlib: Mudlib, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A directory that belongs to the system serves all its users."""

    def read_only(*rest: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(tempfile, "mkstemp", read_only)
    mudlib.files |= {"/new.c": "int f() { return 1; }", "/newer.c": "int f() { return 2; }"}

    assert mudlib.load().program is not None
    assert compiled == []
    kept = ProgramCache(mudlib.directory, mudlib.logged.append)
    assert [mudlib.load(path, kept).program is not None for path in ("/new.c", "/newer.c")] == [True, True]
    assert mudlib.logged == [f"{mudlib.directory}: compiled programs are not kept from now on: Read-only file system"]


FULL = """
import resource, signal, sys
from pathlib import Path
from neolith_trio.lpc.storage import Storage
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
kept = Storage(Path(sys.argv[1]), print)
for number in range(3):
    kept.write(bytes([number]) * 20, "x" * 5000)
    print(kept.read(bytes([number]) * 20))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit that a process can set itself")
def test_a_disk_that_is_full_is_named_once(tmp_path: Path) -> None:
    """Here it is a limit of the process, which the system reports in the middle of a file as it does a full disk."""
    command = [sys.executable, "-c", FULL, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    why = os.strerror(errno.EFBIG)
    assert said == f"{tmp_path}: compiled programs are not kept from now on: {why}\nNone\nNone\nNone\n"
    assert [one.name for one in tmp_path.iterdir() if one.name != "swept"] == []


def test_nothing_is_left_of_a_write_that_fails(mudlib: Mudlib, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither half a program nor its temporary file."""

    def full(old: object, new: object) -> None:
        raise OSError(28, "No space left on device")

    before = sorted(mudlib.directory.iterdir())
    monkeypatch.setattr(os, "replace", full)
    mudlib.files["/new.c"] = "int f() { return 1; }"

    assert mudlib.load("/new.c").program is not None
    assert sorted(one for one in mudlib.directory.iterdir() if one.name != "swept") == before
    assert ["No space left" in line for line in mudlib.logged] == [True]


def test_drivers_may_share_a_directory(tmp_path: Path) -> None:
    """Writing and reading the same programs at once, each gets whole ones and the right ones."""
    wrong: list[object] = []

    def run(number: int) -> None:
        kept = storage.Storage(tmp_path / "shared", wrong.append)
        for turn in range(40):
            key = fingerprints.of(turn % 4)
            found = kept.read(key)
            if found not in (None, (turn % 4, "x" * 50_000)):
                wrong.append(found)
            kept.write(key, (turn % 4, "x" * 50_000))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    assert len(list((tmp_path / "shared").glob("*.program"))) == 4
    assert list((tmp_path / "shared").glob("*.part")) == []


def test_a_sweep_takes_what_was_not_used_for_longest(tmp_path: Path) -> None:
    """Down to the limit, and only files that this cache has written; reading a program counts as use."""
    kept = storage.Storage(tmp_path, print)
    keys = [fingerprints.of(number) for number in range(4)]
    for number, key in enumerate(keys):
        kept.write(key, b"x" * 1000)
        os.utime(tmp_path / f"{key.hex()}.program", (number, number))
    (tmp_path / "precious.txt").write_text("y" * 5000)
    os.utime(tmp_path / "precious.txt", (0, 0))
    kept.read(keys[0])

    storage.sweep(tmp_path, 2500)

    assert [kept.read(key) is not None for key in keys] == [True, False, False, True]
    assert (tmp_path / "precious.txt").exists()


def test_a_directory_is_swept_once_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at thousands of files at every start would cost what the cache saves."""
    swept: list[Path] = []
    monkeypatch.setattr(storage, "sweep", swept.append)

    storage.Storage(tmp_path / "not there yet", print)
    storage.Storage(tmp_path, print)
    storage.Storage(tmp_path, print)
    assert swept == [tmp_path]

    os.utime(tmp_path / "swept", (0, 0))
    storage.Storage(tmp_path, print)
    assert swept == [tmp_path, tmp_path]
