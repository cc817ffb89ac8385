"""What clients tell beside their text, and what the mudlib tells them: events in, applies; efuns, signals out."""

from __future__ import annotations

from typing import Any

import pytest
from trio.testing import wait_all_tasks_blocked

from neolith_trio.backend.users import TELLINGS
from neolith_trio.config import Profile
from neolith_trio.protocols import events as protocol
from neolith_trio.protocols.events import Side
from neolith_trio.protocols.ports import Kind, Received
from neolith_trio.protocols.signals import Command, PromptEnded, Request, Subnegotiation, TerminalTypeWanted
from neolith_trio.protocols.telnet.constants import (
    COMPRESS2,
    GA,
    GMCP,
    MSDP,
    MSP,
    MSSP,
    MXP,
    NAWS,
    NOP,
    ZMP,
)
from neolith_trio.testing import Mud, ScriptedUser, running

MASTER = """
object connect(int port) { return new("/user"); }
"""
STATISTICS = """
mapping get_mud_stats() {
  return ([ "CODEBASE": "my lib", "PORT": ({ 4000, "23" }), "NAME": "Hub", "ODD": 1.5, 7: "no" ]);
}
"""
USER = """
void note(string s) { write("{" + s + "}"); }
void gmcp_enable() { note("gmcp " + has_gmcp()); }
void gmcp(string s) { note(s); }
void msdp_enable() { note("msdp " + has_msdp(this_object())); }
void msdp(string s) { note(replace_string(replace_string(s, "\\x01", "VAR "), "\\x02", " VAL ")); }
void mxp_enable() { note("mxp " + has_mxp()); }
int mxp_tag(string s) { note("tag" + s); return strsrch(s, "mine") > 0; }
void msp_enable() { note("msp " + has_msp()); }
void zmp_command(string s, string *words) { note(s + ":" + implode(words, ",")); }
void receive_environ(string name, string value) { note(name + "=" + value); }
void set_window_size(int w, int h) { note("set " + w + "x" + h); }
void window_size(int w, int h) { note(w + "x" + h); }
void set_terminal_type(string s) { note("set " + s); }
void terminal_type(string s) { note(s); }
void telnet_suboption(string s) { note("suboption " + s[0] + " " + s[1..]); }
int do_encode(string s) { note(set_encoding(s)); return 1; }
int do_plain(string s) { note(set_encoding()); return 1; }
int do_which(string s) { note(query_encoding()); return 1; }
int do_hear(string s) { note(sprintf("%O", s)); return 1; }
int do_send(string s) {
  write("a");
  send_gmcp("Char.Name {}");
  write("b");
  send_msdp_variable("HP", 12);
  send_msdp_variable("ALL", ([ "X": ({ "1", 2.5 }) ]));
  send_zmp("zmp.ping", ({ "a", 1, "b" }));
  telnet_msp_oob("!!SOUND(x)");
  act_mxp();
  return 1;
}
int do_bad(string s) { note(catch(send_msdp_variable("X", this_object()))); return 1; }
int do_telnet(string s) {
  telnet_nop();
  telnet_ga();
  request_term_type();
  start_request_term_type();
  request_term_size();
  request_term_size(0);
  return 1;
}
int do_packed(string s) { note("packed " + compressedp(this_object())); return 1; }
int do_become(string s) { exec(new("/user"), this_object()); note("old " + has_gmcp()); return 1; }
void logon() {
  string verb;
  enable_commands();
  foreach (verb in ({ "encode", "plain", "which", "hear", "send", "bad", "telnet", "packed", "become" }))
    add_action("do_" + verb, verb);
  write("ready\\n");
}
"""
LIB = {"master.c": MASTER, "user.c": USER}


async def ready(mud: Mud) -> ScriptedUser:
    user = await mud.connect()
    await user.until("ready\n")
    return user


async def speaking(mud: Mud, *options: int) -> ScriptedUser:
    """A user whose client has agreed to these options, after what the mudlib says to that."""
    user = await ready(mud)
    for option in options:
        await user.send(protocol.OptionEnabled(option, Side.LOCAL))
    await wait_all_tasks_blocked()
    await user.type("which")
    await user.until("{bytes}")
    return user


@pytest.mark.parametrize(
    ("event", "noted"),
    [
        (protocol.OptionEnabled(GMCP, Side.LOCAL), "{gmcp 1}"),
        (protocol.OptionEnabled(MSDP, Side.LOCAL), "{msdp 1}"),
        (protocol.OptionEnabled(MSP, Side.LOCAL), "{msp 1}"),
        (protocol.OptionEnabled(MXP, Side.REMOTE), "{mxp 1}"),
        (protocol.GmcpReceived(b"Core.Ping 1"), "{Core.Ping 1}"),
        (protocol.MsdpReceived(b"\x01LIST\x02COMMANDS"), "{VAR LIST VAL COMMANDS}"),
        (protocol.ZmpReceived(b"zmp.check", (b"a", b"")), "{zmp.check:a,}"),
        (protocol.EnvironmentReceived(b"USER", b"ann"), "{USER=ann}"),
        (protocol.WindowSizeReceived(80, 24), "{set 80x24}"),
        (protocol.TerminalTypeReceived(b"XTERM"), "{set XTERM}"),
        (protocol.SubnegotiationReceived(200, b"data"), "{suboption 200 data}"),
    ],
)
async def test_what_a_client_tells_is_an_apply(event: protocol.Event, noted: str) -> None:
    """In the user object, at once."""
    async with running(LIB) as mud:
        user = await ready(mud)
        await user.send(event)

        assert (await user.until("}")) == noted


@pytest.mark.parametrize("profile", [Profile.MUDOS, Profile.FLUFFOS])
async def test_the_other_drivers_have_names_of_their_own_for_the_terminal(profile: Profile) -> None:
    """Neolith renamed them."""
    async with running(LIB, f"Profile {profile.value}") as mud:
        user = await ready(mud)
        await user.send(protocol.WindowSizeReceived(80, 24))
        await user.send(protocol.TerminalTypeReceived(b"XTERM"))

        assert await user.until("{XTERM}") == "{80x24}{XTERM}"


async def test_an_option_that_goes_is_forgotten_and_one_for_both_sides_begins_once() -> None:
    """has_mxp() is true as long as one side has it."""
    async with running(LIB) as mud:
        user = await ready(mud)
        for event in (
            protocol.OptionEnabled(MXP, Side.REMOTE),
            protocol.OptionEnabled(MXP, Side.LOCAL),
            protocol.OptionDisabled(MXP, Side.REMOTE),
            protocol.OptionEnabled(MXP, Side.REMOTE),
            protocol.OptionDisabled(MXP, Side.REMOTE),
            protocol.OptionDisabled(MXP, Side.LOCAL),
            protocol.OptionEnabled(MXP, Side.REMOTE),
            protocol.GmcpReceived(b"end"),
        ):
            await user.send(event)

        assert await user.until("{end}") == "{mxp 1}{mxp 1}{end}"


async def test_what_a_client_speaks_stays_with_the_connection() -> None:
    """exec() gives another user object; the client is the same."""
    async with running(LIB) as mud:
        user = await speaking(mud, GMCP)
        await user.type("become")

        assert "{old 0}" not in user.screen  # the old object has nobody to write to any more
        await user.send(protocol.GmcpReceived(b"to the new one"))
        await user.until("{to the new one}")
        (link,) = mud.driver._world.interactives
        assert link.speaks(GMCP)


async def test_text_and_signals_keep_their_order() -> None:
    """In one write at the end of the turn."""
    async with running(LIB) as mud:
        user = await speaking(mud, GMCP, MSDP, ZMP, MSP, MXP)
        user.signals.clear()
        await user.type("send")
        await user.until("ab")

        table = b"\x01ALL\x02\x03\x01X\x02\x05\x021\x022.500000\x06\x04"
        assert user.signals == [
            Subnegotiation(GMCP, b"Char.Name {}"),
            Subnegotiation(MSDP, b"\x01HP\x0212"),
            Subnegotiation(MSDP, table),
            Subnegotiation(ZMP, b"zmp.ping\0a\0b\0"),
            Subnegotiation(MSP, b"!!SOUND(x)"),
            Subnegotiation(MXP, b""),
        ]


async def test_msdp_knows_no_objects() -> None:
    """An error, as FluffOS has it."""
    async with running(LIB) as mud:
        user = await ready(mud)
        await user.type("bad")

        assert "Bad argument 2 to send_msdp_variable()" in await user.until("}")


async def test_telnet_by_hand() -> None:
    """NOP and GA, and the questions about the terminal."""
    async with running(LIB) as mud:
        user = await ready(mud)
        await user.type("telnet")
        await user.until("> ")

        assert user.signals == [
            Command(NOP),
            Command(GA),
            TerminalTypeWanted(),
            TerminalTypeWanted(again=True),
            Request(NAWS, Side.REMOTE, True),
            Request(NAWS, Side.REMOTE, False),
        ]


async def test_compressedp_tells_what_the_client_has_agreed_to() -> None:
    """1 with MCCP2."""
    async with running(LIB) as mud:
        user = await ready(mud)
        await user.type("packed")
        await user.until("{packed 0}")
        await user.send(protocol.OptionEnabled(COMPRESS2, Side.LOCAL))
        await user.type("packed")
        await user.until("{packed 1}")


@pytest.mark.parametrize(("profile", "marks"), [("neolith", []), ("fluffos", [PromptEnded()])])
async def test_the_ends_of_prompts_are_marked_in_fluffos(profile: str, marks: list[PromptEnded]) -> None:
    """Behind the prompt."""
    async with running(LIB, f"Profile {profile}") as mud:
        user = await ready(mud)
        await user.type("which")
        await user.until("> ")
        await wait_all_tasks_blocked()

        assert user.signals == marks


# -- encodings ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["neolith", "fluffos"])
async def test_a_user_may_have_an_encoding_of_his_own(profile: str) -> None:
    """What he types and what he sees is recoded; what cannot be written is a question mark."""
    async with running(LIB, f"Profile {profile}") as mud:
        user = await ready(mud)
        await user.type("encode GBK")
        await user.until("{gbk}")
        await user.send(protocol.LineReceived("hear 中文".encode("gbk")))
        await user.until("}")
        typed = bytes(user.written)
        await user.send(protocol.GmcpReceived("中".encode("gbk")))
        await user.until("}")
        await user.type("plain")
        await user.until("}")
        await user.type("hear 中")
        await user.until("}")

        assert '{"中文"}'.encode("gbk") in typed
        assert "{中}".encode("gbk") in user.written[len(typed) :]
        assert user.written.rstrip(b"> ").endswith('{"中"}'.encode())


async def test_a_character_that_the_encoding_has_not_is_a_question_mark() -> None:
    """Nobody's output may fail because of it."""
    async with running(LIB, "Profile fluffos") as mud:
        user = await ready(mud)
        await user.type("encode latin-1")
        await user.until("{iso8859-1}")
        (link,) = mud.driver._world.interactives

        assert link.encode("é中") == b"\xe9?"
        assert link.decode(b"\xe9") == "é"


async def test_an_encoding_by_agreement_with_the_client() -> None:
    """CHARSET does what set_encoding() does, and UTF-8 is none at all."""
    async with running(LIB) as mud:
        user = await ready(mud)
        for codec, shown in (("gbk", "{gbk}"), ("utf-8", "{bytes}")):
            await user.send(protocol.CharsetAgreed(codec))
            await user.type("which")
            await user.until(shown)


async def test_an_encoding_that_nobody_knows_is_an_error() -> None:
    """And the old one stays."""
    async with running(LIB) as mud:
        user = await ready(mud)
        await user.type("encode utf-16", "which")

        assert "{bytes}" in await user.until("}")
        assert any("Fail to set encoding to 'utf-16'" in line for line in mud.log)


# -- lines that are no commands -------------------------------------------------------------------------------


async def test_a_line_of_mxp_is_for_mxp_tag_first() -> None:
    """Its answer decides whether it is a command after all; without MXP it always is."""
    async with running(LIB) as mud:
        user = await ready(mud)
        await user.type("\x1b[1z<mine>")
        await user.until("What?\n")
        await user.send(protocol.OptionEnabled(MXP, Side.REMOTE))
        await user.until("{mxp 1}")
        await user.type("\x1b[1z<mine>")
        mine = await user.until("> ")
        await user.type("\x1b[1z<other>")
        other = await user.until("What?\n")

        assert (mine, other) == ("{tag [1z<mine>}> ", "{tag [1z<other>}What?\n")


async def test_lists_of_muds_get_what_the_master_tells() -> None:
    """NAME, PLAYERS and UPTIME are always there; strings, ints and arrays of them count."""
    async with running({**LIB, "master.c": MASTER + STATISTICS}, "MudName Elsewhere") as mud:
        user = await ready(mud)
        await user.send(protocol.OptionEnabled(MSSP, Side.LOCAL))
        await wait_all_tasks_blocked()

        (answer,) = user.signals
        assert isinstance(answer, Subnegotiation)
        told = dict(pair.split(b"\x02", 1) for pair in answer.payload.split(b"\x01")[1:])
        assert told == {
            b"NAME": b"Hub",
            b"PLAYERS": b"1",
            b"UPTIME": b"1000000000",
            b"CODEBASE": b"my lib",
            b"PORT": b"4000\x0223",
        }


async def test_a_master_that_tells_nothing_has_the_three() -> None:
    """The name is that of the configuration."""
    async with running(LIB, "MudName Elsewhere") as mud:
        user = await ready(mud)
        await user.send(protocol.OptionEnabled(MSSP, Side.LOCAL))
        await wait_all_tasks_blocked()

        payload = b"\x01NAME\x02Elsewhere\x01PLAYERS\x021\x01UPTIME\x021000000000"
        assert user.signals == [Subnegotiation(MSSP, payload)]


@pytest.mark.parametrize(
    ("settings", "statistics", "first", "answered"),
    [
        ("EnableMssp yes", STATISTICS, "MSSP-REQUEST", True),
        ("EnableMssp yes", STATISTICS, "mssp-request", False),
        ("EnableMssp yes", "", "MSSP-REQUEST", False),
        ("", STATISTICS, "MSSP-REQUEST", False),
    ],
)
async def test_a_crawler_without_telnet_types_its_request(
    settings: str, statistics: str, first: str, answered: bool
) -> None:
    """It is answered where MSSP is offered and the master has something to tell; else it is a line like any other."""
    async with running({**LIB, "master.c": MASTER + statistics}, settings) as mud:
        user = await ready(mud)
        await user.type(first)
        text = await user.until("MSSP-REPLY-END\n" if answered else "What?\n")

        assert ("\nCODEBASE\tmy lib\nPORT\t4000\t23\n" in text) is answered


async def test_only_the_first_line_can_be_such_a_request() -> None:
    """Later it may be what a player says."""
    async with running({**LIB, "master.c": MASTER + STATISTICS}, "EnableMssp yes") as mud:
        user = await ready(mud)
        await user.type("which", "MSSP-REQUEST")

        assert "MSSP-REPLY" not in await user.until("What?\n")


async def test_a_client_that_tells_without_end_delays_nobody() -> None:
    """So much is acted on in a cycle; the rest waits in order, and its sender is asked to wait."""
    async with running(LIB) as mud:
        flooder, other = await ready(mud), await ready(mud)
        inbox: Any = mud.driver.port
        for number in range(200):
            inbox.post_nowait(Received(flooder, protocol.GmcpReceived(b"%d" % number)))
        inbox.post_nowait(Received(flooder, protocol.LineReceived(b"which")))
        inbox.post_nowait(Received(other, protocol.LineReceived(b"which")))
        await other.until("{bytes}")
        when_the_other_was_served = flooder.screen
        asked_to_wait = not flooder.receiving
        shown = await flooder.until("{199}")

        assert 0 < when_the_other_was_served.count("{") <= 2 * TELLINGS + 1
        assert shown.replace("{bytes}> ", "") == "".join(f"{{{number}}}" for number in range(200))
        assert (asked_to_wait, flooder.receiving) == (True, True)


async def test_the_console_is_no_client() -> None:
    """The efuns answer 0 there and send nothing."""
    async with running(LIB) as mud:
        user = await mud.connect(Kind.CONSOLE)
        await user.until("ready\n")
        await user.type("send", "packed")

        assert "{packed 0}" in await user.until("}")
