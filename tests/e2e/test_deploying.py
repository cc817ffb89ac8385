"""The bundled mudlib's commands for what goes on outside: `deploy` brings domains from git, `operations` looks on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from neolith_trio.config import DATA_VARIABLE

from .processes import Screen, caller, free_port, terminal
from .repositories import GIT, Repository, served
from .test_bundled import come_ashore, configuration

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX"),
    pytest.mark.skipif(GIT is None, reason="needs the program git"),
]

MOOR = """inherit "/std/room";
void create() { ::create(); set_short("WHERE"); }
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    found = Repository.made(tmp_path, "moors")
    found.change("room.c", MOOR.replace("WHERE", "the moor"), "A moor")
    return found


@contextmanager
def at_the_console(tmp_path: Path, *further: str, allows: bool = True) -> Iterator[Screen]:
    """An admin of the bundled mudlib, in which git may be used."""
    home = tmp_path / "mud"
    home.mkdir()
    for name in ("domain", "git"):
        (home / name).mkdir()
    allowed = [f"AllowProcess git {GIT}"] if allows else []
    settings = [f"GitDir {home / 'git'}", f"Mount /domain {home / 'domain'} rw", *allowed, *further]
    conf = configuration(home, *settings)
    text = conf.read_text(encoding="utf-8").replace("GitProtocols     https\n", "GitProtocols file http\n")
    conf.write_text(text, encoding="utf-8")
    with terminal("-f", conf, "-c", env={DATA_VARIABLE: str(home)}) as (_, console):
        come_ashore(console, "ada")
        yield console


@pytest.mark.parametrize("way", ["file", "http"])
def test_a_domain_is_deployed_and_brought_up_to_date(tmp_path: Path, repository: Repository, way: str) -> None:
    """With git's progress, every program loaded; later only what has changed, with whoever is in a room put back."""
    with served(tmp_path) as address, at_the_console(tmp_path) as console:
        console.type(f"deploy moors {repository.url if way == 'file' else address + '/moors.git'}\n")
        progress = console.until("moors: main is at ")
        assert "moors: Receiving objects, 100 %" in progress
        console.until("loaded: 1, failed: 0.")
        console.type("goto /domain/moors/room\n")
        console.until("The moor\n")

        repository.change("room.c", MOOR.replace("WHERE", "the wide moor"), "Wider")
        repository.change("npc/fox.c", "int broken(\n", "A fox")
        console.type("deploy moors\n")
        told = console.until("loaded: 1, failed: 1.")
        assert "/domain/moors/npc/fox: *Error in loading" in told
        console.type("look\n")
        console.until("The wide moor\n")
        console.type("deploy\n")
        console.until("Domains:\n  moors\n")
        console.type("log deploy\n")
        console.until(": ada: moors from ")
        console.until(": ada: moors: main is at ")


def test_heirs_of_what_has_changed_are_loaded_anew(tmp_path: Path, repository: Repository) -> None:
    """After their parents, whatever the names; others stay as they are."""
    repository.change("std/z.c", 'inherit "/std/room";\nstring what() { return "old"; }\n', "A parent")
    repository.change("std/y.c", 'inherit "/domain/moors/std/z";\n', "Between")
    repository.change("a.c", 'inherit "/domain/moors/std/y";\nint born = random(1000000000);\n', "An heir")
    repository.change("other.c", "int born = random(1000000000);\nint query() { return born; }\n", "Another")
    with at_the_console(tmp_path) as console:
        console.type(f"deploy moors {repository.url}\n")
        console.until("loaded: 5, failed: 0.")
        console.type('eval "/domain/moors/a"->what() + "/domain/moors/other"->query()\n')
        console.until('Value: "')
        before = console.until('"')
        repository.change("std/z.c", 'inherit "/std/room";\nstring what() { return "new"; }\n', "The parent")
        console.type("deploy moors\n")
        console.until("loaded: 3, failed: 0.")
        console.type('eval "/domain/moors/a"->what() + "/domain/moors/other"->query()\n')
        console.until(f'Value: "{before.replace("old", "new")}')


def test_what_goes_wrong_is_said(tmp_path: Path, repository: Repository) -> None:
    """A repository that is not there, a protocol that is not allowed, a name that is none, a domain that is there."""
    cases = {
        f"deploy moors {(tmp_path / 'nowhere').as_uri()}": "moors: failed: ",
        "deploy moors ssh://127.0.0.1/x": "moors: failed: git: transport 'ssh' not allowed",
        "deploy moors": "There is no moors yet",
        "deploy ../save x": "The name of a domain is made of",
        "deploy a b c": "Deploy what?",
        "deploy stop moors": "Nothing of that name is being deployed.",
        f"deploy moors {repository.url}": "moors: main is at ",
        f"deploy moors {repository.url} ": "moors is there already",
        "deploy": "Domains:\n  moors\n",
    }
    with at_the_console(tmp_path) as console:
        for line, answer in cases.items():
            console.type(f"{line}\n")
            console.until(answer)


def test_without_a_line_in_the_configuration_nothing_is_run(tmp_path: Path, repository: Repository) -> None:
    """The answer says which line is missing."""
    with at_the_console(tmp_path, allows=False) as console:
        console.type(f"deploy moors {repository.url}\n")
        console.until("moors: failed: git is no AllowProcess of the configuration")


def test_a_deployment_is_stopped(tmp_path: Path) -> None:
    """By `deploy stop` and by `operations`, while the other side has not answered; nothing is left."""
    Repository.made(tmp_path, "moors")
    with served(tmp_path, stalls=threading.Event()) as address, at_the_console(tmp_path) as console:
        domains, kept = tmp_path / "mud" / "domain", tmp_path / "mud" / "git"
        for attempt in ("deploy stop moors", "operations HANDLE"):
            console.type(f"deploy moors {address}/moors.git\n")
            console.until("git is at work")
            console.type("deploy moors\n")
            console.until("moors is being deployed already")
            console.type("operations\n")
            shown = console.until("git clone")
            console.type(attempt.replace("HANDLE", shown.split("git")[0].split()[-1]) + "\n")
            console.until("moors: stopped.")
            assert list(domains.iterdir()) == []
            assert list(kept.iterdir()) == []
        console.type("operations\n")
        console.until("Nothing is under way.")


def test_players_deploy_nothing(tmp_path: Path, repository: Repository) -> None:
    """Nor does a program that an admin happens to meet."""
    port = free_port()
    trap = f"""inherit "/std/room";
    void create() {{ ::create(); set_short("a trap"); }}
    void init() {{
        mixed said = "/secure/cmd/deploy"->run(this_player(), "moss {repository.url}");
        tell_object(this_player(), "Run: " + said + ".\\n");
        said = catch(git_clone("{repository.url}", "/domain/moss", 0, "done"));
        tell_object(this_player(), "Clone: " + said);
        tell_object(this_player(), "Command: " + this_player()->do_command("moss {repository.url}") + ".\\n");
    }}
    """
    repository.change("trap.c", trap, "A trap")
    with at_the_console(tmp_path, f"Port {port}", "BindAddress 127.0.0.1") as console, caller(port) as bob:
        come_ashore(bob, "bob")
        for verb in ("deploy moss x\r\n", "operations\r\n"):
            bob.type(verb)
            bob.until("The wind takes that word away.")
        console.type(f"deploy moors {repository.url}\n")
        console.until("loaded: 2, failed: 0.")
        console.type("goto /domain/moors/trap\n")
        console.until("Run: 0.")
        console.until("Clone: git_clone: /domain/moss may not be written to")
        console.until("Command: 0.")
        console.type("deploy\n")
        console.until("Domains:\n  moors\n")
        assert [one.name for one in (tmp_path / "mud" / "domain").iterdir()] == ["moors"]
