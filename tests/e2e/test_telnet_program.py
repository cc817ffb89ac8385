"""The program `telnet`, as people have it, at a pseudo-terminal: LINEMODE, hidden input, single keys."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest

from neolith_trio.testing import configured

from .processes import COMMAND, PATIENCE, Terminal, free_port

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("telnet") is None, reason="there is no program telnet"
)

LIB = {
    "master.c": """
        object connect(int port) { return new("/user"); }
        """,
    "user.c": """
        void set_terminal_type(string s) { write("terminal<" + s + ">\\n"); }
        void terminal_type(string s) { set_terminal_type(s); }
        void told(string s) { write("told<" + s + ">\\n"); }
        void pressed(string s) { write("pressed<" + s + ">\\n"); }
        int do_ask(string s) { write("Password: "); input_to("told", 1); return 1; }
        int do_press(string s) { write("Press: "); get_char("pressed"); return 1; }
        int do_say(string s) { write("said<" + s + ">\\n"); return 1; }
        void logon() {
          enable_commands();
          add_action("do_ask", "ask");
          add_action("do_press", "press");
          add_action("do_say", "say");
        }
        """,
}


@contextmanager
def calling(directory: Path, profile: str) -> Iterator[Terminal]:
    """The program, connected to a driver."""
    number = free_port()
    configured(LIB, directory, f"Port {number}\nBindAddress 127.0.0.1\nProfile {profile}")
    with subprocess.Popen([*COMMAND, "-f", str(directory / "neolith.conf")], stderr=subprocess.PIPE) as driver:
        assert driver.stderr is not None
        assert b"listening" in driver.stderr.readline()
        ours, theirs = os.openpty()
        command = ["telnet", "127.0.0.1", str(number)]
        with subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=dict(os.environ, TERM="xterm")
        ) as telnet:
            try:
                yield Terminal(ours, theirs)
            finally:
                telnet.kill()
                driver.kill()
                os.close(ours)
                os.close(theirs)


def until_nothing_is_shown(screen: Terminal) -> None:
    """Nobody types a password in the millisecond between the prompt and the switch behind it, but a test would."""
    import termios

    deadline = time.monotonic() + PATIENCE
    while cast("list[int]", screen.settings)[3] & termios.ECHO:
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("profile", ["neolith", "fluffos"])
def test_lines_passwords_and_keys(tmp_path: Path, profile: str) -> None:
    """A line can be mended, a password is not shown, and a key needs no ENTER, with LINEMODE and without."""
    with calling(tmp_path, profile) as screen:
        screen.until("terminal<XTERM>")
        screen.type("say x\x7fhello\n")
        screen.until("said<hello>")
        screen.type("ask\n")
        screen.until("Password: ")
        until_nothing_is_shown(screen)
        screen.type("say is the word\n")
        hidden = screen.until("told<say is the word>")
        screen.type("press\n")
        screen.until("Press: ")
        screen.type("k")
        screen.until("pressed<k>")
        screen.type("say on\n")
        screen.until("said<on>")

        assert hidden.count("say is the word") == 1
