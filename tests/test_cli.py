"""The console script as a process, and the names the package shows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import neolith_trio
from neolith_trio import __version__, cli


def script(*argv: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m neolith_trio`."""
    command = [sys.executable, "-m", "neolith_trio", *argv]
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def test_version_and_help_go_to_standard_output() -> None:
    """With status 0 and nothing on standard error."""
    version = script("--version")
    assert (version.returncode, version.stdout, version.stderr) == (0, f"neolith-trio {__version__}\n", "")

    help_text = script("--help")
    assert (help_text.returncode, help_text.stderr) == (0, "")
    assert help_text.stdout.startswith("neolith-trio: an LPMud driver")


def test_a_wrong_command_line_goes_to_standard_error() -> None:
    """With the status that Neolith has for it and nothing on standard output, so that a script can tell."""
    wrong = script("--nonsense")

    assert (wrong.returncode, wrong.stdout) == (64, "")
    assert "option --nonsense not recognized" in wrong.stderr


def test_help_and_version_import_neither_trio_nor_the_driver() -> None:
    """They come at once."""
    code = (
        "import sys; sys.argv = ['neolith-trio', '--version']\n"
        "from neolith_trio import cli\n"
        "try: cli.run()\n"
        "except SystemExit as end: assert end.code == 0\n"
        "print(sorted({'trio', 'neolith_trio.driver', 'neolith_trio.config'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_help_on_a_full_disk_is_a_failure_without_a_traceback() -> None:
    """Whoever writes it into a file learns that it is not there."""
    command = f"{sys.executable} -m neolith_trio --help > /dev/full"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(os.name != "posix", reason="closes descriptors as a POSIX shell does")
def test_help_for_nobody_is_no_failure() -> None:
    """Standard output and standard error may be closed."""
    command = f"{sys.executable} -m neolith_trio --help >&- 2>&-"
    done = subprocess.run(command, shell=True, check=False)

    assert done.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="closes descriptors as a POSIX shell does")
def test_no_file_takes_the_place_of_a_closed_standard_output(tmp_path: Path) -> None:
    """What the console shows would else be written into the next file that is opened."""
    (tmp_path / "hello.c").write_text(
        "object connect(int port) { return this_object(); }\n"
        "void logon() { write(\"shown\\n\"); shutdown(3); }\n"
    )
    recording = tmp_path / "recording"
    command = f"{sys.executable} -m neolith_trio --record {recording} -c {tmp_path / 'hello.c'} <&- >&- 2>&-"
    done = subprocess.run(command, shell=True, check=False)

    assert done.returncode == 3
    assert all(line.startswith("{") for line in recording.read_text().splitlines())


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
@pytest.mark.parametrize("module", ["neolith_trio.invocation", "trio", "neolith_trio.runtime.world"])
def test_ctrl_c_while_modules_are_imported_is_no_traceback(module: str) -> None:
    """The user has changed his mind, and there is nothing to stop yet."""
    code = (
        "import os, signal, sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "sys.argv = ['neolith-trio']\n"
        "from neolith_trio.__main__ import run\n"
        "run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize("status", [0, 7])
def test_the_process_ends_with_what_main_returns(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    """shutdown(n) in LPC is the exit status of the process."""
    from neolith_trio import driver

    async def main() -> int:
        return status

    monkeypatch.setattr(sys, "argv", ["neolith-trio", "-c"])
    monkeypatch.setattr(driver, "main", main)

    with pytest.raises(SystemExit) as caught:
        cli.run()

    assert caught.value.code == status


def test_every_public_name_is_there_and_nothing_else() -> None:
    """The lazy names included; a name that is not public is an AttributeError as in any module."""
    for name in neolith_trio.__all__:
        assert getattr(neolith_trio, name) is not None
    assert len(neolith_trio.__all__) == len(set(neolith_trio.__all__))
    with pytest.raises(AttributeError, match="module 'neolith_trio' has no attribute 'Zorkmid'"):
        neolith_trio.Zorkmid  # noqa: B018 - reading it is the point
