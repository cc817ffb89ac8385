"""The bundled mudlib as people meet it: scripts, a terminal, telnet clients, and an author who follows the guide."""

from __future__ import annotations

import importlib.util
import re
import shutil
import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

import neolith_trio
from neolith_trio.config import DATA_VARIABLE

from .processes import COMMAND, ROOT, Screen, caller, free_port, run, terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and pseudo-terminals of POSIX")

MUDLIB = Path(neolith_trio.__file__).parent / "mudlib"
GUIDE = ROOT / "docs" / "mudlib.md"


def configuration(directory: Path, *further: str) -> Path:
    """The bundled configuration with its data in a directory, on no port but the given ones."""
    bundled = (MUDLIB.parent / "bundled.conf").read_text(encoding="utf-8")
    lines = [line for line in bundled.splitlines() if not line.startswith(("Port", "MudlibDir", "BindAddress"))]
    mounts = []
    for name in ("save", "log"):
        (directory / name).mkdir()
        mounts.append(f"Mount /{name} {directory / name} rw")
    conf = directory / "holm.conf"
    conf.write_text("\n".join([*lines, f"MudlibDir {MUDLIB}", *mounts, *further]) + "\n", encoding="utf-8")
    return conf


def come_ashore(screen: Screen, name: str) -> None:
    """Make a character."""
    screen.until("Your name: ")
    screen.type(f"{name}\n")
    for prompt in ("Password: ", "And once more: "):
        screen.until(prompt)
        screen.type("secret\n")
    screen.until("The ferry landing")
    screen.until("> ")


def test_the_scripted_sessions_are_as_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Each starts with what the one before it saved; the gate plays them once more, by the wheel."""
    spec = importlib.util.spec_from_file_location("session", ROOT / ".ci" / "session.py")
    assert spec is not None
    assert spec.loader is not None
    session = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(session)

    assert session.main(COMMAND, tmp_path) == 0, capfd.readouterr().out


def test_two_telnet_clients_and_the_console_talk(tmp_path: Path) -> None:
    """All three hear each other, wherever they come from, and the admin's shutdown is everybody's."""
    port = free_port()
    conf = configuration(tmp_path, f"Port {port}", "BindAddress 127.0.0.1")
    with terminal("-f", conf, "-c", env={DATA_VARIABLE: str(tmp_path)}) as (driver, console), ExitStack() as callers:
        come_ashore(console, "ada")
        bob, cid = callers.enter_context(caller(port)), callers.enter_context(caller(port))
        come_ashore(bob, "bob")
        come_ashore(cid, "cid")
        console.until("Cid")

        bob.type("say good morning\r\n")
        cid.until("Bob says: good morning")
        console.until("Bob says: good morning")
        cid.type("tell ada psst\n")
        console.until("psst")
        console.type("say welcome\n")
        for caller_there in (bob, cid):
            caller_there.until("Ada says: welcome")
        console.type("shutdown 6\n")

        assert driver.wait(10) == 6
    assert sorted(path.stem for path in (tmp_path / "save" / "players").iterdir()) == ["ada", "bob", "cid"]


@pytest.mark.parametrize("ending", [b"\x03", signal.SIGTERM])
def test_a_terminal_hides_passwords_and_comes_back_as_it_was(tmp_path: Path, ending: bytes | signal.Signals) -> None:
    """However the driver ends, within five seconds."""
    conf = configuration(tmp_path)
    with terminal("-f", conf, "-c", env={DATA_VARIABLE: str(tmp_path)}) as (driver, console):
        come_ashore(console, "ada")
        assert console.settings != console.at_first
        console.type("look\n")
        console.until("The ferry landing")
        begin = time.monotonic()

        if isinstance(ending, bytes):
            console.type(ending.decode())
        else:
            driver.send_signal(ending)

        assert driver.wait(10) == 0
        assert time.monotonic() - begin < 5
        assert console.settings == console.at_first
        assert "secret" not in console.seen
    assert [path.stem for path in (tmp_path / "save" / "players").iterdir()] == ["ada"]


def code_block(begin: str) -> str:
    """The block of the guide that begins like this."""
    blocks = re.findall(r"```[a-z]*\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    return next(block for block in blocks if block.startswith(begin))


def test_the_guide_leads_to_a_room_of_ones_own(tmp_path: Path) -> None:
    """Its configuration, its room, its inhabitant and its command, as they are printed."""
    own = tmp_path / "my_mudlib"
    shutil.copytree(MUDLIB, own)
    for name in ("save", "log"):
        (own / name).mkdir()
    settings = code_block("# my.conf").replace("Port  ", "# Port")
    (tmp_path / "my.conf").write_text(settings, encoding="utf-8")
    (own / "island" / "cave.c").write_text(code_block("// cave.c"), encoding="utf-8")
    (own / "cmd" / "wave.c").write_text(code_block("// wave.c"), encoding="utf-8")
    puffin = code_block('inherit "/std/inhabitant"')
    (own / "island" / "npc" / "puffin.c").write_text(puffin, encoding="utf-8")
    lines = ["ada", "secret", "secret", "update /island/cave", "goto /island/cave", "climb", "wave"]
    lines += ['eval clone_object("/island/npc/puffin")', "quit", ""]

    done = run("-f", tmp_path / "my.conf", "-c", text="\n".join(lines))

    place = 0
    for expected in ("A sea cave", "Halfway up you remember", "You wave.", "Value: island/npc/puffin#"):
        found = done.stdout.find(expected, place)
        assert found >= 0, f"{expected!r} is missing in\n{done.stdout}"
        place = found
    assert (done.returncode, done.stderr) == (0, "")
