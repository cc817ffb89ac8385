"""The client in the package, in a browser: what a player sees, hides, types and recalls.

It needs the package playwright and a Chromium of the system; without either the tests are skipped and say so. With
NEOLITH_TRIO_SCREENSHOTS set, a picture of each test is left in that directory.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from neolith_trio.testing import configured

from .processes import COMMAND, PATIENCE, caller, free_port

playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
pytest.importorskip("wsproto", reason="the package wsproto is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
    pytest.mark.timeout(120),
    # the browser is driven by an event loop of another kind, which leaves its own things behind
    pytest.mark.filterwarnings("default"),
]

MUD = {
    "master.c": 'object connect(int port) { return clone_object("/user"); }',
    "user.c": r"""
void create() { enable_commands(); }
void logon() {
    write("\e[1;31mred\e[0m \e[38;5;208morange\e[0m \e[38;2;1;2;3mtrue\e[0m <b>plain</b> grüße\n");
    write("\e[44mblue paper\e[0m \e[7minverse\e[0m\n");
    add_action("say", "say");
    add_action("secret", "secret");
    add_action("leave", "quit");
    add_action("vitals", "vitals");
    add_action("crash", "crash");
}
int say(string text) { write("You say: " + text + "\n"); return 1; }
int secret(string text) { write("Password: "); input_to("told", 1); return 1; }
void told(string text) { write("It has " + strlen(text) + " letters.\n"); }
int leave(string text) { write("Bye.\n"); destruct(this_object()); return 1; }
int vitals(string text) { send_gmcp("Char.Vitals {\"hp\": 42}"); return 1; }
int crash(string text) { shutdown(0); return 1; }
void net_dead() { destruct(this_object()); }
""",
}


@pytest.fixture
def mud(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A driver with a websocket port; its number, and the configuration file."""
    port = free_port()
    settings = ("Charset utf-8", f"Port {port}:websocket", "BindAddress 127.0.0.1", "EnableGmcp yes")
    conf = configured(MUD, tmp_path, "\n".join((*settings, "LogDir .", "DebugLogFile log"))).source
    assert conf is not None
    with driver(conf, port):
        yield port, conf


class driver:  # noqa: N801  # used as the function it stands for
    """A driver as a process, up inside the `with`."""

    def __init__(self, conf: Path, port: int) -> None:
        self._conf, self._port = conf, port

    def __enter__(self) -> None:
        self._process = subprocess.Popen([*COMMAND, "-f", str(self._conf)], stdin=subprocess.DEVNULL)
        for _ in range(int(PATIENCE * 10)):
            try:
                with caller(self._port):
                    return
            except OSError:
                assert self._process.poll() is None
                subprocess.run(["sleep", "0.1"], check=True)

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        assert self._process.wait(PATIENCE) == 0


@pytest.fixture
def page(mud: tuple[int, Path], request: pytest.FixtureRequest) -> Iterator[Any]:
    """The client, connected, in a browser; what it complained about is in page.complaints."""
    with playwright.sync_playwright() as browsers:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = browsers.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = browser.new_page(viewport={"width": 900, "height": 600})
        page.set_default_timeout(10_000)
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(f"http://127.0.0.1:{mud[0]}/")
        page.locator("#state.connected").wait_for()
        yield page
        if directory := os.environ.get("NEOLITH_TRIO_SCREENSHOTS"):
            page.screenshot(path=Path(directory) / f"{request.node.name}.png")
        browser.close()


def enter(page: Any, line: str) -> None:
    page.fill("#input", line)
    page.press("#input", "Enter")


def shows(page: Any, text: str) -> None:
    try:
        page.locator("#screen", has_text=text).wait_for()
    except playwright.TimeoutError:
        pytest.fail(f"{text!r} is not shown, but {page.inner_text('#screen')!r}; {page.complaints}")


def colour_of(page: Any, text: str, of: str = "color") -> str:
    piece = page.locator("#screen span", has_text=text).first
    return str(piece.evaluate(f"(each) => getComputedStyle(each).{of}"))


def test_colours_and_text(page: Any) -> None:
    """The sixteen, the 256 and the true ones, as styles and not as markup; characters are UTF-8; nothing complains."""
    shows(page, "<b>plain</b> grüße")

    assert colour_of(page, "red") == "rgb(255, 138, 128)"  # bold, and bright therefore
    assert colour_of(page, "orange") == "rgb(255, 135, 0)"
    assert colour_of(page, "true") == "rgb(1, 2, 3)"
    assert colour_of(page, "blue paper", "backgroundColor") == "rgb(108, 159, 216)"
    assert colour_of(page, "inverse", "backgroundColor") == colour_of(page, "plain")
    assert page.complaints == []
    # a picture of it has more than one colour
    assert len(page.screenshot()) > 5_000


def test_hidden_input_and_history(page: Any) -> None:
    """What is typed while the server echoes is neither shown nor recalled; the rest comes back by the arrow keys."""
    enter(page, "say one")
    enter(page, "secret")
    page.locator("#input[type=password]").wait_for()
    enter(page, "xyzzy")
    shows(page, "It has 5 letters.")
    page.locator("#input[type=text]").wait_for()
    page.fill("#input", "draft")
    recalled = []
    for key in ("ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown"):
        page.press("#input", key)
        recalled.append(page.input_value("#input"))

    assert recalled == ["secret", "say one", "say one", "secret", "draft"]
    assert "xyzzy" not in page.inner_text("body")


def test_gmcp_has_a_pane(page: Any) -> None:
    """It opens with the first message, and shows the last of each name."""
    assert page.is_hidden("#gmcp")
    enter(page, "vitals")
    page.locator("#gmcp details[data-name='Char.Vitals']").wait_for()

    assert '"hp": 42' in page.inner_text("#gmcp")
    page.click("#toggle-gmcp")
    assert page.is_hidden("#gmcp")


def test_goodbye_is_not_followed_by_a_new_connection(page: Any) -> None:
    """Only the button, or a line, connects again."""
    enter(page, "quit")
    shows(page, "The connection is closed.")
    assert page.inner_text("#state") == "not connected"
    page.click("#connect")
    page.locator("#state.connected").wait_for()


def test_a_server_that_comes_back_is_found_again(mud: tuple[int, Path], page: Any) -> None:
    """A connection that breaks is tried again, by itself, until it succeeds."""
    page.evaluate("() => { client.socket.dispatchEvent(new CloseEvent('close', {code: 1006})); }")
    shows(page, "The connection is broken.")
    page.locator("#state.connected").wait_for()
    enter(page, "say again")
    shows(page, "You say: again")
