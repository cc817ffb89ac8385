"""Every kind of errand: what is done in the turn, by the name that events and the master's valid_mcp() know.

Rule: a kind takes keyword arguments that JSON can carry, acts as the voice would with its efuns, and so meets the
master's valid_read(), valid_write() and uids; it gives an Answer, None when that comes by itself, or raises Denied or
an LpcError. `CHANGING` are those that may change the world or its files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ...efuns.directories import get_dir
from ...efuns.files import real_path
from ...efuns.json import from_json
from ...efuns.reloading import recompile_object
from ...errors import ConfigError
from ...lpc.diagnostics import ERROR, Diagnostic
from ...lpc.program import CompiledProgram
from ...lpc.source import normalize
from ...runtime import inventory
from ...runtime.calls import call_other
from ...runtime.objects import CLONE, ancestors
from ...runtime.programs.linker import winning_functions
from ...runtime.texts.printing import pretty
from ...runtime.values import LpcObject, Mapping, live
from ...runtime.world import World
from ..checking import Catalogue, wanted_files
from .desk import Answer, Denied
from .place import CODE, PLACE

if TYPE_CHECKING:
    from .running import Errands

_WAITS: Final = re.compile(r"\bawait\b")
MOST_FILES: Final = 2_000
"""Files of a listing, and objects of a tree."""


# -- files ------------------------------------------------------------------------------------------------------


def permit(errands: Errands, **about: Any) -> Answer:
    """Nothing but the master's word: for what is then done outside."""
    return Answer("")


def list_files(errands: Errands, path: str = "/") -> Answer:
    """The names in a directory, with sizes."""
    found = get_dir(errands.voice(), f"{_inside(errands, path).rstrip('/')}/", -1)
    if not isinstance(found, list):
        raise Denied(f"{path} is no directory, or may not be read")
    decode = errands.world.config.charset.from_lpc
    rows = [
        {"name": decode(name), "size": max(size, 0), "directory": size == -2}
        for name, size, _ in found
        if f"/{name}" != PLACE
    ]
    lines = [f"{row['name']}/" if row["directory"] else f"{row['name']}  ({row['size']} bytes)" for row in rows]
    return Answer("\n".join(lines) or "(empty)", {"files": rows})


def read_file(errands: Errands, path: str, first_line: int = 1, lines: int = 0) -> Answer:
    """The text of a file, or some of its lines."""
    real = _readable(errands, path)
    text = real.read_bytes().decode(errands.world.config.charset.codec, "surrogateescape")
    wanted = text.split("\n")[max(first_line, 1) - 1 :]
    return Answer(errands.world.config.charset.from_lpc("\n".join(wanted[:lines] if lines > 0 else wanted)))


def find_programs(errands: Errands, path: str = "/") -> Answer:
    """The LPC files in a directory and below, or the file itself."""
    world = errands.world
    real = real_path(errands.voice(), _inside(errands, path), "stat", writing=False)
    if real is None or not real.exists():
        raise Denied(f"{path}: there is no such file or directory, or it may not be read")
    try:
        found = wanted_files(world.config, world.files, [real])
    except ConfigError as problem:
        raise Denied(str(problem)) from None
    mine = [world.config.charset.from_lpc(one) for one in found if not one.startswith(f"{PLACE}/")]
    return Answer("\n".join(mine), {"files": mine, "path": str(real)})


def check_file(errands: Errands, path: str, run: str) -> Answer:
    """What the compiler says of a file, without loading it. Checks of one `run` share what they have compiled."""
    _readable(errands, path)
    known = errands.catalogue
    if known is None or known[0] != run:
        known = errands.catalogue = (run, Catalogue(errands.world.config))
    with errands.world.evaluation.budget.uncounted():
        compilation = known[1].compile(_inside(errands, path))
    return _diagnosed(errands.world, compilation.diagnostics)


def _diagnosed(world: World, diagnostics: tuple[Diagnostic, ...]) -> Answer:
    shown = [one.decoded(world.config.charset.from_lpc) for one in diagnostics]
    rows = [
        {
            "severity": one.severity,
            "name": one.name,
            "path": one.file,
            "line": one.line,
            "column": one.column,
            "message": one.full_message(),
        }
        for one in shown
    ]
    errors = sum(one.severity == ERROR for one in shown)
    return Answer("\n".join(one.render() for one in shown), {"diagnostics": rows, "errors": errors})


def _readable(errands: Errands, path: str) -> Path:
    real = real_path(errands.voice(), _inside(errands, path), "read_file", writing=False)
    if real is None or not real.is_file():
        raise Denied(f"{path}: there is no such file, or it may not be read")
    return real


def _inside(errands: Errands, path: str) -> str:
    """An LPC path, from whatever a client calls it."""
    found = normalize(f"/{errands.world.config.charset.to_lpc(path)}")
    if found is None:
        raise Denied(f"{path} is no path of the mudlib")
    return found or "/"


# -- objects ----------------------------------------------------------------------------------------------------


def load(errands: Errands, path: str) -> Answer:
    """Load the object of a file, if it is not there yet."""
    name = _inside(errands, path)
    there = errands.world.objects.find(name) is not None
    ob = errands.world.objects.find_or_load(name, errands.voice())
    if ob is None:
        raise Denied(f"{path}: there is no such file, or its object has destructed itself")
    return Answer(f"/{ob.name} {'was loaded already' if there else 'is loaded'}")


def update(errands: Errands, path: str, anew: bool = False) -> Answer:
    """Compile a file again and let its objects go on with it; `anew`: destruct its object and load it."""
    world, voice, name = errands.world, errands.voice(), _inside(errands, path)
    ob = world.objects.find(name)
    if ob is None:
        return load(errands, path)
    if anew:
        world.objects.destruct(ob, voice)
        return load(errands, path)
    done = recompile_object(voice, ob.name)
    if not isinstance(done, Mapping):
        raise Denied(f"{path}: the master does not allow it")
    return Answer(f"/{ob.name} is compiled again; {len(done['objects'])} objects have the new program\n{pretty(done)}")


def call(
    errands: Errands, object: str, function: str, arguments: Any = ()  # noqa: A002 - LPC's word
) -> Answer | None:
    """Call a function of an object as another object would; what it returns, and what was written meanwhile."""
    ob = _object(errands, object)
    if function not in ob.calls:
        raise Denied(f"/{ob.name} has no function {function}() that others may call")
    given = [from_json(json.dumps(one)) for one in arguments]
    return _heard(errands, f"{function}() in /{ob.name}", lambda: call_other(errands.voice(), ob, function, *given))


def evaluate(errands: Errands, code: str, object: str = "") -> Answer | None:  # noqa: A002 - LPC's word
    """The value of LPC: an expression, or statements with a return. `me` is an object, by itself the voice.

    What has an await in it is an async function; its program is there until that has ended.
    """
    world, voice = errands.world, errands.voice()
    me = _object(errands, object) if object else voice
    waits = world.config.dialect.async_functions and _WAITS.search(code) is not None
    path = f"{CODE}_{errands.key}" if waits else CODE
    real = world.files.resolve(f"{path}.c")
    if real is None:
        raise Denied("there is no place for the code")
    statements = code.rstrip().endswith((";", "}"))
    body = code if statements else f"return ({code}\n);"
    kind = "async mixed" if waits else "mixed"
    real.write_text(f"{kind} run_errand(object me) {{ {body}\n}}\n", encoding="utf-8", errors="surrogateescape")
    try:
        program = world.objects.load(path, voice)
        if program is None:
            raise Denied("the mudlib does not let the code be loaded")
        program.uid = program.euid = voice.uid
        return _heard(errands, "code", lambda: call_other(voice, program, "run_errand", me))
    finally:
        real.unlink(missing_ok=True)
        made = world.objects.find(path)
        if made is not None:
            errands.when_answered(lambda: world.objects.destruct(made, voice))


def _heard(errands: Errands, label: str, run: Callable[[], Any]) -> Answer | None:
    world, voice = errands.world, errands.voice()
    written: list[str] = []

    def listen() -> Any:
        call_other(voice, voice, "take")
        with world.context.commanded_by(voice):
            value = run()
        written.extend(one for one in call_other(voice, voice, "take") if isinstance(one, str))
        return value

    def answered(value: Any) -> Answer:
        decode = world.config.charset.from_lpc
        shown, heard = decode(pretty(value)), decode("".join(written))
        return Answer(f"{shown}\n\nwritten meanwhile:\n{heard}" if heard else shown)

    return errands.follow(voice, label, listen, answered)


def inspect(errands: Errands, object: str) -> Answer:  # noqa: A002 - LPC's word
    """What an object is: its program and what that inherits, its uid, where it is, what it holds, its variables."""
    ob = _object(errands, object, load=False)
    decode = errands.world.config.charset.from_lpc
    return Answer(decode("\n".join(_inspected(errands.world, ob))))


def _inspected(world: World, ob: LpcObject) -> Iterator[str]:
    yield f"object /{ob.name} ({'clone' if ob.flags & CLONE else 'blueprint'} of {ob.program.path})"
    yield f"uid {ob.uid}, euid {ob.euid or 0}"
    yield f"inherits {', '.join(dict.fromkeys(one.path for one in ancestors(ob.program))) or 'nothing'}"
    around = live(ob.environment)
    yield f"environment {f'/{around.name}' if isinstance(around, LpcObject) else 'none'}"
    yield f"holds {', '.join(f'/{one.name}' for one in ob.contents) or 'nothing'}"
    if ob.interactive is not None:
        yield "a user is connected to it"
    if ob.living:
        yield f"living, known as {ob.living}"
    yield "variables:"
    for program, name, attribute in _variables(ob.program):
        shown = pretty(getattr(ob, attribute, 0)).replace("\n", "\n    ")
        yield f"    {name} = {shown}" + ("" if program is ob.program else f"   // of {program.path}")
    yield f"functions: {', '.join(winning_functions(ob.program)) or 'none'}"


def _variables(program: CompiledProgram, prefix: str = "") -> Iterator[tuple[CompiledProgram, str, str]]:
    for number, parent in enumerate(program.parents):
        yield from _variables(parent, f"{prefix}_{number}" if prefix else str(number))
    for variable in program.variables:
        yield program, variable.name, f"v{prefix}_{variable.name}"


def list_objects(errands: Errands, below: str = "") -> Answer:
    """The tree of objects: what is nowhere, and in each what it holds; or only an object and what it holds."""
    if below:
        roots = [_object(errands, below, load=False)]
    else:
        everybody = reversed(errands.world.objects.all())
        roots = [one for one in everybody if live(one.environment) in (0, None) and not one.name.startswith(PLACE[1:])]
    lines = [line for root in roots for line in _tree(root, 0)]
    more = len(lines) - MOST_FILES
    text = "\n".join([*lines[:MOST_FILES], *([f"... {more} objects more ..."] if more > 0 else [])])
    return Answer(errands.world.config.charset.from_lpc(text))


def _tree(ob: LpcObject, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}/{ob.name}{' (user)' if ob.interactive is not None else ''}"
    for one in ob.contents:
        yield from _tree(one, depth + 1)


def _object(errands: Errands, name: str, *, load: bool = True) -> LpcObject:
    objects = errands.world.objects
    wanted = errands.world.config.charset.to_lpc(name)
    found = objects.find(wanted)
    if found is None and load and "#" not in name:
        found = objects.find_or_load(_inside(errands, name), errands.voice())
    if found is None or not inventory.visible(errands.world, found, errands.voice()):
        raise Denied(f"there is no object {name}")
    return found


PAUSE: Final = "pause"
"""A turn in which nothing is done, for which nobody need be asked: everything that was posted before has had its."""

KINDS: Final[dict[str, Callable[..., Answer | None]]] = {
    "call": call,
    "check": check_file,
    "evaluate": evaluate,
    "find_programs": find_programs,
    "inspect": inspect,
    "list_files": list_files,
    "list_objects": list_objects,
    "load": load,
    "log": permit,
    "manual": permit,
    PAUSE: permit,
    "play": permit,
    "read_file": read_file,
    "run_tests": find_programs,
    "update": update,
}
CHANGING: Final = frozenset({"call", "evaluate", "load", "play", "run_tests", "update"})
