"""The git efuns of LPC, against a bare repository beside the mud."""

from __future__ import annotations

import base64
import json
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trio

from neolith_trio.config import Config
from neolith_trio.services.git import servers
from neolith_trio.services.git.command import without_credentials
from neolith_trio.testing import Mud, ScriptedUser, running

from .repositories import GIT, Repository, served

pytestmark = pytest.mark.skipif(GIT is None, reason="needs the program git")

MASTER = """
object connect(int port) { return new("/user"); }
int valid_process(object who, string *command) { return command[0] == "git" && member_array("/secret", command) < 0; }
"""

USER = r"""
int last;
void note(string s) { write(s + "\n"); }
string shown(mixed value) {
  string *parts = ({ }), key;
  if (!mapp(value)) return sprintf("%O", value);
  foreach (key in sort_array(keys(value), 1)) parts += ({ key + "=" + value[key] });
  return implode(parts, ",");
}
void got(mapping a, string *fields) {
  string field;
  note(a["outcome"] + (stringp(a["error"]) ? " " + a["error"] : ""));
  foreach (field in fields) note(field + ": " + shown(a[field]));
  note("done");
}
void step(mapping p) { if (p["percent"] == 100) note("progress " + p["phase"] + " " + p["done"] + "/" + p["total"]); }
void logged(mapping a) {
  mapping one;
  foreach (one in a["log"]) note("log " + one["author"] + ": " + one["subject"]);
  note("done");
}
int try(function f) { mixed refused = catch(last = evaluate(f)); if (refused) note("refused " + refused); return 1; }
int do_clone(string s) {
  string url, path;
  sscanf(s, "%s %s", url, path);
  return try((: git_clone($(url), $(path), ([ "progress": "step" ]), "got", ({ "branch" }) ) :));
}
int do_pull(string s) { return try((: git_pull($(s), 0, "got", ({ "files" })) :)); }
int do_status(string s) { return try((: git_status($(s), 0, "got", ({ "branch", "files", "behind" })) :)); }
int do_commit(string s) {
  return try((: git_commit($(s), "A change", ([ "author": "Ann" ]), "got", ({ "branch" })) :));
}
int do_log(string s) { return try((: git_log($(s), ([ "count": 2 ]), "logged") :)); }
int do_diff(string s) { return try((: git_diff($(s), 0, "got", ({ "diff" })) :)); }
int do_checkout(string s) {
  string path, reference;
  sscanf(s, "%s %s", path, reference);
  return try((: git_checkout($(path), $(reference), 0, "got", ({ "branch" })) :));
}
int do_cancel(string s) { note("cancel " + async_cancel(last)); return 1; }
void logon() {
  string verb;
  enable_commands();
  foreach (verb in ({ "clone", "pull", "status", "commit", "log", "diff", "checkout", "cancel" }))
    add_action("do_" + verb, verb);
  note("ready");
}
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.made(tmp_path)


@pytest.fixture
def another_process() -> Iterator[subprocess.Popen[bytes]]:
    """One that waits."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process
        process.kill()


@asynccontextmanager
async def working(
    tmp_path: Path, protocols: str = "file", *further: str, private: bool = True, master: str = MASTER
) -> AsyncIterator[tuple[ScriptedUser, Mud]]:
    """A user of a mud in which git may be used; servers here are those of this machine."""
    (tmp_path / "git").mkdir(parents=True)
    settings = f"AllowProcess git {GIT}\nGitProtocols {protocols}\nGitDir {tmp_path / 'git'}\n"
    settings += "\n".join((f"HttpPrivateAddresses {'yes' if private else 'no'}", *further))
    async with running({"master.c": master, "user.c": USER}, settings) as mud:
        user = await mud.connect()
        await user.until("ready")
        yield user, mud


async def said(user: ScriptedUser, line: str) -> str:
    """What a command comes to."""
    await user.type(line)
    return await user.until("done\n")


async def test_a_domain_is_cloned_changed_and_brought_up_to_date(tmp_path: Path, repository: Repository) -> None:
    """Clone, status, commit, diff, log, checkout and pull, each with its answer."""
    async with working(tmp_path) as (user, mud):
        came = await said(user, f"clone {repository.url} /d")
        assert "progress Receiving objects 3/3" in came
        assert 'result\nbranch: "main"\n' in came
        assert (mud.directory / "d" / "room.c").read_text() == "void create() { }\n"
        assert not (mud.directory / "d" / ".git").exists()

        repository.change("shop.c", "int open;\n", "A shop")
        assert 'files: ({\n  "shop.c",\n})\n' in await said(user, "pull /d")

        (mud.directory / "d" / "room.c").write_text("int light;\n")
        (mud.directory / "d" / "new.c").write_text("")
        assert "files: new.c=??,room.c= M\nbehind: 0\n" in await said(user, "status /d")
        assert "+int light;" in await said(user, "diff /d")
        assert "result" in await said(user, "commit /d")
        assert "error git: nothing to commit" in await said(user, "commit /d")
        assert "log Ann: A change\nlog Bob: A shop\ndone" in await said(user, "log /d")
        assert 'result\nbranch: ""' in await said(user, "checkout /d HEAD~1")
        assert (mud.directory / "d" / "room.c").read_text() == "void create() { }\n"
        assert "error git: " in await said(user, "checkout /d nowhere")


async def test_a_domain_comes_over_http(tmp_path: Path, repository: Repository) -> None:
    """With the credentials of the configuration, which nobody is told; without them it is an error, and no question."""
    password = "Basic " + base64.b64encode(b"ann:sesame").decode()
    credentials = tmp_path / "credentials"
    with served(tmp_path, password=password) as address:
        url = f"{address}/domain.git"
        async with working(tmp_path / "without", "http") as (user, mud):
            assert "error git: could not read Username" in await said(user, f"clone {url} /d")
        credentials.write_text(address.replace("://", "://ann:sesame@") + "\n")
        async with working(tmp_path / "with", "http", f"GitCredentials {credentials}") as (user, mud):
            came = await said(user, f"clone {url} /d")
            assert "progress Receiving objects 3/3" in came
            repository.change("shop.c", "int open;\n", "A shop")
            came += await said(user, "pull /d")
            assert 'files: ({\n  "shop.c",\n})\n' in came
            assert "sesame" not in came + "\n".join(mud.log)


async def test_an_empty_repository_can_be_cloned(tmp_path: Path, repository: Repository) -> None:
    """It has a branch and no commit; the first one comes by a pull."""
    repository.git("init", "--bare", "--initial-branch=trunk", str(tmp_path / "new.git"))
    async with working(tmp_path) as (user, _):
        assert 'result\nbranch: "trunk"\n' in await said(user, f"clone {(tmp_path / 'new.git').as_uri()} /d")
        repository.git("push", (tmp_path / "new.git").as_uri(), "HEAD:trunk")
        assert "result" in await said(user, "pull /d")


async def test_certificates_of_servers_are_checked(
    tmp_path: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against those that the operator's environment names."""
    trustme = pytest.importorskip("trustme")
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with served(tmp_path, tls=tls) as address:
        async with working(tmp_path / "a", "https") as (user, _):
            assert "error git: unable to access" in await said(user, f"clone {address}/domain.git /d")
        monkeypatch.setenv("GIT_SSL_CAINFO", str(tmp_path / "ca.pem"))
        async with working(tmp_path / "b", "https") as (user, _):
            assert 'result\nbranch: "main"\n' in await said(user, f"clone {address}/domain.git /d")


async def test_locks_of_a_git_that_was_killed_are_in_nobodys_way(tmp_path: Path, repository: Repository) -> None:
    """Errands in one directory wait for each other, so nobody can hold them."""
    async with working(tmp_path) as (user, mud):
        await said(user, f"clone {repository.url} /d")
        home = next((tmp_path / "git").iterdir())
        for name in ("index.lock", "HEAD.lock", "refs/heads/main.lock"):
            (home / name).touch()
        (mud.directory / "d" / "new.c").write_text("")
        assert "result" in await said(user, "commit /d")


async def test_what_fails_or_is_refused_leaves_nothing(tmp_path: Path, repository: Repository) -> None:
    """A repository that is not there, a protocol that is not allowed, a directory in use, a master that says no."""
    async with working(tmp_path) as (user, mud):
        before = sorted(one.name for one in mud.directory.iterdir())
        assert "error git: " in await said(user, f"clone {(tmp_path / 'nowhere').as_uri()} /d")
        assert "error git: transport 'ext' not allowed" in await said(user, "clone ext::sh%20-c%20true /d")
        assert "error no directory that git_clone() has made" in await said(user, "pull /")
        await user.type(f"clone {repository.url} /secret")
        await user.until("refused git_clone: valid_process() does not allow git")
        await user.type(f"clone {repository.url} /../out")
        await user.until("refused git_clone: /../out may not be written to")
        await user.type("checkout / --force")
        await user.until("refused git_checkout: reference must be a branch, tag or commit")
        assert sorted(one.name for one in mud.directory.iterdir()) == before
        assert list((tmp_path / "git").iterdir()) == []


async def test_a_cancelled_clone_leaves_nothing(tmp_path: Path) -> None:
    """The other side never answers."""
    listeners = await trio.open_tcp_listeners(0, host="127.0.0.1")
    port = listeners[0].socket.getsockname()[1]
    async with working(tmp_path, "git") as (user, mud), listeners[0]:
        before = sorted(one.name for one in mud.directory.iterdir())
        await user.type(f"clone git://127.0.0.1:{port}/x /d")
        async with await listeners[0].accept():
            await user.type("cancel")
            assert "cancelled" in await user.until("done\n")
        assert sorted(one.name for one in mud.directory.iterdir()) == before
        assert list((tmp_path / "git").iterdir()) == []


async def test_nothing_that_lpc_writes_into_a_clone_is_run(tmp_path: Path, repository: Repository) -> None:
    """A .git of its own with a file system monitor, filters and hooks is not looked at."""
    async with working(tmp_path) as (user, mud):
        await said(user, f"clone {repository.url} /d")
        evil = mud.directory / "d" / ".git"
        (evil / "hooks").mkdir(parents=True)
        touched = tmp_path / "touched"
        for hook in ("post-checkout", "pre-commit", "post-merge", "fsmonitor"):
            (evil / "hooks" / hook).write_text(f"#!/bin/sh\ntouch {touched}\n")
            (evil / "hooks" / hook).chmod(0o755)
        (evil / "HEAD").write_text("ref: refs/heads/main\n")
        (evil / "config").write_text(
            f"[core]\nfsmonitor = {evil / 'hooks' / 'fsmonitor'}\n[filter \"x\"]\nclean = touch {touched}\n"
        )
        (mud.directory / "d" / ".gitattributes").write_text("* filter=x\n")
        (mud.directory / "d" / "room.c").write_text("int changed;\n")
        for line in ("status /d", "diff /d", "commit /d", "checkout /d HEAD~1", "pull /d"):
            await said(user, line)
        assert not touched.exists()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1:1/x", "127.0.0.1 has the address 127.0.0.1, which is not public"),
        ("http://ann:secret@127.0.0.1/x", "127.0.0.1 has the address 127.0.0.1, which is not public"),
        ("git://[::1]/x", "::1 has the address ::1, which is not public"),
        ("http://0x7f000001/x", "0x7f000001 has the address 127.0.0.1, which is not public"),
        ("git@127.0.0.1:x", "127.0.0.1 has the address 127.0.0.1, which is not public"),
        ("http://127%2e0.0.1/x", "the address is of no form whose server could be checked"),
        ("https::http://127.0.0.1/x", "the address is of no form whose server could be checked"),
        ("http://example.com\\@127.0.0.1/x", "the address is of no form whose server could be checked"),
    ],
)
async def test_servers_that_are_not_public_are_out_of_reach(tmp_path: Path, address: str, why: str) -> None:
    """As for HTTP requests, unless the configuration or valid_http() allows them."""
    async with working(tmp_path, "http https git ssh", private=False) as (user, _):
        assert why in await said(user, f"clone {address} /d")


async def test_valid_http_decides_which_servers_git_gets_to(tmp_path: Path, repository: Repository) -> None:
    """It is asked by git_clone(); what it allowed then holds for git_pull()."""
    master = MASTER + (
        "int valid_http(object who, string method, string url) {"
        ' return method == "GIT" && strsrch(url, "domain") >= 0 && 2; }'
    )
    with served(tmp_path) as address:
        async with working(tmp_path / "m", "http", private=False, master=master) as (user, _):
            await user.type(f"clone {address}/other.git /d")
            await user.until("refused git_clone: valid_http() does not allow GIT http://")
            assert "result" in await said(user, f"clone {address}/domain.git /d")
            repository.change("shop.c", "int open;\n", "A shop")
            assert 'files: ({\n  "shop.c",\n})\n' in await said(user, "pull /d")


async def test_git_is_told_which_addresses_were_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the name cannot be another server's the next time it is asked for."""

    async def found(host: str, port: int) -> list[str]:
        return ["192.0.2.1", "2001:db8::1"]

    monkeypatch.setattr(servers, "public_addresses", found)
    of_http = await servers.way_to("https://example.com/x.git", private=False)
    of_ssh = await servers.way_to("ssh://git@example.com:2222/x.git", private=False)

    assert of_http.settings == (
        "http.followRedirects=false",
        "http.curloptResolve=example.com:443:192.0.2.1,[2001:db8::1]",
    )
    assert of_ssh.ssh == ("-oHostName=192.0.2.1", "-oHostKeyAlias=[example.com]:2222")


@pytest.mark.parametrize("alive", [True, False])
async def test_what_a_killed_driver_has_left_is_cleared_by_the_next_clone(
    tmp_path: Path, repository: Repository, another_process: subprocess.Popen[bytes], alive: bool
) -> None:
    """Another driver with the same GitDir that is at work now is left alone."""
    if not alive:
        another_process.kill()
        another_process.communicate()
    async with working(tmp_path) as (user, mud):
        left, files = tmp_path / "git" / "new-of-another", mud.directory / ".x.0123456789ab"
        left.mkdir()
        files.mkdir()
        (left / "clone.json").write_text(json.dumps({"process": another_process.pid, "files": str(files)}))
        assert "result" in await said(user, f"clone {repository.url} /d")

        assert (left.exists(), files.exists()) == (alive, alive)


def test_credentials_are_in_nothing_that_is_told() -> None:
    """Of any protocol."""
    text = without_credentials(b"fatal: unable to access 'https://ann:secret@example.com/x.git/': 401")

    assert text == "fatal: unable to access 'https://example.com/x.git/': 401"


def test_protocols_are_words_of_a_few(tmp_path: Path) -> None:
    """A word that is none is an error of the configuration."""
    (tmp_path / "master.c").write_text("")
    path = tmp_path / "mud.conf"
    path.write_text("MudlibDir .\nMasterFile /master.c\nGitProtocols https  FILE\n")

    assert Config.load(path).git_protocols == ("https", "file")
