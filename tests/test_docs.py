"""What the pages for new users show runs as it stands there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import trio

from neolith_trio.testing import running

from .net.doors import Authority, authority  # noqa: F401 - a fixture
from .services.web import reply, serving

ROOT = Path(__file__).parent.parent


def shown(page: str, word: str) -> str:
    """The block of code on a page that has a word in it."""
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks: list[str] = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    (found,) = (block for block in blocks if word in block)
    return found


def indented(page: str, word: str) -> str:
    """The same on pages whose code is indented."""
    text = (ROOT / page).read_text(encoding="utf-8")
    (found,) = (block for block in re.findall(r"(?:^    .*\n|^\n(?=    ))+", text, re.MULTILINE) if word in block)
    return str(found)


def test_the_test_from_python_passes(tmp_path: Path) -> None:
    """With the configuration that the page names, and nothing else."""
    (tmp_path / "test_visit.py").write_text(shown("docs/testing-lpc.md", "autojump_clock"))
    (tmp_path / "pytest.ini").write_text("[pytest]\ntrio_mode = true\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=50)

    assert "1 passed" in done.stdout, done.stdout


async def test_what_does_not_come_is_a_failure(autojump_clock: trio.abc.Clock) -> None:
    """After thirty seconds of the clock, and it shows what came instead."""
    master = 'object connect(int port) { return this_object(); } void logon() { write("Your name: "); }'
    async with running({"master.c": master}) as mud:
        user = await mud.connect()
        with pytest.raises(trio.TooSlowError) as failure:
            await user.until("Welcome")

    assert any("'Welcome'" in note and "Your name: " in note for note in failure.value.__notes__)


def test_the_library_in_the_readme_runs(tmp_path: Path) -> None:
    """The mud's end is the end of the program."""
    (tmp_path / "master.c").write_text(
        "object connect(int port) { return 0; }\n"
        "void stop() { shutdown(0); }\n"
        'string *epilog(int level) { call_out("stop", 0); return ({ }); }\n'
    )
    (tmp_path / "mud.conf").write_text("MudlibDir .\nMasterFile /master.c\n")
    program = shown("README.md", "my_own_service").replace("examples/tiny.conf", str(tmp_path / "mud.conf"))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=50)

    assert (done.returncode, done.stderr) == (0, "")


README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="the second command is of a POSIX shell")
@pytest.mark.parametrize("command", re.findall(r"^    (.*neolith-trio -c examples.*)$", README, re.MULTILINE))
def test_the_applications_in_the_readme_run(command: str) -> None:
    """From the directory of the project, as typed."""
    typed = command.replace("neolith-trio", f"{sys.executable} -m neolith_trio")
    done = subprocess.run(typed, shell=True, cwd=ROOT, capture_output=True, text=True, check=False, timeout=50)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Hello, first and second!" in done.stdout or "Yes! That took you 3 guesses." in done.stdout


async def test_the_innkeeper_of_the_page_on_agents() -> None:
    """He looks a price up and says it, as his master allows; the model is a few recorded answers."""
    pytest.importorskip("httpx2")
    page = "docs/how-to/agents.md"
    call = {"id": "a", "type": "function", "function": {"name": "price", "arguments": '{"item":"wine"}'}}
    answers = iter([{"content": None, "tool_calls": [call]}, {"content": "Five coins."}])

    async def next_answer(stream: trio.abc.Stream) -> None:
        await stream.send_all(reply(json.dumps({"choices": [{"message": next(answers)}]}).encode()))

    master = shown(page, "valid_agent") + (
        'object connect(int port) { return clone_object("/guest"); } int valid_seteuid() { return 1; }'
        'string get_root_uid() { return "Root"; } string creator_file(string file) { return "Inn"; }'
    )
    guest = 'void logon() { seteuid(getuid()); "/inn"->asked(this_object(), "What is a cup of wine?"); }'
    inn = shown(page, "Bodo, who keeps").replace("void create() {", "void create() { seteuid(getuid());")
    async with serving() as web:
        web.answers["/v1/chat/completions"] = next_answer
        settings = shown(page, "AgentUrl").replace("http://localhost:11434/v1", web.url("/v1"))
        files = {"master.c": master, "guest.c": guest, "inn.c": inn, "../agent-key": "secret"}
        async with running(files, settings) as mud:
            user = await mud.connect()
            await user.until("Five coins.")

    assert mud.log == []
    assert web.got[1].header("authorization") == "Bearer secret"
    assert json.loads(web.got[1].body)["messages"][-1] == {"role": "tool", "tool_call_id": "a", "content": "5"}


async def test_the_requests_of_the_page_on_the_web_port() -> None:
    """The program is the master, which may serve from its create() on."""
    pytest.importorskip("starlette")
    httpx2 = pytest.importorskip("httpx2")
    master = indented("docs/how-to/web.md", "http_serve(\"/who\"") + (
        'object connect(int port) { return clone_object("/user"); }'
    )
    user = 'string query_name() { return "frodo"; }'
    user += 'void logon() { enable_commands(); move_object(master()); write("Hello.\\n"); }'
    async with running({"master.c": master, "user.c": user}, "WebPort 0\nWebToken a token for tests") as mud:
        assert mud.status is None, mud.log
        host, port = mud.driver.web_addresses[0]
        bearer = {"Authorization": "Bearer a token for tests"}
        player = await mud.connect()
        await player.until("Hello.")
        async with httpx2.AsyncClient(base_url=f"http://{host}:{port}", headers=bearer, timeout=20) as client:
            who = (await client.get("/who")).json()
            said = await client.post("/api/say", json={"text": "Good evening."})
            time = (await client.get("/api/time")).json()
        await player.until("Good evening.")

    assert (who, said.status_code, list(time)) == (["frodo"], 204, ["time"])


async def test_the_program_that_finds_who_takes_the_time(autojump_clock: trio.abc.Clock) -> None:
    """The function that has worked is the first line of its report."""
    mud_master = shown("docs/how-to/running.md", "moncontrol") + (
        'string *epilog(int level) { measure(); call_out((: "/busy"->work() :), 1); return ({ }); }'
    )
    busy = "int idle() { return 0; } int work() { int sum; for (int i; i < 50000; i++) sum += i % 7; return idle(); }"
    with trio.fail_after(100):
        async with running({"master.c": mud_master, "busy.c": busy}) as mud:
            while not any("us" in line for line in mud.log):  # noqa: ASYNC110 - a log tells nobody
                await trio.sleep(1)

    assert re.fullmatch(r" *[1-9]\d* us +1 calls  /busy->work\(\)", mud.log[0])


PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """The names by which links reach the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_every_link_leads_somewhere() -> None:
    """To a file of the project, and to a heading in it where the link names one."""
    dead: list[str] = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
            path, _, anchor = target.partition("#")
            if "://" in target:
                continue
            there = (page.parent / path).resolve() if path else page
            if not there.exists() or (anchor and anchor not in anchors(there)):
                dead.append(f"{page.relative_to(ROOT)}: {target}")

    assert dead == []


def in_nginx(page: str, word: str) -> str:
    """The lines that a page shows for nginx, from the comment that says so to its next block."""
    block = indented(page, word)
    return block[block.index("# nginx") :]


@pytest.mark.skipif(shutil.which("nginx") is None, reason="needs nginx")
def test_nginx_understands_what_the_pages_show(tmp_path: Path, authority: Authority) -> None:  # noqa: F811
    """Each block where its comment says that it stands."""
    files = authority.files()
    stream = in_nginx("docs/how-to/behind-nginx.md", "proxy_protocol")
    for name, file in (("fullchain", files.certificate), ("privkey", files.key)):
        stream = stream.replace(f"/etc/letsencrypt/live/mud.example.com/{name}.pem", str(file))
    web = in_nginx("docs/how-to/web.md", "$connection_upgrade")
    around, within = web[: web.index("# in `server`")], web[web.index("# in `server`") :]
    mud = in_nginx("docs/how-to/behind-nginx.md", "location /mud/")
    module = Path("/usr/lib/nginx/modules/ngx_stream_module.so")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {tmp_path};\n" for kind in kinds)
    (tmp_path / "nginx.conf").write_text(
        f"{f'load_module {module};' if module.exists() else ''}\n"
        f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{ }}\n"
        f"http {{ access_log off;\n{temporary}{around}\nserver {{ listen 127.0.0.1:18999;\n{mud}\n{within}\n}} }}\n"
        f"stream {{\n{stream}\n}}\n"
    )
    command = ["nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=50)

    assert done.returncode == 0, done.stderr
