"""`neolith-trio mcp` in a process of its own, with the official client at the other end."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
import trio

from neolith_trio.invocation import Answer, Mcp, parse

from .muds import COMMAND, client_of, text_of, written

pytest.importorskip("mcp")

async def test_a_program_works_on_a_mud_of_its_own(tmp_path: Path) -> None:
    """It reads, loads, evaluates and plays; what the mudlib prints does not get between the messages."""
    async with client_of(written(tmp_path)) as client:
        listed = text_of(await client.call_tool("list_files", {"path": "/std"}))
        value = text_of(await client.call_tool("evaluate", {"code": 'debug_message("heard\\n"); return 6 * 7;'}))
        await client.call_tool("evaluate", {"code": 'tell_object(load_object("/std/lamp"), "nobody\\n");'})
        screen = text_of(await client.call_tool("play", {"lines": ["frodo", "look"]}))

    assert "lamp.c" in listed
    assert value.startswith("42")
    assert "You are in a hall." in screen


async def test_tests_in_lpc_are_run_in_a_driver_of_their_own(tmp_path: Path) -> None:
    """With the configuration of the mud, and their report as the answer."""
    conf = written(tmp_path)
    (tmp_path / "lib" / "tests").mkdir()
    (tmp_path / "lib" / "tests" / "lamp.c").write_text(
        'void test_good() { if (load_object("/std/lamp")->query_lit() != 3) error("dark\\n"); }\n'
        'void test_bad() { error("too dark\\n"); }\n'
    )
    told: list[str] = []

    async def hear(done: float, total: float | None, message: str | None) -> None:
        told.append(message or "")

    async with client_of(conf) as client:
        result = await client.call_tool("run_tests", {"path": "/tests"}, progress_callback=hear)
        good = await client.call_tool("run_tests", {"path": "/tests/lamp.c", "words": "good"})

    assert result.is_error
    assert "too dark" in text_of(result)
    assert result.structured_content == {"passed": False}
    assert told
    assert good.structured_content == {"passed": True}


async def test_the_driver_ends_when_its_client_does(tmp_path: Path) -> None:
    """And with a good exit status: nobody needs it any more."""
    with trio.fail_after(40):
        done = await trio.run_process([*COMMAND, str(written(tmp_path))], stdin=b"", capture_stdout=True)

    assert done.returncode == 0
    assert done.stdout == b""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to send")
async def test_a_signal_ends_it_although_the_client_says_nothing(tmp_path: Path) -> None:
    """What waits for the client's next message is given up."""
    hello = b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n'
    with trio.fail_after(40):
        async with trio.open_nursery() as nursery:
            process = await nursery.start(_process, [*COMMAND, str(written(tmp_path))])
            await process.stdin.send_all(hello)
            answer = await process.stdout.receive_some()
            process.send_signal(signal.SIGTERM)
            status = await process.wait()

    assert b'"id":1' in answer
    assert status == 0


async def _process(command: list[str], *, task_status: trio.TaskStatus[trio.Process]) -> None:
    import subprocess

    pipe = subprocess.PIPE
    process = await trio.lowlevel.open_process(command, stdin=pipe, stdout=pipe)
    try:
        task_status.started(process)
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
        for stream in (process.stdin, process.stdout):
            assert stream is not None
            await stream.aclose()


async def test_without_the_package_it_says_what_to_install(tmp_path: Path) -> None:
    """And not with a traceback."""
    code = "import sys; sys.modules['mcp'] = None; sys.argv[1:] = ['mcp', '-f', sys.argv[1]]; " + (
        "from neolith_trio.cli import run; run()"
    )
    with trio.fail_after(40):
        done = await trio.run_process(
            [sys.executable, "-c", code, str(written(tmp_path))], capture_stderr=True, check=False
        )

    assert done.returncode == 1
    assert b"pip install 'neolith-trio[mcp]'" in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_command_line() -> None:
    """A configuration and macros; no files, and nothing that needs a console."""
    wanted = parse(["mcp", "-f", "mud.conf", "-D", "DEBUG=1"])
    wrong = parse(["mcp", "hello.c"])

    assert wanted == Mcp(Path("mud.conf"), (("DEBUG", "1"),))
    assert isinstance(wrong, Answer)
    assert "mcp takes no files" in wrong.text
