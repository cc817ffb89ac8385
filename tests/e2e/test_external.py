"""external_start() of FluffOS: a real program at the other end of a socket of LPC."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from neolith_trio.config import Config
from neolith_trio.services import processes
from neolith_trio.testing import ScriptedUser, running
from tests.concurrency.polling import until

SHELL = shutil.which("sh")
pytestmark = pytest.mark.skipif(SHELL is None, reason="needs a POSIX shell to run")

MASTER = """
int allowed = 1;
object connect(int port) { return new("/user"); }
int valid_socket(object who, string what, mixed *info) { return allowed != 2; }
VALID_PROCESS
void allow(int what) { allowed = what; }
"""
VALID_PROCESS = "int valid_process(object who, string *command) { return allowed; }"

USER = r"""
int last;
void note(string s) { write(s + "\n"); }
string shown(string text) { return "\"" + replace_string(text, "\n", "\\n") + "\""; }
void got(int fd, string data) { note("got " + shown(data)); }
void ready(int fd) { note("ready"); }
void ended(int fd) { note("ended"); }
void start(mixed arguments) {
  mixed refused = catch(last = external_start(1, arguments, "got", "ready", "ended"));
  if (refused) note("refused " + refused);
  else if (last < 0) note("error " + socket_error(last));
  else note("started " + socket_status(last)[1] + " " + socket_status(last)[2]);
}
int do_sh(string s) { start(({ "-c", s })); return 1; }
int do_words(string s) { start(s); return 1; }
int do_say(string s) { note("wrote " + socket_write(last, s + "\n")); return 1; }
async void wait_for(string s) {
  mapping answer;
  mixed failed = acatch(answer = await external_start(1, ({ "-c", s })));
  note(failed ? "failed " + failed
    : sprintf("answer %d %s %s", answer["status"], shown(answer["stdout"]), shown(answer["stderr"])));
}
int do_await(string s) { wait_for(s); return 1; }
int do_close(string s) { note("closed " + socket_close(last)); return 1; }
int do_absent(string s) { note("absent " + catch(external_start(2, "", "got", "ready"))); return 1; }
int do_missing(string s) { external_start(3, "", "got", "ready", "ended"); return 1; }
int do_allow(string s) { master()->allow(to_int(s)); note("allow"); return 1; }
int do_die(string s) { destruct(this_object()); return 1; }
void logon() {
  enable_commands();
  foreach (string verb in ({ "sh", "words", "say", "close", "absent", "missing", "allow", "die", "await" }))
    add_action("do_" + verb, verb);
  note("welcome");
}
"""


@asynccontextmanager
async def starting(valid_process: str = VALID_PROCESS, more: str = "") -> AsyncIterator[ScriptedUser]:
    """A user of a mud that has a shell as its external command 1."""
    files = {"master.c": MASTER.replace("VALID_PROCESS", valid_process), "user.c": USER}
    async with running(files, f"Profile fluffos\nExternalCommand 1 {SHELL}\n{more}") as mud:
        user = await mud.connect()
        await user.until("welcome")
        yield user


async def test_a_program_reads_what_is_written_and_is_heard() -> None:
    """Both outputs come to the read callback, its end to the close callback; nothing of the driver's is inherited."""
    async with starting() as user:
        await user.type("sh read a; echo out $a $HOME; echo err >&2")
        await user.until("started DATA_XFER STREAM")
        await user.type("say hello")
        await user.until("wrote 1")
        answer = await user.until("ended")

        assert "".join(re.findall(r"got \"(.*?)\"\n", answer)) == "out hello\\nerr\\n"


async def test_without_callbacks_its_end_can_be_awaited() -> None:
    """The answer is that of process_start(); both applies of the master are asked."""
    async with starting() as user:
        await user.type("await echo out; echo err >&2; exit 3")
        await user.until('answer 3 "out\\n" "err\\n"\n')
        await user.type("allow 0", "await true")
        await user.until("failed *external_start: valid_process() does not allow")
        await user.type("allow 2", "await true")
        await user.until("failed *external_start: valid_socket() does not allow it")


async def test_a_string_is_cut_at_blanks() -> None:
    """As FluffOS does: there is no shell that would."""
    async with starting() as user:
        await user.type("words -c echo;env no")
        await user.until("started")
        answer = await user.until("ended")

        assert "HOME=" not in answer
        assert "got" in answer


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
@pytest.mark.parametrize("how", ["close", "die"])
async def test_who_closes_the_socket_ends_the_program(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that reads nothing and ignores being asked, and what it has started."""
    monkeypatch.setattr(processes, "PATIENCE", 0.2)
    async with starting() as user:
        await user.type("sh trap '' TERM HUP; echo pid=$$; sleep 300 & wait; sleep 300")
        pid = int((await user.until("\\n")).partition("pid=")[2].partition("\\n")[0])

        assert _group(pid)
        await user.type(how)
        await until(lambda: not _group(pid))


def _group(group: int) -> list[str]:
    """Who lives in a group."""
    found = []
    for about in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, of_group = about.read_text().rpartition(") ")[2].split()[:3]
        except OSError:
            continue
        if int(of_group) == group and state != "Z":
            found.append(about.parent.name)
    return found


async def test_the_master_is_asked() -> None:
    """valid_process() with path and arguments, valid_socket() before; and only lines of the configuration count."""
    async with starting() as user:
        for line, answer in (
            ("absent", "absent *Bad argument 1 to external_start()"),
            ("allow 0", "allow"),
            ("sh echo a", f"refused *external_start: valid_process() does not allow {SHELL}"),
            ("allow 2", "allow"),
            ("sh echo a", "error Security violation attempted"),
        ):
            await user.type(line)
            await user.until(answer)


async def test_without_valid_process_the_configuration_is_the_permission() -> None:
    """As it is in FluffOS, which knows no such apply."""
    async with starting("") as user:
        await user.type("sh echo allowed")
        await user.until('got "allowed\\n"')


async def test_what_cannot_be_started_is_closed(tmp_path: Path) -> None:
    """The descriptor was given; its close callback tells that there is no program."""
    program = tmp_path / "nonsense"
    program.write_bytes(b"\x7fELF nonsense")
    program.chmod(0o700)
    async with starting(more=f"ExternalCommand 3 {program}") as user:
        await user.type("missing")
        await user.until("ended")


def test_lines_of_fluffos_name_programs(tmp_path: Path) -> None:
    """external_cmd_N; a program that is not there is a warning."""
    file = tmp_path / "config"
    file.write_text(
        f"name : x\nmudlib directory : {tmp_path}\nmaster file : /m\n"
        f"external_cmd_1 : {SHELL}\nexternal_cmd_2 : /no/such\nexternal_cmd_3 :\n"
    )

    config = Config.load(file)

    assert [(one.name, str(one.path)) for one in config.external_commands] == [("1", SHELL)]
    assert [warning for warning in config.warnings if "external_cmd_2" in warning]
    assert not [warning for warning in config.warnings if "external_cmd_3" in warning]
