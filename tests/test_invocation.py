"""Command lines into Run, Compile and Answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio import __version__
from neolith_trio.invocation import HELP, Answer, Check, Compile, Man, Run, RunTests, parse


def ran(*argv: str) -> Run:
    """The Run that a command line means."""
    found = parse(argv)
    assert isinstance(found, Run), found
    return found


def test_no_argument_at_all_is_the_bundled_mudlib_with_its_console() -> None:
    """Whoever just types the name wants to look around."""
    assert ran() == Run(console=True)


def test_a_configuration_alone_serves_without_a_console() -> None:
    """A server in the background has no user at its standard input."""
    assert ran("-f", "mud.conf") == Run(config_file=Path("mud.conf"))
    assert ran("-f", "mud.conf", "-c") == Run(config_file=Path("mud.conf"), console=True)


@pytest.mark.parametrize("name", ["mud.conf", "nm3.cfg", "etc/config.lima", "m3.config"])
def test_a_configuration_may_come_without_its_option(name: str) -> None:
    """That is how FluffOS is started; with -f, or ending in .c, the first name is an LPC file as ever."""
    assert ran(name) == Run(config_file=Path(name))
    assert ran("-f", "x", name).lpc_file == Path(name)
    assert ran("config.c").lpc_file == Path("config.c")


def test_the_first_name_is_the_lpc_file_and_the_others_are_its_arguments() -> None:
    """Options may stand before, between and after them; after `--` everything is a name."""
    run = ran("-c", "app.c", "one", "-p", 'two "quoted"', "--", "-three")

    assert (run.lpc_file, run.arguments) == (Path("app.c"), ("one", 'two "quoted"', "-three"))
    assert run.console
    assert run.pedantic


def test_sixteen_arguments_reach_the_program() -> None:
    """What is beyond is dropped as in the reference, but not silently."""
    names = [f"a{n}" for n in range(18)]

    assert ran("app.c", *names[:16]) == Run(lpc_file=Path("app.c"), arguments=tuple(names[:16]))
    run = ran("app.c", *names)
    assert run.arguments == tuple(names[:16])
    assert run.warnings == ("only the first 16 of 18 arguments reach __ARGV__",)


def test_macros_keep_their_order_and_tell_no_value_from_an_empty_one() -> None:
    """Joined to the option or apart from it; the value may hold further equals signs."""
    run = ran("-DPLAIN", "-D", "NUMBER=42", "-D", 'TEXT="a text"', "-DEXPR=(1==2)", "-D", "EMPTY=", "app.c")

    assert run.defines == (
        ("PLAIN", None), ("NUMBER", "42"), ("TEXT", '"a text"'), ("EXPR", "(1==2)"), ("EMPTY", ""),
    )  # fmt: skip


def test_numbers_are_read_as_c_reads_them() -> None:
    """Trace flags are usually octal, the first digit says so; long options take an equals sign or a word."""
    assert [ran("-t", text).trace_flags for text in ("32", "0x20", "040", "0")] == [32, 32, 32, 0]
    assert ran("--epilog=12", "--debug", "3", "--trace=0X0f", "-f", "x").epilog_level == 12
    assert ran("-e", "-1").epilog_level == -1
    assert ran("-cpd2", "-e3") == Run(console=True, pedantic=True, debug_level=2, epilog_level=3)


def test_long_options_may_be_cut_short() -> None:
    """As GNU's parsers allow, so long as only one option begins like that."""
    assert ran("-f", "x", "--con").console
    unclear = parse(["--re", "x"])
    assert isinstance(unclear, Answer)
    assert unclear.status == 64
    assert "option --re not a unique prefix" in unclear.text  # later Pythons name the options, too


def test_a_recording_is_written_or_read() -> None:
    """Never both in one run."""
    assert ran("--record", "a.rec").record == Path("a.rec")
    assert ran("--replay=a.rec").replay == Path("a.rec")
    assert parse(["--record", "a", "--replay", "b"]) == usage("--record and --replay exclude each other")


def usage(message: str, status: int = 64) -> Answer:
    """The answer to a wrong command line, that of a start when nothing else is said."""
    return Answer(f"neolith-trio: {message}\nneolith-trio --help explains every option.\n", status)


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--nonsense"], "option --nonsense not recognized"),
        (["-x"], "option -x not recognized"),
        (["-f"], "option -f requires argument"),
        (["-t", "lots"], "-t lots: a number is expected, such as 3 or 0x20"),
        (["-e", "1.5"], "-e 1.5: a number is expected, such as 3 or 0x20"),
        (["-t", "09"], "-t 09: a number is expected, such as 3 or 0x20"),
        (["-D", "1x=2"], "-D 1x=2: '1x' is not the name of a macro"),
        (["-D", "F(x)=x"], "-D F(x)=x: 'F(x)' is not the name of a macro"),
        (["compile"], "compile takes the name of one LPC file"),
        (["compile", "a.c", "b.c"], "compile takes the name of one LPC file"),
        (["compile", "-c", "a.c"], "option -c not recognized"),
        (["check"], "check takes files, directories, or -f with the configuration of a mudlib"),
        (["check", "--show", "a.c"], "option --show not recognized"),
        (["run-tests"], "run-tests takes LPC files and directories with tests"),
    ],
)
def test_a_wrong_command_line_is_answered(argv: list[str], message: str) -> None:
    """With a sentence that quotes what was wrong, and a status: 2, or that of Neolith when a driver was to start."""
    assert parse(argv) == usage(message, 2 if argv[0] in ("compile", "check", "run-tests") else 64)


@pytest.mark.parametrize(
    "argv", [["--help"], ["-h"], ["-c", "--help", "app.c"], ["compile", "--help"], ["check", "-h"], ["run-tests", "-h"]]
)
def test_help_shows_every_option_and_examples(argv: list[str]) -> None:
    """Wherever it stands in the command line."""
    assert parse(argv) == Answer(HELP)
    for option in ("-f", "-c", "-D", "-d", "-e", "-p", "-t", "--record", "--replay", "--version", "compile --show"):
        assert option in HELP
    for command in ("check [--json] [--no-warnings]", "run-tests"):
        assert f"neolith-trio {command}" in HELP
    assert "examples:" in HELP
    assert max(map(len, HELP.splitlines())) <= 78


def test_the_version_is_one_line() -> None:
    """The name and the number."""
    assert parse(["--version"]) == parse(["-V"]) == Answer(f"neolith-trio {__version__}\n")


def test_compile_takes_one_file() -> None:
    """With or without the Python it becomes."""
    assert parse(["compile", "a.c"]) == Compile(Path("a.c"))
    assert parse(["compile", "--show", "-f", "m.conf", "-DX=1", "a.c"]) == Compile(
        Path("a.c"), show=True, config_file=Path("m.conf"), defines=(("X", "1"),)
    )


def test_check_takes_files_and_directories_or_a_configuration() -> None:
    """Warnings are wanted unless somebody says otherwise."""
    assert parse(["check", "std", "a.c"]) == Check((Path("std"), Path("a.c")))
    assert parse(["check", "--json", "--no-warnings", "-DX", "-f", "m.conf"]) == Check(
        config_file=Path("m.conf"), defines=(("X", None),), json=True, warnings=False
    )


def test_the_mudlib_of_a_configuration_may_be_replaced() -> None:
    """For every command that takes a configuration; without one there is nothing to replace."""
    conf, lib = Path("m.conf"), Path("lib")
    assert parse(["-f", "m.conf", "--mudlib", "lib"]) == Run(conf, mudlib=lib)
    assert parse(["check", "-f", "m.conf", "--mudlib=lib"]) == Check(config_file=conf, mudlib=lib)
    assert parse(["compile", "-f", "m.conf", "--mudlib=lib", "a.c"]) == Compile(Path("a.c"), False, conf, mudlib=lib)
    assert parse(["run-tests", "-f", "m.conf", "--mudlib=lib", "a.c"]) == RunTests((Path("a.c"),), conf, mudlib=lib)
    answer = parse(["check", "--mudlib", "lib", "a.c"])
    assert isinstance(answer, Answer)
    assert answer.status == 2
    assert answer.text.startswith("neolith-trio: --mudlib needs -f")


def test_warnings_are_named_one_by_one_or_in_a_list() -> None:
    """Whether there are such names is not known here."""
    assert parse(["check", "--ignore", "a,b", "--ignore", "c", "x.c"]) == Check((Path("x.c"),), ignored=("a", "b", "c"))


def test_man_takes_names_or_none() -> None:
    """Without a name it lists what there is."""
    assert parse(["man", "explode", "id"]) == Man(("explode", "id"))
    assert parse(["man"]) == Man()
    assert parse(["man", "-k", "shadow"]) == Man(("shadow",), search=True)
    assert isinstance(parse(["man", "-k"]), Answer)


def test_run_tests_takes_files_and_directories() -> None:
    """With a configuration or without."""
    assert parse(["run-tests", "tests"]) == RunTests((Path("tests"),))
    assert parse(["run-tests", "-f", "m.conf", "-DX", "a.c", "b"]) == RunTests(
        (Path("a.c"), Path("b")), Path("m.conf"), (("X", None),)
    )
    assert parse(["run-tests", "-k", "door and not locked", "a.c"]) == RunTests(
        (Path("a.c"),), words="door and not locked"
    )


_WORDS = [
    "check", "man", "run-tests", "-c", "-f", "-D", "X=1", "-t", "0x1", "app.c", "--", "-e", "--help", "compile", "",
]  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS)))
def test_no_command_line_raises(argv: list[str]) -> None:
    """Whatever is typed, the answer is one of the kinds that are known, and a usage error is a sentence."""
    found = parse(argv)

    assert isinstance(found, (Run, Compile, Check, RunTests, Man, Answer))
    if isinstance(found, Answer):
        assert found.text.endswith("\n")
        assert found.status in (0, 2, 64)
