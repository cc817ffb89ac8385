"""Two LPC programs that talk to each other over the loopback, in a driver with all its parts."""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path

import pytest
import trio

from neolith_trio.invocation import Run
from neolith_trio.protocols.frames import frame
from neolith_trio.protocols.ports import Kind
from neolith_trio.testing import Mud, running

from .processes import free_port

MASTER = """
int valid_write(string f, object o, string e) { return 1; }
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Back"; }
string creator_file(string file) { return "Back"; }
object connect(int port) { return new("/user"); }
int valid_socket(object o, string f, mixed *info) { return 1; }
"""
USER = """
void show(string s) { write(s + "\\n"); }
void logon() { "/server"->start(PORT, MODE, this_object()); "/client"->start(TO, MODE, this_object()); }
"""
SERVER = """
object log;
void got(int fd, mixed m) { log->show(sprintf("server got %s", save_variable(m))); socket_write(fd, m); }
void ready(int fd) { }
void closed(int fd) { log->show("server closed"); }
void come(int fd) { socket_accept(fd, "got", "ready"); }
void start(int port, int mode, object o) {
  int s = socket_create(mode, "got", "closed");
  log = o;
  if (socket_bind(s, port) != 1 || socket_listen(s, "come") != 1) log->show("cannot listen");
}
"""
CLIENT = """
object log;
void got(int fd, mixed m) { log->show(sprintf("client got %s", save_variable(m))); destruct(this_object()); }
void ready(int fd) { log->show(sprintf("client sends %d", socket_write(fd, MESSAGE))); }
void closed(int fd, int why) { log->show("client closed " + socket_error(why)); }
void start(string to, int mode, object o) {
  int s = socket_create(mode, "got", "closed");
  log = o;
  log->show(sprintf("client connects %d", socket_connect(s, to, "got", "ready")));
}
"""


def talking(mode: int, message: str, host: str = "127.0.0.1", server: str = SERVER) -> dict[str, str]:
    """A mudlib whose user starts a server and a client when he comes."""
    number = free_port()
    user = USER.replace("PORT", str(number)).replace("MODE", str(mode)).replace("TO", f'"{host} {number}"')
    return {"master.c": MASTER, "user.c": user, "server.c": server, "client.c": CLIENT.replace("MESSAGE", message)}


async def conversation(mud: Mud, last: str) -> list[str]:
    user = await mud.connect(Kind.ASCII)
    with trio.fail_after(40):  # a lookup may take 30 seconds
        return (await user.until(f"{last}\n")).splitlines()


@pytest.mark.parametrize(
    ("mode", "message", "seen"),
    [(1, '"ping"', '"ping"'), (0, '([ "a": ({ 1, "x" }) ])', '(["a":({1,"x",}),])'), (0, "42", "42")],
)
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_message_goes_there_and_back(mode: int, message: str, seen: str, host: str) -> None:
    """In STREAM and MUD mode, to an address or a name; the client's end is the server's end."""
    async with running(talking(mode, message, host)) as mud:
        assert await conversation(mud, "server closed") == [
            "client connects 1",
            "client sends 1",
            f"server got {seen}",
            f"client got {seen}",
            "server closed",
        ]


async def test_nobody_there() -> None:
    """The close callback says why."""
    files = talking(1, '"x"', server="void start(int port, int mode, object o) { }")
    async with running(files) as mud:
        assert await conversation(mud, "client closed Connection refused") == [
            "client connects 1",
            "client closed Connection refused",
        ]


async def test_a_name_that_nobody_knows() -> None:
    """It takes its time, and then it is told."""
    async with running(talking(1, '"x"', "no-such-host.invalid")) as mud:
        assert await conversation(mud, "client closed Problem with address format") == [
            "client connects 1",
            "client closed Problem with address format",
        ]


async def test_a_replay_needs_no_network(tmp_path: Path) -> None:
    """The recording has every answer and every event: LPC sees the same again."""
    recording = tmp_path / "recording"
    files = talking(0, '({ 1, "x" })', "localhost")
    files["user.c"] = files["user.c"].replace("{ write", '{ write_file("/log", s + "\\n"); write', 1)
    async with running(files, invocation=Run(record=recording)) as mud:
        first = await conversation(mud, "server closed")
    async with running(files, invocation=Run(replay=recording)) as mud:
        await mud.ended()

        assert (mud.directory / "log").read_text().splitlines() == first
        assert [line for line in mud.log if "track" in line] == []


@pytest.mark.parametrize(
    ("mode", "flood"), [(1, bytes(1_000_000)), (0, frame(b"7\0") * 100_000)], ids=["text", "values"]
)
@pytest.mark.alone
async def test_a_peer_that_floods_delays_nobody(mode: int, flood: bytes) -> None:
    """A user's command is answered while megabytes wait, or a hundred thousand values that each take a millisecond.

    Nor does he delay the stop.
    """
    number = free_port()
    flooded = """
    int bytes;
    void got(int fd, mixed m) {
      bytes += stringp(m) ? strlen(m) : m;
      if (intp(m)) for (int i = 0; i < 10000; i++) ;
    }
    void ready(int fd) { }
    void come(int fd) { socket_accept(fd, "got", "ready"); }
    int many(string s) { write(bytes > 0 ? "some\\n" : "none\\n"); return 1; }
    void logon() {
      int s = socket_create(MODE, "got");
      enable_commands();
      add_action("many", "many");
      socket_bind(s, PORT);
      socket_listen(s, "come");
      write("ready\\n");
    }
    """
    files = {"master.c": MASTER, "user.c": flooded.replace("PORT", str(number)).replace("MODE", str(mode))}
    async with running(files) as mud, trio.open_nursery() as nursery:
        user = await mud.connect()
        await user.until("ready\n")
        stream = await trio.open_tcp_stream("127.0.0.1", number)

        async def send() -> None:
            with contextlib.suppress(trio.BrokenResourceError):  # the mud has gone
                while True:
                    await stream.send_all(flood)

        nursery.start_soon(send)
        shown = ""
        with trio.fail_after(10):
            while "some" not in shown:
                await user.type("many")
                shown = await user.until("e\n")
        begin = trio.current_time()
        mud.driver.stop("enough")
        await mud.ended()
        nursery.cancel_scope.cancel()
        await trio.aclose_forcefully(stream)
        assert trio.current_time() - begin < 2
        assert not any("not everything" in line for line in mud.log)


async def test_the_name_of_a_player_is_there_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has asked for it before; until it is known it is the number, however long that takes."""
    answer = threading.Event()

    def getnameinfo(address: tuple[str, int], flags: int) -> tuple[str, str]:
        answer.wait(20)
        return f"host-of-{address[0]}", "0"

    monkeypatch.setattr(socket, "getnameinfo", getnameinfo)
    user_file = """
    int name(string s) { write(query_ip_number(this_object()) + " " + query_ip_name(this_object()) + "\\n"); return 1; }
    void logon() { enable_commands(); add_action("name", "name"); write("ready\\n"); }
    """
    async with running({"master.c": MASTER, "user.c": user_file}) as mud:
        user = await mud.connect()
        await user.until("ready\n")
        await user.type("name")
        await user.until("127.0.0.1 127.0.0.1\n")
        answer.set()
        with trio.fail_after(10):
            shown = ""
            while "host-of" not in shown:
                await user.type("name")
                shown = await user.until("\n")
    assert shown.strip().endswith("127.0.0.1 host-of-127.0.0.1")


async def test_a_name_server_that_hangs_delays_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """The state of the socket says what it waits for; destructed, its owner waits no more."""
    hanging = threading.Event()

    def getaddrinfo(*args: object, **kwargs: object) -> list[object]:
        hanging.wait(20)
        raise socket.gaierror(socket.EAI_AGAIN, "nobody answers")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    asker = """
    int s;
    void create() {
      s = socket_create(1, "got", "closed");
      socket_connect(s, "slow.example 23", "got", "ready");
      resolve("slow.example", "found");
    }
    void closed(int fd, int why) { error("called"); }
    void found() { error("called"); }
    """
    user_file = """
    int state(string s) {
      write(sizeof(socket_status()) ? socket_status()[0][1] : "none");
      write(" " + resolver_status()["forward"]["in flight"] + "\\n");
      return 1;
    }
    int leave(string s) { destruct(find_object("/asker")); write("left\\n"); return 1; }
    void logon() {
      enable_commands();
      add_action("state", "state");
      add_action("leave", "leave");
      load_object("/asker");
      write("ready\\n");
    }
    """
    async with running({"master.c": MASTER, "user.c": user_file, "asker.c": asker}) as mud:
        user = await mud.connect()
        with trio.fail_after(10):
            await user.until("ready\n")
            await user.type("state")
            await user.until("DNS_RESOLVING 1\n")
            await user.type("leave", "state")
            await user.until("none ")
            while "0" not in await user.until("\n"):
                await user.type("state")
        hanging.set()
        assert not any("called" in line for line in mud.log)


async def test_a_lookup_can_be_awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    """It delivers name and address; what is not known, and who gives it up, are its other ends."""
    hanging = threading.Event()

    def getaddrinfo(host: str, *args: object, **kwargs: object) -> list[object]:
        if host == "known.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("192.0.2.1", 0))]
        if host == "slow.example":
            hanging.wait(20)
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    user_file = """
    promise p;
    async void find(string s) {
      string *found;
      mixed failed;
      p = resolve(s);
      failed = acatch(found = await p);
      write((failed ? failed : implode(found, " is ") + "\n") + promise_status(p) + "\n");
    }
    int do_find(string s) { find(s); return 1; }
    int stop(string s) { write("stop " + promise_cancel(p) + "\n"); return 1; }
    void logon() { enable_commands(); add_action("do_find", "find"); add_action("stop", "stop"); write("ready\n"); }
    """
    async with running({"master.c": MASTER, "user.c": user_file}) as mud:
        user = await mud.connect()
        await user.until("ready\n")
        await user.type("find known.example")
        await user.until("known.example is 192.0.2.1\n1\n")
        await user.type("find nobody.example")
        await user.until("*resolve: nothing more is known of nobody.example\n2\n")
        await user.type("find slow.example", "stop")
        await user.until("stop 1\n")
        await user.until("*promise cancelled\n3\n")
        hanging.set()
