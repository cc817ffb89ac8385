"""The console in a browser: logging in, what is shown, LPC that is evaluated, the log as it grows.

It needs the package playwright and a Chromium of the system; without either the tests are skipped and say so. With
NEOLITH_TRIO_SCREENSHOTS set, a picture of each test is left in that directory.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from neolith_trio.testing import configured

from .processes import free_port

playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
pytest.importorskip("hypercorn", reason="the extra web is not installed")
pytest.importorskip("starlette", reason="the extra web is not installed")
from .test_web_client import driver  # noqa: E402  # skipped itself without that package, and then there is nothing in it

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
    pytest.mark.timeout(120),
    # the browser is driven by an event loop of another kind, which leaves its own things behind
    pytest.mark.filterwarnings("default"),
]

TOKEN = "a token for this test"
MUD = {
    "master.c": r"""
int marked = 41;
string text = "<b>not bold</b>";
object connect(int port) { return 0; }
void heart_beat() { }
string *epilog(int load) { set_heart_beat(1); call_out("fail", 1); return ({ }); }
void fail() {
    int zero;
    marked = 1 / zero;
}
""",
}


@pytest.fixture
def page(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    """The console of a driver, not logged in; what the browser complained about is in page.complaints."""
    port = free_port()
    lines = (f"WebPort {port}", f"WebToken {TOKEN}", "WebConsole yes", "LogDir .", "DebugLogFile log")
    conf = configured(MUD, tmp_path, "\n".join(lines)).source
    assert conf is not None
    with driver(conf, port), playwright.sync_playwright() as browsers:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = browsers.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = browser.new_page(viewport={"width": 1100, "height": 700})
        page.set_default_timeout(15_000)
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(f"http://127.0.0.1:{port}/console")
        page.locator("#login").wait_for()
        page.complaints.clear()  # that nobody is logged in is status 401, which a browser tells
        yield page
        if directory := os.environ.get("NEOLITH_TRIO_SCREENSHOTS"):
            page.screenshot(path=Path(directory) / f"{request.node.name}.png")
        browser.close()


def log_in(page: Any) -> None:
    page.fill("#token", TOKEN)
    page.press("#token", "Enter")
    page.locator("#console").wait_for()


def show(page: Any, tab: str, text: str) -> str:
    page.click(f"#tabs button[data-tab={tab}]")
    page.locator(f"#{tab}", has_text=text).wait_for()
    return str(page.inner_text(f"#{tab}"))


def test_a_wrong_token_is_refused(page: Any) -> None:
    """And the right one is let in, also after the page was loaded again, until somebody logs out."""
    page.fill("#token", "wrong")
    page.press("#token", "Enter")
    page.locator("#refusal", has_text="this is not the token").wait_for()
    page.fill("#token", "")
    log_in(page)
    page.reload()
    page.locator("#console").wait_for()
    page.click("#logout")
    page.locator("#login").wait_for()
    page.reload()
    page.locator("#login").wait_for()


def test_the_world_is_shown(page: Any) -> None:
    """Charts, objects with their variables as text, heart beats, errors with the line where they happened."""
    log_in(page)
    page.locator("figure[data-of=objects] svg").wait_for()
    shown = show(page, "timers", "/master")
    assert "interval" in shown
    show(page, "objects", "/master")
    page.fill("#filter", "mast")
    page.locator("#objects a", has_text="/master").first.click()
    page.locator("#object", has_text="marked").wait_for()
    assert "<b>not bold</b>" in page.inner_text("#object")
    assert page.locator("#object b").count() == 0
    show(page, "errors", "Division by zero")
    page.locator("#errors details", has_text="Division").locator("summary").click()
    assert "marked = 1 / zero;" in page.inner_text("#errors .here")
    for tab in ("users", "operations", "sockets"):
        show(page, tab, "none")
    show(page, "overview", "heart beats")
    assert page.complaints == []


def test_lpc_is_evaluated_and_the_log_grows(page: Any) -> None:
    """Both without loading the page again."""
    log_in(page)
    page.click("#tabs button[data-tab=evaluate]")
    page.fill("#code", 'load_object("/master") == master() ? 6 * 7 : 0')
    page.click("#evaluate button")
    page.locator("#value", has_text="42").wait_for()
    page.fill("#code", "nonsense(")
    page.click("#evaluate button")
    page.locator("#value", has_text="error").wait_for()
    show(page, "log", "the console evaluates")
    assert "(http)" in page.inner_text("#log")
    assert page.complaints == []
