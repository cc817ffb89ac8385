"""The command line as data: what somebody asked neolith-trio to do.

Options are Neolith's: short ones may be joined (`-cp`), long ones take `=` and may be cut short, options and
file names may be mixed, `--` ends the options. The result is one of `Run`, `Compile`, `Check`, `RunTests` and
`Answer`, so that the caller's whole work is one `match`.

Rule: never raises SystemExit, never prints, opens no file. Stands on the ground with `config`, since both
`cli` and `driver` need it.
"""

from __future__ import annotations

import getopt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from neolith_trio import __version__
from neolith_trio.data import frozen

MAX_ARGUMENTS = 16
"""Arguments that reach __ARGV__; Neolith drops what is beyond, so programs rely on no more."""

USAGE_ERROR = 2
START_USAGE_ERROR = 64
"""A wrong command line for starting a driver: what scripts around Neolith look for (EX_USAGE)."""

HELP = """\
neolith-trio: an LPMud driver. LPC in, a running world out.

usage:
  neolith-trio [options]              the bundled mudlib, you at its console
  neolith-trio [options] -f CONF      the mudlib of a configuration file
  neolith-trio [options] -c FILE.c [argument ...]
                                      one LPC file as the master object
  neolith-trio compile [--show] [-f CONF] [-D MACRO[=VALUE]] FILE.c
                                      check an LPC file; --show prints the
                                      Python it becomes
  neolith-trio check [--json] [--no-warnings] [--ignore WARNING[,...]]
                     [-f CONF] [-D MACRO[=VALUE]] [PATH ...]
                                      compile files, directories or the whole
                                      mudlib, without starting it; --json: one
                                      object a line, for editors
  neolith-trio run-tests [-k WORDS] [-f CONF] [-D MACRO[=VALUE]] PATH ...
                                      run tests that are written in LPC; -k:
                                      only those whose names fit, such as
                                      "door and not locked"
  neolith-trio mcp [-f CONF] [-D MACRO[=VALUE]]
                                      a mud without ports, for a program that
                                      speaks MCP on standard input and output
  neolith-trio man [NAME ...]         the manual pages of efuns and applies;
                                      without a name: which there are
  neolith-trio man -k WORD ...        the pages that speak of these words

options:
  -f CONF              configuration: neolith.conf, or a FluffOS-style file
      --mudlib DIR     the mudlib directory, whatever CONF says
  -c, --console-mode   connect standard input and output as a user
  -D MACRO[=VALUE]     define a macro for every program; may be repeated
  -d, --debug LEVEL    what the log says: 0 (warnings) to 4 (everything)
  -e, --epilog LEVEL   number handed to the master's epilog()
  -p, --pedantic       release everything at the end, and tell what is left
  -t, --trace FLAGS    trace into the log: 010 calls, 020 files, 0100 timers,
                       040 simul_efuns, 0200 users; add 1 to 3 for more
      --record FILE    write down every event that reaches the backend
      --replay FILE    let a recording alone drive the backend
  -V, --version        say which version this is
  -h, --help           this text

examples:
  neolith-trio
      walk about in the bundled mudlib; from another terminal:
      telnet localhost 4000
  neolith-trio -f neolith.conf
      serve a mudlib on the ports of its configuration
  neolith-trio -f neolith.conf -c -D DEBUG -t 0x20
      the same with you at the console, a macro defined, simul_efuns traced
  neolith-trio -c hello_world.c first second
      run one LPC file; it finds its arguments in __ARGV__
  printf 'look\\nquit\\n' | neolith-trio -f neolith.conf -c
      a scripted session: every line is executed before the driver stops
  neolith-trio compile --show hello_world.c
      see the Python that an LPC file becomes
  neolith-trio check -f neolith.conf
      every error and warning of a mudlib
  neolith-trio man explode valid_read
      what an efun does, and when the driver calls an apply
  neolith-trio run-tests -f neolith.conf tests
      the functions test_*() in the LPC files of a directory, each by itself

exit status:
  0 a good end, 1 a start that failed (check: there are errors, run-tests:
  a test has failed), 255 there is no master file, 64 a wrong command line;
  2 a wrong command line of compile, check, run-tests, mcp and man (check and
  run-tests: also a PATH or CONF that cannot be used);
  shutdown(N) in LPC gives N
"""


@frozen
class Run:
    """Start a driver. With neither file it is the bundled mudlib."""

    config_file: Path | None = None
    lpc_file: Path | None = None
    arguments: tuple[str, ...] = ()
    console: bool = False
    defines: tuple[tuple[str, str | None], ...] = ()
    debug_level: int = 0
    epilog_level: int = 0
    pedantic: bool = False
    trace_flags: int = 0
    record: Path | None = None
    replay: Path | None = None
    warnings: tuple[str, ...] = ()
    mudlib: Path | None = None


@frozen
class Compile:
    """Compile one LPC file without a world, and perhaps show the Python it becomes."""

    lpc_file: Path
    show: bool = False
    config_file: Path | None = None
    defines: tuple[tuple[str, str | None], ...] = ()
    mudlib: Path | None = None


@frozen
class Check:
    """Compile files and directories without a world; none of them: the whole mudlib."""

    paths: tuple[Path, ...] = ()
    config_file: Path | None = None
    defines: tuple[tuple[str, str | None], ...] = ()
    json: bool = False
    warnings: bool = True
    ignored: tuple[str, ...] = ()
    mudlib: Path | None = None


@frozen
class RunTests:
    """Run the tests in LPC files and directories."""

    paths: tuple[Path, ...]
    config_file: Path | None = None
    defines: tuple[tuple[str, str | None], ...] = ()
    words: str = ""
    mudlib: Path | None = None


@frozen
class Mcp:
    """Serve MCP over standard input and output, for a mud that nobody else comes to."""

    config_file: Path | None = None
    defines: tuple[tuple[str, str | None], ...] = ()
    mudlib: Path | None = None


@frozen
class Answer:
    """Nothing to run: text for standard output (status 0) or standard error, and the exit status."""

    text: str
    status: int = 0


@frozen
class Man:
    """Show manual pages, or their names; `search`: the names are words to look for."""

    names: tuple[str, ...] = ()
    search: bool = False


Invocation = Run | Compile | Check | RunTests | Man | Mcp | Answer

_SHORT = "cD:d:e:f:hpt:V"
_LONG = [
    "console-mode", "debug=", "epilog=", "help", "mudlib=", "pedantic", "record=", "replay=", "trace=", "version",
]  # fmt: skip
_NAMES = {
    "-c": "--console-mode", "-d": "--debug", "-e": "--epilog", "-h": "--help", "-p": "--pedantic", "-t": "--trace",
    "-V": "--version",
}  # fmt: skip

# What a configuration file is called when it stands where an LPC file could: mud.conf, nm3.cfg, config.lima.
_CONFIG_NAME = re.compile(r"config\..*|.*\.(conf|cfg|config)", re.IGNORECASE)


class _UsageError(Exception):
    """What is wrong with the command line, in one sentence."""


def parse(argv: Sequence[str]) -> Invocation:
    """Understand a command line, given without the name of the program."""
    status = USAGE_ERROR
    try:
        if argv[:1] == ["compile"] or argv[:1] == ("compile",):
            return _parse_compile(argv[1:])
        if argv[:1] == ["check"] or argv[:1] == ("check",):
            return _parse_check(argv[1:])
        if argv[:1] == ["run-tests"] or argv[:1] == ("run-tests",):
            return _parse_run_tests(argv[1:])
        if argv[:1] == ["mcp"] or argv[:1] == ("mcp",):
            return _parse_mcp(argv[1:])
        if argv[:1] == ["man"] or argv[:1] == ("man",):
            return _parse_man(argv[1:])
        status = START_USAGE_ERROR
        return _parse_run(argv)
    except (_UsageError, getopt.GetoptError) as problem:
        return Answer(f"neolith-trio: {problem}\nneolith-trio --help explains every option.\n", status)


def _parse_run(argv: Sequence[str]) -> Invocation:
    options, names = _options(argv, _SHORT, _LONG)
    asked = _answer(options)
    if asked:
        return asked
    last = dict(options)
    config_file, lpc_file = _files(last.get("-f"), names)
    run = Run(
        config_file=config_file,
        mudlib=_mudlib(last, config_file),
        lpc_file=lpc_file,
        arguments=tuple(names[1 : MAX_ARGUMENTS + 1]),
        # Without a file of any kind somebody wants to look around: the bundled mudlib comes with its console.
        console="--console-mode" in last or (config_file is None and lpc_file is None),
        defines=_defines(options),
        debug_level=_number("-d", last.get("--debug", "0")),
        epilog_level=_number("-e", last.get("--epilog", "0")),
        pedantic="--pedantic" in last,
        trace_flags=_number("-t", last.get("--trace", "0")),
        record=_path(last.get("--record")),
        replay=_path(last.get("--replay")),
        warnings=_too_many(names[1:]),
    )
    if run.record and run.replay:
        raise _UsageError("--record and --replay exclude each other")
    return run


def _parse_compile(argv: Sequence[str]) -> Invocation:
    options, names = _options(argv, "D:f:hV", ["show", "mudlib=", "help", "version"])
    asked = _answer(options)
    if asked:
        return asked
    if len(names) != 1:
        raise _UsageError("compile takes the name of one LPC file")
    last = dict(options)
    config_file = _path(last.get("-f"))
    return Compile(Path(names[0]), "--show" in last, config_file, _defines(options), _mudlib(last, config_file))


def _parse_check(argv: Sequence[str]) -> Invocation:
    options, names = _options(argv, "D:f:hV", ["json", "no-warnings", "ignore=", "mudlib=", "help", "version"])
    asked = _answer(options)
    if asked:
        return asked
    last = dict(options)
    config_file = _path(last.get("-f"))
    if config_file is None and not names:
        raise _UsageError("check takes files, directories, or -f with the configuration of a mudlib")
    paths = tuple(Path(name) for name in names)
    ignored = tuple(name for option, value in options if option == "--ignore" for name in value.split(","))
    wanted = "--no-warnings" not in last
    return Check(paths, config_file, _defines(options), "--json" in last, wanted, ignored, _mudlib(last, config_file))


def _parse_run_tests(argv: Sequence[str]) -> Invocation:
    options, names = _options(argv, "D:f:hk:V", ["mudlib=", "help", "version"])
    asked = _answer(options)
    if asked:
        return asked
    if not names:
        raise _UsageError("run-tests takes LPC files and directories with tests")
    paths = tuple(Path(name) for name in names)
    last = dict(options)
    config_file = _path(last.get("-f"))
    return RunTests(paths, config_file, _defines(options), last.get("-k", ""), _mudlib(last, config_file))


def _parse_mcp(argv: Sequence[str]) -> Invocation:
    options, names = _options(argv, "D:f:hV", ["mudlib=", "help", "version"])
    asked = _answer(options)
    if asked:
        return asked
    if names:
        raise _UsageError("mcp takes no files; -f names the configuration of a mudlib")
    last = dict(options)
    config_file = _path(last.get("-f"))
    return Mcp(config_file, _defines(options), _mudlib(last, config_file))


def _parse_man(argv: Sequence[str]) -> Invocation:
    options, names = _options(argv, "hkV", ["help", "version"])
    search = "-k" in dict(options)
    if search and not names:
        raise _UsageError("man -k takes words to look for")
    return _answer(options) or Man(tuple(names), search)


def _options(argv: Sequence[str], short: str, long: list[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """Options by one name each, and the rest; getopt gives long options in full even when they were cut short."""
    options, names = getopt.gnu_getopt(argv, short, long)
    return [(_NAMES.get(name, name), value) for name, value in options], names


def _answer(options: Sequence[tuple[str, str]]) -> Answer | None:
    for name, _ in options:
        if name == "--help":
            return Answer(HELP)
        if name in ("--version", "-V"):
            return Answer(f"neolith-trio {__version__}\n")
    return None


def _files(config: str | None, names: Sequence[str]) -> tuple[Path | None, Path | None]:
    """The configuration file and the LPC file. FluffOS takes its configuration without -f, so that works here too."""
    first = Path(names[0]) if names else None
    if config is None and first is not None and _CONFIG_NAME.fullmatch(first.name) and first.suffix != ".c":
        return first, None
    return _path(config), first


def _mudlib(options: Mapping[str, str], config_file: Path | None) -> Path | None:
    """The directory of --mudlib, which stands for that of a configuration file."""
    mudlib = _path(options.get("--mudlib"))
    if mudlib is not None and config_file is None:
        raise _UsageError("--mudlib needs -f with a configuration whose mudlib directory it replaces")
    return mudlib


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)


def _defines(options: Sequence[tuple[str, str]]) -> tuple[tuple[str, str | None], ...]:
    """The macros in order: `NAME` alone has no value, `NAME=` has an empty one."""
    found = []
    for text in (value for name, value in options if name == "-D"):
        macro, equals, value = text.partition("=")
        if not macro.isidentifier() or not macro.isascii():
            raise _UsageError(f"-D {text}: {macro!r} is not the name of a macro")
        found.append((macro, value if equals else None))
    return tuple(found)


def _number(option: str, text: str) -> int:
    """A number as C reads it: 0x is hexadecimal, a leading 0 octal."""
    digits = text.lstrip("+-")
    base = 16 if digits[:2].lower() == "0x" else 8 if digits[:1] == "0" and len(digits) > 1 else 10
    try:
        return int(text, base)
    except ValueError:
        raise _UsageError(f"{option} {text}: a number is expected, such as 3 or 0x20") from None


def _too_many(arguments: Sequence[str]) -> tuple[str, ...]:
    if len(arguments) <= MAX_ARGUMENTS:
        return ()
    return (f"only the first {MAX_ARGUMENTS} of {len(arguments)} arguments reach __ARGV__",)
