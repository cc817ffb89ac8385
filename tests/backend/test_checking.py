"""`neolith-trio check`: every diagnostic of files that nobody has loaded."""

from __future__ import annotations

import io
import json
from pathlib import Path

import attrs
import pytest

from neolith_trio import driver
from neolith_trio.backend.checking import Catalogue, Findings, check, config_of, lpc_path, wanted_files
from neolith_trio.backend.reporting import Progress
from neolith_trio.config import Config
from neolith_trio.errors import ConfigError

SIMUL = "int twice(int number) { return 2 * number; }\nprivate int hidden() { return 1; }\n"


def lib(root: Path, **files: str) -> Config:
    """A mudlib of these files (a double underscore in a name is a slash) with a simul_efun object."""
    for name, text in {"simul": SIMUL, **files}.items():
        path = root / f"{name.replace('__', '/')}.c"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Config(mudlib_dir=root, master_file="/master.c", simul_efun_file="/simul")


def said(config: Config, *paths: str, warnings: bool = True) -> list[str]:
    """The headlines of a check of these LPC files."""
    results = check(Catalogue(config), paths, Findings(), warnings=warnings)
    return [one.headline() for some in results for one in some]


async def test_main_says_what_is_wrong_and_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Diagnostics on standard output, counts on standard error, status 1."""
    lib(tmp_path, bad="int f() { return y; }", good="int g() { return 1; }")

    status = await driver.main(["check", str(tmp_path)])

    out, err = capsys.readouterr()
    assert status == 1
    assert out.splitlines()[0].startswith("/bad.c:1:18: Undefined variable 'y'")
    assert out.splitlines()[1:] == ["int f() { return y; }", "                 ^"]
    assert err == "3 files checked: 1 error, 0 warnings; 1 file will not load\n"


async def test_a_mudlib_without_errors_is_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Simul_efuns of the configuration are known; a mudlib's configuration alone checks all of it."""
    lib(tmp_path / "lib", room="int f() { return twice(21); }")
    conf = tmp_path / "neolith.conf"
    conf.write_text("MudlibDir lib\nMasterFile /master.c\nSimulEfunFile /simul.c\n")

    assert await driver.main(["check", "-f", str(conf)]) == 0
    assert capsys.readouterr() == ("", "2 files checked: 0 errors, 0 warnings\n")


@pytest.mark.parametrize("argv", [["nowhere.c"], ["-f", "nowhere.conf"], ["-f", "neolith.conf", "/tmp"]])
async def test_what_cannot_be_checked_is_status_2(
    tmp_path: Path, argv: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script can tell it from errors in the mudlib."""
    lib(tmp_path / "lib")
    (tmp_path / "neolith.conf").write_text("MudlibDir lib\nMasterFile /master.c\n")
    monkeypatch.chdir(tmp_path)

    assert await driver.main(["check", *argv]) == 2
    assert capsys.readouterr().err.startswith("neolith-trio: ")


async def test_editors_get_one_object_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the real path, and nothing else on standard output; text that is no UTF-8 does not break it."""
    (tmp_path / "bad.c").write_bytes("int f() { return y; } // caf\u00e9 ".encode() + b"\xff\n")

    assert await driver.main(["check", "--json", str(tmp_path / "bad.c")]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert found["message"].startswith("Undefined variable 'y'")
    del found["message"]
    assert found == {
        "severity": "error",
        "name": "",
        "file": str(tmp_path / "bad.c"),
        "path": "/bad.c",
        "line": 1,
        "column": 18,
        "source": "int f() { return y; } // caf\u00e9 \ufffd",
    }


def test_only_what_every_program_may_call_is_a_simul_efun(tmp_path: Path) -> None:
    """Private functions of the simul_efun object are not."""
    config = lib(tmp_path, user="int f() { return hidden(); }")

    assert "Undefined function hidden" in said(config, "/user.c")[0]


def test_errors_of_parents_are_told_and_their_warnings_are_not(tmp_path: Path) -> None:
    """Who asks for one file does not want to hear of the style of the library below."""
    config = lib(
        tmp_path,
        base="#warning careful\nint f() { return 1; }",
        broken="int f() { return y; }",
        room='inherit "/base";\n#warning mine\n',
        ruin='inherit "/broken";\n',
    )

    assert said(config, "/room.c") == ["/room.c:2:1: warning: mine"]
    assert said(config, "/room.c", warnings=False) == []
    first, second = said(config, "/ruin.c")
    assert first.startswith("/broken.c:1:18: Undefined variable 'y'")
    assert second == "/ruin.c:1:1: Inherited file '/broken.c' has errors"


def test_a_parent_that_is_not_to_be_had_is_an_error_at_its_inherit_statement(tmp_path: Path) -> None:
    """Missing, the file itself, or one that inherits it in turn."""
    config = lib(
        tmp_path, lost='// a line\ninherit "/gone";', own='inherit "/own";', a='inherit "/b";', b='inherit "/a";'
    )

    assert said(config, "/lost.c") == ["/lost.c:2:1: Inherited file '/gone.c' does not exist"]
    assert said(config, "/own.c") == ["/own.c:1:1: Illegal to inherit self"]
    assert said(config, "/a.c") == [
        "/b.c:1:1: Inherit cycle: '/a.c' inherits this file",
        "/a.c:1:1: Inherited file '/b.c' has errors",
    ]


def test_a_header_speaks_once(tmp_path: Path) -> None:
    """However many files include it; the files that cannot be loaded for it are counted all the same."""
    (tmp_path / "bad.h").write_text("int f() { return y; }\n")
    config = lib(tmp_path, one='#include "bad.h"\n', two='#include "bad.h"\n')
    findings = Findings()

    new = [len(some) for some in check(Catalogue(config), ["/one.c", "/two.c"], findings)]

    assert (new, findings.errors, findings.failed) == ([1, 0], 1, 2)


def test_every_file_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A parent of many is compiled for the first of them."""
    config = lib(tmp_path, base="", one='inherit "/base";', two='inherit "/base";')
    catalogue = Catalogue(config)

    assert said(config, "/one.c", "/two.c", "/base.c") == []
    results = list(check(catalogue, ["/one.c", "/two.c", "/base.c"], Findings()))
    assert len(results) == 3
    assert len(catalogue.finished) == 4


def test_directories_are_walked_in_order_without_hidden_ones(tmp_path: Path) -> None:
    """Each once, whatever links lead back up; only LPC files are taken."""
    config = lib(tmp_path / "lib", b="", a__z="", a__y="")
    (tmp_path / "lib" / ".git").mkdir()
    (tmp_path / "lib" / ".git" / "x.c").write_text("")
    (tmp_path / "lib" / "a" / "notes.txt").write_text("")
    (tmp_path / "lib" / "a" / "up").symlink_to(tmp_path / "lib")
    catalogue = Catalogue(config)

    found = wanted_files(config, catalogue.files, [Path("/b.c"), tmp_path / "lib", tmp_path / "lib" / "a"])

    assert found == ["/b.c", "/a/y.c", "/a/z.c", "/simul.c"]


def test_files_without_a_configuration_have_the_directory_in_common(tmp_path: Path) -> None:
    """One file: its own directory; a directory: itself."""
    config = lib(tmp_path, a__one="", a__b__two="")
    one, two = tmp_path / "a" / "one.c", tmp_path / "a" / "b" / "two.c"

    assert config_of([one]).mudlib_dir == (tmp_path / "a").resolve()
    assert config_of([two, one]).mudlib_dir == (tmp_path / "a").resolve()
    assert config_of([tmp_path]).mudlib_dir == tmp_path.resolve()
    assert lpc_path(config, two) == "/a/b/two.c"
    with pytest.raises(ConfigError, match="outside of the mudlib"):
        lpc_path(config_of([two]), one)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_the_bar_is_drawn_on_terminals_and_seldom() -> None:
    """Ten times a second at most; elsewhere nothing is written."""
    terminal, file, clock = Terminal(), io.StringIO(), [0.0]
    bar, silent = Progress(terminal, 4, now=lambda: clock[0]), Progress(file, 4)
    for done, time in enumerate([0.0, 0.01, 0.2]):
        clock[0] = time
        bar.show(done, "/std/room.c")
        silent.show(done, "/std/room.c")
    bar.clear()
    silent.clear()

    assert file.getvalue() == ""
    assert terminal.getvalue().replace("\r\x1b[K", "|") == (
        f"|[{'.' * 30}] 0/4 /std/room.c|[{'#' * 15}{'.' * 15}] 2/4 /std/room.c|"
    )


async def test_the_mudlib_of_a_configuration_may_lie_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As when somebody else's configuration names a directory of hers."""
    lib(tmp_path / "lib", room="int f() { return twice(21); }")
    conf = tmp_path / "neolith.conf"
    conf.write_text("MudlibDir /home/ann/lib\nLogDir /home/ann/lib/log\nMasterFile /master.c\nSimulEfunFile /simul.c\n")

    assert await driver.main(["check", "-f", str(conf)]) == 2
    assert capsys.readouterr().err.endswith("; --mudlib DIR names another\n")
    assert await driver.main(["check", "-f", str(conf), "--mudlib", str(tmp_path / "lib")]) == 0
    assert capsys.readouterr().err == "2 files checked: 0 errors, 0 warnings\n"
    assert Config.load(conf, tmp_path / "lib").log_dir == (tmp_path / "lib" / "log").resolve()


async def test_people_hear_once_which_files_the_errors_of_another_keep_from_loading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Editors get a message for each, at its inherit statement."""
    lib(tmp_path, base="int f() { return y; }", one='inherit "/base";', two='inherit "/one";')

    assert await driver.main(["check", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[3:] == ["/base.c: its errors keep 2 more from loading: /one.c, /two.c"]
    assert err == "4 files checked: 1 error, 0 warnings; 3 files will not load\n"
    assert await driver.main(["check", "--json", str(tmp_path)]) == 1
    assert [json.loads(line)["path"] for line in capsys.readouterr().out.splitlines()] == [
        "/base.c",
        "/one.c",
        "/two.c",
    ]


async def test_a_warning_has_a_name_by_which_it_is_switched_off(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the command line for all files, in a file from a #pragma on."""
    (tmp_path / "one.c").write_text(
        'string a = "\\q";\n#pragma no_unknown_escape\nstring b = "\\q"; mixed c = (: "x" :);\n'
        '#pragma unknown_escape\nstring d = "\\q";\n#pragma no_warnings\nstring e = "\\q";\n'
    )
    said = []
    for options in ([], ["--ignore", "string_function"], ["--ignore", "string_function,unknown_escape"]):
        assert await driver.main(["check", *options, str(tmp_path)]) == 0
        lines = capsys.readouterr().out.splitlines()
        said.append([line.split(":")[1] + line[line.index("[") :] for line in lines if line.startswith("/one.c")])

    assert said == [
        ["1[unknown_escape]", "3[string_function]", "5[unknown_escape]"],
        ["1[unknown_escape]", "5[unknown_escape]"],
        [],
    ]
    assert await driver.main(["check", "--ignore", "unknown_escapes", str(tmp_path)]) == 2
    assert "did you mean unknown_escape?" in capsys.readouterr().err


async def test_a_caret_stands_below_text_that_is_two_columns_wide(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A column is a character, whatever bytes it has; the blanks below are as wide as what is above."""
    (tmp_path / "one.c").write_text('string a = "\u6b66\u529f" + b;\n', encoding="utf-8")

    assert await driver.main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "/one.c:1:19: Undefined variable 'b'",
        'string a = "\u6b66\u529f" + b;',
        " " * 20 + "^",
    ]
    await driver.main(["check", "--json", str(tmp_path)])
    found = json.loads(capsys.readouterr().out)
    assert found["source"][found["column"] - 1] == "b"


def test_what_was_meant_is_guessed(tmp_path: Path) -> None:
    """Functions, variables, macros, efuns, headers, members of classes, parents; and nothing when nothing is close."""
    (tmp_path / "include").mkdir()
    (tmp_path / "include" / "daemons.h").write_text("#define FINGER_D 1\n")
    config = attrs.evolve(
        lib(
            tmp_path,
            std__living="int hit_points; void set_name(string s) { }",
            one='#include "daemons.h"\ninherit "/std/living"; class point { int left; } int query_age() { return 1; }\n'
            "mixed f(class point p) { int number;\n return ({ query_aeg(), nubmer, FINGR_D, hit_point, implod(),\n"
            "twcie(1), p->lefft, efun::explod(), ::set_nmae(1), livign::set_name(1), xyzzy }); }",
            two='inherit "/std/livin";',
            three='#include "daemon.h"\n#incldue "daemons.h"\n#pragma strict_type\n',
        ),
        include_dirs=("/include",),
    )
    hints = [line.partition(": did you mean ")[2] for line in said(config, "/one.c", "/two.c", "/three.c")]

    wanted = "query_age number FINGER_D hit_points implode twice left explode set_name living /std/living.c daemons.h"
    assert sorted(hints) == sorted(["", *(f"{one}?" for one in [*wanted.split(), "include", "strict_types"])])


def test_the_sound_functions_of_a_file_with_syntax_errors_are_checked_too(tmp_path: Path) -> None:
    """What might be for want of something in the broken ones is not said."""
    config = lib(
        tmp_path,
        one="int lost(int helper {\n  return helper;\n}\n"
        "void broken() {\n  int i = ;\n  no_message();\n}\n"
        'int g() {\n  int j = "x";\n  lost(1);\n  broken(2, helper);\n  return jj;\n}\n',
        two='inherit /std/living;\nint f() {\n  int j = "x";\n  set_name();\n  return hit_points;\n}\n',
    )

    assert [line.partition(": ")[0] for line in said(config, "/one.c", "/two.c")] == [
        "/one.c:1:21",
        "/one.c:5:11",
        "/one.c:9:3",
        "/one.c:12:10",
        "/two.c:1:9",
        "/two.c:3:3",
    ]


def test_the_end_of_a_file_that_a_string_runs_through_is_one_error(tmp_path: Path) -> None:
    """What is missing behind it is in the string."""
    config = lib(tmp_path, one='string f() {\n  return "abc;\n}\n')

    assert said(config, "/one.c") == ["/one.c:2:10: End of file in string"]


def test_an_undefined_function_is_one_error_wherever_its_value_goes(tmp_path: Path) -> None:
    """That the value has no type is no news; of a function without a type it is."""
    config = lib(
        tmp_path,
        one="#pragma no_strict_types\nold() { return 1; }\n#pragma strict_types\n"
        "int f() {\n  int x = fooo(1);\n  return fooo(2);\n}\nint g() { return old(); }\n",
    )

    assert [line.partition(" (")[0] for line in said(config, "/one.c")] == [
        "/one.c:5:11: Undefined function fooo",
        "/one.c:8:11: Type of returned value doesn't match function return type",
    ]
