"""The telnet machine alone: parsing, quoting, negotiation, limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.protocols.events import (
    CommandReceived,
    Event,
    OptionDisabled,
    OptionEnabled,
    OptionRefused,
    ProtocolViolated,
    Side,
    SubnegotiationReceived,
    TerminalTypeReceived,
    TextReceived,
    WindowSizeReceived,
)
from neolith_trio.protocols.telnet.constants import (
    AYT,
    DO,
    DONT,
    ECHO,
    IAC,
    NAWS,
    SB,
    SE,
    SEND,
    SGA,
    TTYPE,
    WILL,
    WONT,
)
from neolith_trio.protocols.telnet.machine import TelnetMachine
from neolith_trio.protocols.telnet.option import Option, Speaker
from neolith_trio.protocols.telnet.wire import standard_options

from .chunks import bytewise, fed, split_bytes
from .offering import EVERYTHING

UNKNOWN = 200


def machine(**limits: int) -> TelnetMachine:
    return TelnetMachine(standard_options(EVERYTHING), **limits)


def heard(telnet: TelnetMachine, data: bytes) -> list[Event]:
    return list(telnet.receive(data))


def sub(option: int, payload: bytes) -> bytes:
    return bytes([IAC, SB, option]) + payload + bytes([IAC, SE])


def asked(option: int, side: Side) -> TelnetMachine:
    """A machine that has asked for the option; the request is taken away already."""
    result = machine()
    result.request(option, side, on=True)
    result.data_to_send()
    return result


def test_text_without_commands_passes() -> None:
    """Text is handed on as it is."""
    assert heard(machine(), b"look\r\n") == [TextReceived(b"look\r\n")]


def test_a_doubled_iac_is_one_byte_of_text() -> None:
    """IAC IAC is the byte 255."""
    assert heard(machine(), b"a\xff\xffb") == [TextReceived(b"a\xffb")]


def test_text_is_quoted_on_the_way_out() -> None:
    """A byte 255 in our text is doubled."""
    telnet = machine()
    telnet.send_text(b"a\xffb")

    assert telnet.data_to_send() == b"a\xff\xffb"
    assert telnet.data_to_send() == b""


@pytest.mark.parametrize(("verb", "answer"), [(WILL, DONT), (DO, WONT)])
def test_unknown_options_are_refused(verb: int, answer: int) -> None:
    """An option nobody wrote a file for is answered with no."""
    telnet = machine()

    assert heard(telnet, bytes([IAC, verb, UNKNOWN])) == []
    assert telnet.data_to_send() == bytes([IAC, answer, UNKNOWN])


@pytest.mark.parametrize("verb", [WONT, DONT])
def test_a_no_to_what_is_off_needs_no_answer(verb: int) -> None:
    """WONT and DONT for an option that is off would loop if answered."""
    telnet = machine()

    assert heard(telnet, bytes([IAC, verb, UNKNOWN])) == []
    assert telnet.data_to_send() == b""


def test_suppress_go_ahead_is_agreed_to_once() -> None:
    """DO SGA is answered with WILL SGA; repeating it is not answered again."""
    telnet = machine()

    assert heard(telnet, bytes([IAC, DO, SGA])) == [OptionEnabled(SGA, Side.LOCAL)]
    assert heard(telnet, bytes([IAC, DO, SGA])) == []
    assert telnet.data_to_send() == bytes([IAC, WILL, SGA])


def test_an_unasked_do_echo_is_refused() -> None:
    """We never echo, so we do not promise to."""
    telnet = machine()
    heard(telnet, bytes([IAC, DO, ECHO]))

    assert telnet.data_to_send() == bytes([IAC, WONT, ECHO])


def test_a_refusal_of_our_request_is_an_event() -> None:
    """WONT NAWS in answer to DO NAWS says that there will be no window size."""
    assert heard(asked(NAWS, Side.REMOTE), bytes([IAC, WONT, NAWS])) == [OptionRefused(NAWS, Side.REMOTE)]


def test_an_option_can_be_turned_off_again() -> None:
    """We hide, the client agrees, we show again, the client agrees."""
    telnet = asked(ECHO, Side.LOCAL)

    assert heard(telnet, bytes([IAC, DO, ECHO])) == [OptionEnabled(ECHO, Side.LOCAL)]
    telnet.request(ECHO, Side.LOCAL, on=False)
    assert telnet.data_to_send() == bytes([IAC, WONT, ECHO])
    assert heard(telnet, bytes([IAC, DONT, ECHO])) == [OptionDisabled(ECHO, Side.LOCAL)]
    assert telnet.data_to_send() == b""


def test_the_window_size_comes_with_255_doubled_or_not() -> None:
    """A width of 255 is doubled by the RFC, and sent bare by some clients."""
    for payload in (b"\x00\xff\xff\x00\x18", b"\x00\xff\x00\x18"):
        telnet = asked(NAWS, Side.REMOTE)
        heard(telnet, bytes([IAC, WILL, NAWS]))

        assert heard(telnet, sub(NAWS, payload)) == [WindowSizeReceived(255, 24)]


def test_only_a_changed_window_size_is_an_event() -> None:
    """A client that repeats its size is heard once."""
    telnet = asked(NAWS, Side.REMOTE)
    size = sub(NAWS, b"\x00\x50\x00\x18")
    events = heard(telnet, bytes([IAC, WILL, NAWS]) + size * 3)

    assert events == [OptionEnabled(NAWS, Side.REMOTE), WindowSizeReceived(80, 24)]


def test_a_window_size_of_wrong_length_is_ignored() -> None:
    """Three bytes are no size."""
    telnet = asked(NAWS, Side.REMOTE)
    heard(telnet, bytes([IAC, WILL, NAWS]))

    assert heard(telnet, sub(NAWS, b"\x00\x50\x00")) == []


def test_a_subnegotiation_of_an_option_that_is_off_is_ignored() -> None:
    """Nobody agreed to NAWS, so nobody listens to it."""
    assert heard(machine(), sub(NAWS, b"\x00\x50\x00\x18")) == []


def test_the_terminal_type_is_asked_for_once_and_heard_once() -> None:
    """WILL TTYPE leads to SEND; a second answer that nobody asked for is dropped."""
    telnet = asked(TTYPE, Side.REMOTE)
    enabled = heard(telnet, bytes([IAC, WILL, TTYPE]))

    assert enabled == [OptionEnabled(TTYPE, Side.REMOTE)]
    assert telnet.data_to_send() == sub(TTYPE, bytes([SEND]))
    assert heard(telnet, sub(TTYPE, b"\x00XTERM") * 2) == [TerminalTypeReceived(b"XTERM")]


def test_other_subnegotiations_are_handed_on_unquoted() -> None:
    """The mudlib may know an option that the driver does not."""
    assert heard(machine(), sub(UNKNOWN, b"a\xff\xffb")) == [SubnegotiationReceived(UNKNOWN, b"a\xffb")]


def test_an_overlong_subnegotiation_is_dropped_and_text_goes_on() -> None:
    """The limit bounds what is kept; the stream stays in step."""
    telnet = machine(max_subnegotiation=10)

    assert heard(telnet, sub(UNKNOWN, b"x" * 9) + sub(UNKNOWN, b"x" * 10) + b"hi") == [
        SubnegotiationReceived(UNKNOWN, b"x" * 9),
        TextReceived(b"hi"),
    ]


def test_a_flood_of_negotiations_is_cut_off_once() -> None:
    """Beyond the limit there is one event, no answer and no further parsing."""
    telnet = machine(max_negotiations=5)
    events = heard(telnet, bytes([IAC, DO, UNKNOWN]) * 1000 + b"text")

    assert events == [ProtocolViolated("too many option negotiations")]
    assert telnet.data_to_send() == bytes([IAC, WONT, UNKNOWN]) * 5
    assert heard(telnet, b"more") == []


def test_answers_to_our_own_requests_do_not_count_as_a_flood() -> None:
    """A session of many passwords is not an attack."""
    telnet = machine(max_negotiations=3)
    for _ in range(50):
        telnet.request(ECHO, Side.LOCAL, on=True)
        heard(telnet, bytes([IAC, DO, ECHO]))
        telnet.request(ECHO, Side.LOCAL, on=False)
        heard(telnet, bytes([IAC, DONT, ECHO]))

    assert heard(telnet, b"still here") == [TextReceived(b"still here")]


def test_commands_come_between_the_texts_around_them() -> None:
    """Order is kept."""
    assert heard(machine(), b"a" + bytes([IAC, AYT]) + b"b") == [
        TextReceived(b"a"),
        CommandReceived(AYT),
        TextReceived(b"b"),
    ]


class _Later(Option):
    """An option of the future: accepted both ways, answers with what it is sent."""

    code = UNKNOWN
    accepts_local = accepts_remote = True

    def subnegotiated(self, speaker: Speaker, payload: bytes) -> list[SubnegotiationReceived]:
        speaker.send_subnegotiation(self.code, payload[::-1])
        return [SubnegotiationReceived(self.code, payload)]


def test_a_further_option_needs_no_change_in_the_machine() -> None:
    """An option is one object handed to the machine."""
    telnet = TelnetMachine([_Later()])

    assert heard(telnet, bytes([IAC, WILL, UNKNOWN]) + sub(UNKNOWN, b"ab")) == [
        OptionEnabled(UNKNOWN, Side.REMOTE),
        SubnegotiationReceived(UNKNOWN, b"ab"),
    ]
    assert telnet.data_to_send() == bytes([IAC, DO, UNKNOWN]) + sub(UNKNOWN, b"ba")


OPTIONS = [*(option.code for option in standard_options(EVERYTHING)), UNKNOWN]


@pytest.mark.parametrize("option", OPTIONS)
@given(data=st.data())
def test_one_byte_at_a_time_equals_all_at_once(option: int, data: st.DataObject) -> None:
    """For every option, chunking changes neither the events nor the answers."""
    verbs = [bytes([IAC, verb, option]) for verb in (WILL, WONT, DO, DONT)]
    subs = [sub(option, body) for body in (b"\x00\x50\x00\x18", b"\x00ANSI", b"\x01", b"", b"\xff\xff")]
    noise = [b"text\r\n", b"\xff\xff", b"\xff", bytes([IAC, SB]), bytes([IAC, SE]), bytes([option])]
    pieces = data.draw(split_bytes([*verbs, *subs, *noise]))
    stream = b"".join(pieces)

    whole, single, cut = (_asked_for_all() for _ in range(3))
    expected = fed(whole.receive, [stream])

    assert fed(single.receive, bytewise(stream)) == expected
    assert fed(cut.receive, pieces) == expected
    assert single.data_to_send() == cut.data_to_send() == whole.data_to_send()


def _asked_for_all() -> TelnetMachine:
    result = machine(max_subnegotiation=64, max_negotiations=20)
    for option in OPTIONS[:-1]:
        result.request(option, Side.REMOTE, on=True)
    return result


@given(st.binary())
def test_quoting_survives_the_way_there_and_back(text: bytes) -> None:
    """What one machine sends as text, another receives as the same text."""
    there = machine()
    there.send_text(text)
    there.send_subnegotiation(UNKNOWN, text)
    events = heard(machine(max_subnegotiation=1 + len(text)), there.data_to_send())

    assert events == ([TextReceived(text)] if text else []) + [SubnegotiationReceived(UNKNOWN, text)]
