"""Efuns of Python packages: plain ones, operations and services, in muds whose configuration names them."""

from __future__ import annotations

import importlib.metadata
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trio

from neolith_trio.config import Config
from neolith_trio.efuns import REGISTRY, extensions
from neolith_trio.efuns.extensions import Extension, NoResult
from neolith_trio.errors import ConfigError
from neolith_trio.testing import Mud, running

MASTER = """
string get_root_uid() { return "Root"; }
string creator_file(string path) { return "Root"; }
void say_it(string text) { debug_message("> " + replace_string(text, "\\n", "") + "\\n"); }
void answered(mapping answer, mixed more) { say_it(answer["outcome"] + " " + to_json(answer["value"]) + " "
    + (answer["error"] || "") + " " + more); }
void progress(mapping about) { say_it("progress " + about["amount"] + " " + about["what"]); }
int epilog(int level) { begin(); return 0; }
"""

extension = Extension("testing")
log: list[str] = []


@extension.efun("int doubled(int number)")
def doubled(number: int) -> int:
    """Twice a number."""
    return number * 2


@extension.efun("string namer()")
def namer(this: Any) -> str:
    """The name of the caller."""
    return str(this.name)


@extension.operation("shout_later(string text, mixed more)")
async def shout_later(progress: Any, text: str, more: Any) -> Any:
    """Shout, in a while."""
    if text == "fail":
        raise NoResult("no voice")
    if text == "crash":
        raise ZeroDivisionError
    if text == "odd":
        return object()
    if text == "wait":
        try:
            await trio.sleep_forever()
        finally:
            log.append("given up")
    await progress(1, what=text)
    return {"text": text.upper(), "more": more, "list": [1, True, None]}


@extension.service
async def keep(config: Config, *, task_status: trio.TaskStatus[None]) -> None:
    log.append(f"serving {config.mudlib_dir.name}")
    task_status.started()
    try:
        await trio.sleep_forever()
    finally:
        log.append("served")


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A distribution that brings the extension of this module, and broken ones."""
    info = tmp_path / "site" / "testing-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: testing\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[neolith_trio.efuns]\ntesting = fake_extension:extension\nempty = fake_extension:log\nbad = no_such_module:x\n"
        "clashing = fake_extension:clashing\nhomeless = fake_extension:homeless\n"
    )
    monkeypatch.syspath_prepend(info.parent)
    monkeypatch.setitem(sys.modules, "fake_extension", sys.modules[__name__])
    extensions.load.cache_clear()
    log.clear()
    yield
    extensions.load.cache_clear()


homeless = Extension("homeless")


@homeless.service
async def nowhere(config: Config, *, task_status: trio.TaskStatus[None]) -> None:
    raise OSError("no pool")


clashing = Extension("clashing")
clashing.efun("string *explode(string text, string by)")(lambda text, by: [])


async def told(begin: str, lines: int = 1, *, extra: str = "", files: dict[str, str] | None = None) -> list[str]:
    """What the master of a mud with the extension says when its `begin` has run."""
    master = f"{MASTER}{extra}\nvoid begin() {{ seteuid(\"Root\"); {begin} }}"
    with trio.fail_after(20):
        async with running({"master.c": master, **(files or {})}, "Extension testing") as mud:
            assert mud.status is None, mud.log
            while len(said(mud)) < lines:  # noqa: ASYNC110 - a log tells nobody
                await trio.sleep(0.01)
            return said(mud)


def said(mud: Mud) -> list[str]:
    """What LPC has said in the log, which has characters where strings are bytes."""
    return [line[2:] for line in mud.log if line.startswith("> ")]


async def test_a_plain_efun_is_called_like_any_other() -> None:
    """With its arguments checked, and the caller when it wants him."""
    lines = await told('say_it(doubled(21) + " " + namer()); say_it(catch(doubled(([ ])[0] || "x")));', 2)

    assert lines[0] == "42 master"
    assert "Bad argument 1 to doubled()" in lines[1]


async def test_an_operation_gives_progress_and_one_answer() -> None:
    """Values go out and come back as Python's own; strings that are UTF-8 stay what they are."""
    lines = await told('shout_later("käse", ([ "a": ({ 1, 2.5 }) ]), ([ "progress": "progress" ]), "answered", 7);', 2)

    assert lines[0] == "progress 1 käse"
    assert lines[1] == 'result {"list":[1,1,0],"more":{"a":[1,2.5]},"text":"K\\u00c4SE"}  7'


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        ('"fail"', "error null no voice x"),
        ('"crash"', "error null ZeroDivisionError:  x"),
        ('"odd"', "error null shout_later has given a object, which is no value for LPC x"),
    ],
)
async def test_what_goes_wrong_outside_is_the_answer(what: str, answer: str) -> None:
    """Whatever the package does: the mud goes on."""
    lines = await told(f'shout_later({what}, 0, 0, "answered", "x");')

    assert lines == [answer]


async def test_a_deadline_and_a_cancel_reach_the_function() -> None:
    """It is given up where it waits."""
    lines = await told(
        'shout_later("wait", 0, ([ "timeout": 0.05 ]), "answered", "a");'
        ' async_cancel(shout_later("wait", 0, 0, "answered", "b"));',
        2,
    )

    assert sorted(line.split()[0] for line in lines) == ["cancelled", "timeout"]
    assert log.count("given up") == 2


async def test_what_cannot_leave_the_mud_is_an_error() -> None:
    """Objects and functions have no meaning outside."""
    lines = await told('say_it(catch(shout_later("x", this_object(), 0, "answered")));')

    assert "cannot leave the mud" in lines[0]


async def test_the_master_can_forbid_it() -> None:
    """valid_async() is asked with "begin" and the name of the efun."""
    forbid = 'int valid_async(object who, string action, object owner, string kind) { return kind != "shout_later"; }'
    other = {"other.c": 'string try_it() { return catch(shout_later("x", 0, 0, "answered")); }'}
    lines = await told('say_it(load_object("/other")->try_it());', extra=forbid, files=other)

    assert "valid_async() does not allow it" in lines[0]


async def test_a_service_lives_as_long_as_the_driver() -> None:
    """It starts before the mudlib and ends with the stop."""
    async with running({"master.c": MASTER + "void begin() { }"}, "Extension testing"):
        during = list(log)

    assert during == ["serving lib"]
    assert log == ["serving lib", "served"]


async def test_a_service_that_does_not_start_keeps_the_driver_from_starting() -> None:
    """The complaint names the extension, and the log has the traceback."""
    async with running({"master.c": MASTER + "void begin() { }"}, "Extension homeless") as mud:
        assert mud.status == 1
        assert "Extension homeless: its service did not start: OSError('no pool')" in mud.log
        assert any(line.startswith("Traceback") for line in mud.log)


async def test_muds_that_do_not_name_it_do_not_have_it() -> None:
    """The registry of all muds stays as it is."""
    async with running({"master.c": MASTER + "void begin() { } int f() { return doubled(1); }"}) as mud:
        assert mud.status == 1
        assert any("Undefined function" in line for line in mud.log)

    assert "doubled" not in REGISTRY


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("missing", "no Python package brings it"),
        ("empty", "is no Extension"),
        ("bad", "cannot be imported"),
        ("clashing", "there is an efun explode() already"),
    ],
)
def test_an_extension_that_cannot_be_used_is_named(name: str, complaint: str, tmp_path: Path) -> None:
    """Before anything starts."""
    config = Config(mudlib_dir=tmp_path, master_file="/master.c", extensions=(name,))
    with pytest.raises(ConfigError, match=re.escape(complaint)):
        extensions.visible_in(config)


def test_the_group_of_entry_points_is_the_documented_one() -> None:
    """Packages rely on it."""
    names = {one.name for one in importlib.metadata.entry_points(group="neolith_trio.efuns")}

    assert "testing" in names
