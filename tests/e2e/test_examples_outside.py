"""The examples that reach outside of the mud do what their pages say, against counterparts on this machine."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trio

from tests.services.web import reply, serving

from .processes import COMMAND, PATIENCE, ROOT, free_port

EXAMPLES = ROOT / "examples"


def needs(*packages: str) -> pytest.MarkDecorator:
    """A test of an example that wants these Python packages."""
    missing = [one for one in packages if importlib.util.find_spec(one) is None]
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}")


def shown_on_page(example: str) -> list[str]:
    """The lines of the session on the page of an example."""
    text = (EXAMPLES / example / "README.md").read_text(encoding="utf-8")
    return text.split("```\n")[1].split("\n")


def copied(example: str, tmp_path: Path, **changes: str) -> Path:
    """An example in a directory of its own, with other words in its configuration."""
    place = tmp_path / example
    shutil.copytree(EXAMPLES / example, place)
    conf = place / "neolith.conf"
    text = conf.read_text(encoding="utf-8")
    for old, new in changes.items():
        text = "\n".join(f"{old} {new}" if line.startswith(f"{old} ") else line for line in text.split("\n"))
    conf.write_text(text, encoding="utf-8")
    return place


def play(place: Path, *arguments: str, typed: str = "") -> tuple[str, int]:
    """What a console application shows when nobody ends its console, and its exit status."""
    pipe = subprocess.PIPE
    command = [*COMMAND, "-f", "neolith.conf", "-c", *arguments]
    with subprocess.Popen(command, cwd=place, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(typed)
        process.stdin.flush()
        shown = process.stdout.read()
        return shown, process.wait(PATIENCE)


@needs("httpx2")
async def test_pages_are_fetched(tmp_path: Path) -> None:
    """Each answer is shown, also that there is none."""
    place = copied("fetch", tmp_path)
    async with serving() as web:
        web.answers["/page"] = reply(b"hello", "200 OK", "Content-Type: text/plain")
        urls = [web.url("/page"), web.url("/none"), "http://127.0.0.1:1/"]
        shown, status = await trio.to_thread.run_sync(lambda: play(place, "fetch.c", *urls))

    lines = shown.splitlines()
    assert f"{urls[0]}: status 200, 5 bytes of text/plain" in lines
    assert f"{urls[1]}: status 404, 7 bytes of something" in lines
    assert any(line.startswith(f"{urls[2]}: no connection") for line in lines)
    assert status == 0


@pytest.mark.skipif(not Path("/usr/bin/git").exists(), reason="needs git where the example has it")
def test_a_directory_is_deployed(tmp_path: Path) -> None:
    """First it is cloned; later what is new is pulled."""
    place = copied("deploy", tmp_path)
    work = tmp_path / "work"
    work.mkdir()
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}

    def git(*arguments: str) -> None:
        user = ("-c", "user.name=Ann", "-c", "user.email=ann@example.com")
        subprocess.run(["git", *user, *arguments], cwd=work, env=environment, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    (work / "pier.c").write_text('string query_short() { return "a pier"; }\n')
    git("add", ".")
    git("commit", "-qm", "first")
    git("clone", "-q", "--bare", ".", str(tmp_path / "coast.git"))
    url = (tmp_path / "coast.git").as_uri()
    first, first_status = play(place, "lib/deploy.c", url, "/coast")
    (work / "broken.c").write_text("int f( {\n")
    git("add", ".")
    git("commit", "-qm", "second")
    git("push", "-q", str(tmp_path / "coast.git"), "main")
    second, second_status = play(place, "lib/deploy.c", url, "/coast")

    assert (first_status, second_status) == (0, 0)
    assert "cloned: main is at " in first
    assert first.endswith("  /coast/pier.c is loaded\n")
    assert "pulled: main is at " in second
    assert "  /coast/broken.c: *Error in loading object '/coast/broken':" in second


@needs("httpx2")
async def test_the_innkeeper_answers(tmp_path: Path) -> None:
    """The session of the page, with recorded answers of the model."""
    call = {"id": "a", "type": "function", "function": {"name": "price", "arguments": '{"item":"wine"}'}}
    said = shown_on_page("inn")
    messages = [{"content": None, "tool_calls": [call]}, {"content": said[-2].removeprefix("Bodo says: ")}]

    async def next_answer(stream: trio.abc.Stream) -> None:
        await stream.send_all(reply(json.dumps({"choices": [{"message": messages.pop(0)}]}).encode()))

    async with serving() as web:
        web.answers["/v1/chat/completions"] = next_answer
        place = copied("inn", tmp_path, AgentUrl=web.url("/v1"))
        shown, status = await trio.to_thread.run_sync(lambda: play(place, "inn.c", typed=f"{said[2]}\n"))

    assert shown.splitlines() == [said[1], *said[3:-1]]
    assert json.loads(web.got[1].body)["messages"][-1] == {"role": "tool", "tool_call_id": "a", "content": "5"}
    assert status == 0


@contextmanager
def started(place: Path) -> Iterator[None]:
    """A mud, while it listens."""
    command = [*COMMAND, "-f", "neolith.conf"]
    with subprocess.Popen(command, cwd=place, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if "listening" in line:
                    break
            else:
                raise AssertionError("the mud has ended")
            yield
        finally:
            process.terminate()


@needs("hypercorn", "starlette", "prometheus_client")
def test_requests_are_answered(tmp_path: Path) -> None:
    """As the page says, with its answers."""
    port = free_port()
    bearer = {"Authorization": "Bearer example-token-123"}

    def ask(path: str, body: str = "", **headers: str) -> tuple[int, str]:
        if body:
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body.encode() or None, headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()

    with started(copied("who_api", tmp_path, WebPort=str(port))):
        made = ask("/notes", '{"text": "Buy oil"}', **bearer)
        notes = ask("/notes", **bearer)
        wrong = ask("/notes", "{}", **bearer)
        reckoned = ask("/sum?a=40&b=2")
        stranger = ask("/notes")

    page = shown_on_page("who_api")
    assert made[0] == 201
    assert json.loads(made[1]) == json.loads(page[2])
    assert json.loads(notes[1]) == json.loads(page[4])
    assert wrong[0] == 400
    assert json.loads(reckoned[1]) == json.loads(page[6])
    assert str(stranger[0]) == page[8]


@needs("mcp")
def test_a_mudlib_is_explored() -> None:
    """What the script shows is what is on its page."""
    place = EXAMPLES / "mcp_client"
    done = subprocess.run(
        [sys.executable, "explore.py", "neolith.conf"],
        cwd=place, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:-1] == shown_on_page("mcp_client")[1:-1]
