"""Efuns that start programs: only those that the configuration lists, and only when the master agrees."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from ..errors import LpcError
from ..runtime import master
from ..runtime.closures import Closure
from ..runtime.outside.operations import Wishes, started, wishes
from ..runtime.outside.requests.process import ProcessRequest
from ..runtime.values import Entity, Mapping, from_key
from .files import real_path
from .registry import efun
from .strings import string_bytes

SECONDS: Final = 60.0
"""How long a process may run that says nothing else."""
MOST: Final = 1_000_000
_OPTIONS: Final = frozenset({"cwd", "env", "stdin", "max_bytes", "binary"})


@efun("mixed process_start(string *command, void | mapping | int options, void | string | function callback, ...)")
def process_start(
    this: Entity, command: list[Any], options: Any = 0, callback: str | Closure | None = None, *arguments: Any
) -> Any:
    """Run a program and go on; the callback gets what it has written in a later turn, once.

    Without a callback a promise stands for the answer: await process_start(({ "fortune" })). It is rejected with a
    string when there is no result.

    The program is one that a line `AllowProcess NAME PATH` of the configuration names, and the master's valid_process()
    has to agree; without either nothing is run. There is no shell, nothing of the driver's environment, and no
    terminal. When the operation ends for another reason than the end of the program, the program and all that it has
    started are ended.

    The answer is a mapping: "outcome" ("result" whatever the exit status; "error", "timeout", "cancelled"), "error"
    (why it is no result), "status" (exit status), "signal" (the number of the one that ended it, else 0), "stdout",
    "stderr", "elapsed", "handle", "kind".

    Arguments:
        command: the name of the program and its arguments, all strings.
        options: 0, or a mapping: "cwd" (a directory of the mudlib that may be written to; by itself its top), "env"
            (a mapping of strings: all of its environment), "stdin" (a string or buffer), "timeout" (seconds, 60),
            "max_bytes" (of each output, 1,000,000), "binary" (1: outputs are buffers), "progress" (called with a
            mapping for every line: "stdout" or "stderr").
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the answer.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of the answer.
    Errors: the program is not listed; valid_process() says no; an option that does not exist or has a bad value.
    Example:
        catch(process_start(({ "rm", "-rf", "/" }), 0, "done")) != 0    // 1
    See also: async_cancel, async_info, valid_process
    """
    name = "process_start"
    words = _words(name, command)
    wished = wishes(name, options, _OPTIONS, seconds=SECONDS)
    allow(this, name, words)
    request = _request(this, name, words, wished)
    label = " ".join(words)
    return started(
        this, "process", label, request, callback, arguments, seconds=wished.seconds, progress=wished.progress
    )


def allow(this: Entity, name: str, words: list[str]) -> None:
    """LpcError unless valid_process() permits `this` the command; without that apply nobody may."""
    if not master.allows(this.world, "valid_process", this, list(words), default=False):
        raise LpcError(f"{name}: valid_process() does not allow {words[0]}\n")


def _request(this: Entity, name: str, words: list[str], wished: Wishes) -> ProcessRequest:
    commands = {one.name: one.path for one in this.world.config.processes}
    if words[0] not in commands:
        there = ", ".join(sorted(commands)) or "none"
        raise LpcError(f"{name}: {words[0]} is no AllowProcess of the configuration; there are: {there}\n")
    given = wished.others
    stdin = given.get("stdin", "")
    if not isinstance(stdin, (str, bytearray)):
        raise LpcError(f"{name}: stdin must be a string or a buffer\n")
    most = given.get("max_bytes", MOST)
    if not isinstance(most, int) or most < 1:
        raise LpcError(f"{name}: max_bytes must be a number of at least 1\n")
    return ProcessRequest(
        command=commands[words[0]],
        arguments=tuple(string_bytes(word) for word in words[1:]),
        name=words[0],
        directory=_directory(this, name, given.get("cwd", "/")),
        environment=_environment(name, given.get("env", 0)),
        stdin=bytes(stdin) if isinstance(stdin, bytearray) else string_bytes(stdin),
        most=int(most),
        binary=given.get("binary", 0) != 0,
        by_line=wished.progress is not None,
    )


def _words(name: str, command: list[Any]) -> list[str]:
    if not command or not all(isinstance(word, str) and "\0" not in word for word in command):
        raise LpcError(f"{name}: command must be an array of strings, the first the name of the program\n")
    return list(command)


def _directory(this: Entity, name: str, path: Any) -> Path:
    real = real_path(this, path, name, writing=True) if isinstance(path, str) else None
    if real is None or not real.is_dir():
        raise LpcError(f"{name}: cwd must be a directory of the mudlib that may be written to\n")
    return real


def _environment(name: str, given: Any) -> dict[str, str]:
    if isinstance(given, int) and given == 0:
        return {}
    if not isinstance(given, Mapping):
        raise LpcError(f"{name}: env must be a mapping of strings\n")
    return {_word(name, from_key(key)): _word(name, given[key]) for key in given}


def _word(name: str, value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise LpcError(f"{name}: env must be a mapping of strings\n")
    return string_bytes(value).decode("utf-8", "surrogateescape")
