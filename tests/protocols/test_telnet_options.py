"""Each option of telnet on a port that offers it, as a client sees it."""

from __future__ import annotations

import zlib

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.protocols.events import (
    CharacterReceived,
    CharsetAgreed,
    EnvironmentReceived,
    Event,
    GmcpReceived,
    LineReceived,
    MsdpReceived,
    OptionDisabled,
    OptionEnabled,
    ProtocolViolated,
    Side,
    SubnegotiationReceived,
    TerminalTypeReceived,
    WindowSizeReceived,
    ZmpReceived,
)
from neolith_trio.protocols.signals import Command, PromptEnded, Request, Subnegotiation, TerminalTypeWanted
from neolith_trio.protocols.telnet import msdp, mssp, zmp
from neolith_trio.protocols.telnet.constants import (
    AO,
    BINARY,
    CHARSET,
    COMPRESS2,
    COMPRESS3,
    DM,
    DO,
    DONT,
    END_OF_RECORD,
    EOR,
    GA,
    GMCP,
    IAC,
    IS,
    LINEMODE,
    MSDP,
    MSP,
    MSSP,
    MXP,
    NAWS,
    NEW_ENVIRON,
    NOP,
    SB,
    SE,
    SEND,
    SGA,
    TIMING_MARK,
    TTYPE,
    WILL,
    WONT,
    ZMP,
)
from neolith_trio.protocols.telnet.offers import NOTHING, Offers
from neolith_trio.protocols.telnet.wire import TelnetWire, standard_options

from .chunks import bytewise, joined, split_bytes
from .offering import EVERYTHING

DO_TTYPE, DO_NAWS = bytes([IAC, DO, TTYPE]), bytes([IAC, DO, NAWS])


def sub(option: int, payload: bytes) -> bytes:
    return bytes([IAC, SB, option]) + payload.replace(b"\xff", b"\xff\xff") + bytes([IAC, SE])


def opened(**offers: bool) -> TelnetWire:
    """A port that offers these things, and has said so."""
    wire = TelnetWire(offers=Offers(**offers))
    wire.open()
    wire.data_to_send()
    return wire


def heard(wire: TelnetWire, *pieces: bytes) -> tuple[list[Event], bytes]:
    """What the port makes of it, and what it answers."""
    events, answer = [], b""
    for piece in pieces:
        events += wire.receive(piece)
        while wire.behind:
            events += wire.receive(b"")
        answer += wire.data_to_send()
    return joined(events), answer  # type: ignore[return-value]


# -- what is offered ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("offer", "opening"),
    [
        ("linemode", bytes([IAC, DO, LINEMODE])),
        ("terminal_names", b""),
        ("environment", bytes([IAC, DO, NEW_ENVIRON])),
        ("compression", bytes([IAC, WILL, COMPRESS2])),
        ("compressed_input", bytes([IAC, WILL, COMPRESS3])),
        ("mxp", bytes([IAC, DO, MXP])),
        ("gmcp", bytes([IAC, WILL, GMCP])),
        ("msdp", bytes([IAC, WILL, MSDP])),
        ("zmp", bytes([IAC, WILL, ZMP])),
        ("mssp", bytes([IAC, WILL, MSSP])),
        ("encodings", bytes([IAC, WILL, CHARSET])),
        ("msp", bytes([IAC, WILL, MSP])),
        ("prompt_marks", bytes([IAC, WILL, END_OF_RECORD])),
    ],
)
def test_an_offer_is_one_question_more(offer: str, opening: bytes) -> None:
    """Behind the two that every port asks."""
    wire = TelnetWire(offers=Offers(**{offer: True}))
    wire.open()

    assert wire.data_to_send() == DO_TTYPE + DO_NAWS + opening
    assert offer in attrs.fields_dict(Offers)


REFUSED = [GMCP, MSDP, MSSP, MSP, ZMP, MXP, COMPRESS2, COMPRESS3, CHARSET, BINARY, NEW_ENVIRON]


@pytest.mark.parametrize("option", REFUSED)
def test_what_is_not_offered_is_refused(option: int) -> None:
    """Both ways, so that a mudlib that knows nothing of it hears nothing of it."""
    events, answer = heard(opened(), bytes([IAC, DO, option, IAC, WILL, option]))

    assert events == []
    assert answer == bytes([IAC, WONT, option, IAC, DONT, option])


# -- messages of mud clients ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("offer", "option", "payload", "event"),
    [
        ("gmcp", GMCP, b'Core.Hello {"client": "x"}', GmcpReceived(b'Core.Hello {"client": "x"}')),
        ("msdp", MSDP, b"\x01LIST\x02COMMANDS", MsdpReceived(b"\x01LIST\x02COMMANDS")),
        ("zmp", ZMP, b"zmp.check\0a\0\xff\0", ZmpReceived(b"zmp.check", (b"a", b"\xff"))),
    ],
)
def test_messages_are_heard_once_the_option_is_agreed_to(
    offer: str, option: int, payload: bytes, event: Event
) -> None:
    """And not before."""
    wire = opened(**{offer: True})

    assert heard(wire, sub(option, payload)) == ([], b"")
    assert heard(wire, bytes([IAC, DO, option])) == ([OptionEnabled(option, Side.LOCAL)], b"")
    assert heard(wire, sub(option, payload)) == ([event], b"")


@pytest.mark.parametrize("payload", [b"", b"no.end", b"\0"])
def test_a_zmp_command_has_a_name_and_an_end(payload: bytes) -> None:
    """Anything else is no command."""
    wire = opened(zmp=True)
    heard(wire, bytes([IAC, DO, ZMP]))

    assert heard(wire, sub(ZMP, payload)) == ([], b"")


@pytest.mark.parametrize(
    ("offer", "option"), [("gmcp", GMCP), ("msdp", MSDP), ("mssp", MSSP), ("msp", MSP), ("zmp", ZMP), ("mxp", MXP)]
)
def test_nothing_is_sent_to_a_client_that_has_not_agreed(offer: str, option: int) -> None:
    """A client that does not know the option would show what is in it."""
    wire = opened(**{offer: True})
    wire.signal(Subnegotiation(option, b"a\xffb"))
    before = wire.data_to_send()
    heard(wire, bytes([IAC, WILL if option == MXP else DO, option]))
    wire.signal(Subnegotiation(option, b"a\xffb"))

    assert (before, wire.data_to_send()) == (b"", sub(option, b"a\xffb"))


def test_mxp_may_be_proposed_by_either_side() -> None:
    """DO MXP of the client is answered with WILL."""
    wire = opened(mxp=True)
    events, answer = heard(wire, bytes([IAC, DO, MXP]))

    assert (events, answer) == ([OptionEnabled(MXP, Side.LOCAL)], bytes([IAC, WILL, MXP]))


def test_msdp_values_as_the_document_writes_them() -> None:
    """Arrays and tables are nested in marks."""
    value: msdp.Value = {b"HP": b"12", b"ROOMS": [b"a", b"b"]}

    assert msdp.variable(b"ME", value) == b"\x01ME\x02\x03\x01HP\x0212\x01ROOMS\x02\x05\x02a\x02b\x06\x04"


def test_mssp_in_both_forms() -> None:
    """A value that could end another is cleaned, and one without values is left out."""
    variables = {b"NAME": [b"My \x01MUD\xff"], b"PORT": [b"4000", b"23"], b"EMPTY": []}

    assert mssp.telnet_answer(variables) == b"\x01NAME\x02My MUD\x01PORT\x024000\x0223"
    assert mssp.text_answer({b"NAME": [b"a\tb\n"], b"PORT": [b"4000", b"23"]}).split(b"\n") == [
        b"",
        b"MSSP-REPLY-START",
        b"NAME\tab",
        b"PORT\t4000\t23",
        b"MSSP-REPLY-END",
        b"",
    ]


def test_a_zmp_command_is_words_that_end_in_nul() -> None:
    """So a word has none inside."""
    assert zmp.command(b"zmp.ping", [b"a\0b", b""]) == b"zmp.ping\0ab\0\0"


# -- the terminal ---------------------------------------------------------------------------------------------


def test_all_names_of_a_terminal_are_asked_for_until_one_repeats() -> None:
    """As MTTS has it: client, terminal, abilities."""
    wire = opened(terminal_names=True)
    names = [b"MUDLET", b"ANSI-TRUECOLOR", b"MTTS 2349", b"MTTS 2349", b"MUDLET"]
    _, asked = heard(wire, bytes([IAC, WILL, TTYPE]))
    rounds = [heard(wire, sub(TTYPE, bytes([IS]) + name)) for name in names]

    send = sub(TTYPE, bytes([SEND]))
    assert asked == send
    assert rounds == [*(([TerminalTypeReceived(name)], send) for name in names[:3]), ([], b""), ([], b"")]


def test_a_client_with_endless_names_is_asked_eight_times() -> None:
    """A cycle that never repeats is no reason to go on."""
    wire = opened(terminal_names=True)
    heard(wire, bytes([IAC, WILL, TTYPE]))
    answers = [heard(wire, sub(TTYPE, bytes([IS]) + b"%d" % number)) for number in range(20)]

    assert [bool(events) for events, _ in answers] == [True] * 8 + [False] * 12


def test_the_mudlib_may_ask_for_the_next_name_and_for_the_first() -> None:
    """The first comes again when the option was off in between."""
    wire = opened()
    heard(wire, bytes([IAC, WILL, TTYPE]), sub(TTYPE, bytes([IS]) + b"A"))
    wire.signal(TerminalTypeWanted())
    asked = wire.data_to_send()
    events, _ = heard(wire, sub(TTYPE, bytes([IS]) + b"B"))
    wire.signal(TerminalTypeWanted(again=True))
    off = wire.data_to_send()
    _, on = heard(wire, bytes([IAC, WONT, TTYPE]))
    _, again = heard(wire, bytes([IAC, WILL, TTYPE]))

    assert (asked, events) == (sub(TTYPE, bytes([SEND])), [TerminalTypeReceived(b"B")])
    assert (off, on, again) == (bytes([IAC, DONT, TTYPE]), DO_TTYPE, sub(TTYPE, bytes([SEND])))


def test_window_sizes_can_be_switched_off() -> None:
    """And asking again for what is on says nothing."""
    wire = opened()
    heard(wire, bytes([IAC, WILL, NAWS]))
    wire.signal(Request(NAWS, Side.REMOTE, True))
    nothing = wire.data_to_send()
    wire.signal(Request(NAWS, Side.REMOTE, False))

    assert (nothing, wire.data_to_send()) == (b"", bytes([IAC, DONT, NAWS]))


def test_a_size_that_is_asked_for_again_is_told_again() -> None:
    """Although it has not changed: the user object may be another one."""
    wire = opened()
    size = bytes([IAC, WILL, NAWS]) + sub(NAWS, b"\x00\x50\x00\x18")
    first, _ = heard(wire, size)
    wire.signal(Request(NAWS, Side.REMOTE, False))
    heard(wire, bytes([IAC, WONT, NAWS]))
    wire.signal(Request(NAWS, Side.REMOTE, True))
    again, _ = heard(wire, size)

    assert first == again == [OptionEnabled(NAWS, Side.REMOTE), WindowSizeReceived(80, 24)]


def test_variables_of_the_environment() -> None:
    """VAR and USERVAR alike, ESC undone, without those that have no value."""
    wire = opened(environment=True)
    _, asked = heard(wire, bytes([IAC, WILL, NEW_ENVIRON]))
    payload = b"\x00" + b"\x00USER\x01ann" + b"\x03LANG\x01\x02\x01\x02\x02x" + b"\x00NONE" + b"\x03EMPTY\x01"
    events, _ = heard(wire, sub(NEW_ENVIRON, payload), sub(NEW_ENVIRON, b"\x02\x00USER\x01bob"))

    assert asked == sub(NEW_ENVIRON, bytes([SEND]))
    assert events == [
        EnvironmentReceived(b"USER", b"ann"),
        EnvironmentReceived(b"LANG", b"\x01\x02x"),
        EnvironmentReceived(b"EMPTY", b""),
        EnvironmentReceived(b"USER", b"bob"),
    ]


@given(st.dictionaries(st.binary(min_size=1, max_size=6), st.binary(max_size=6), max_size=4))
def test_variables_are_understood_however_they_are_quoted(variables: dict[bytes, bytes]) -> None:
    """As RFC 1572 says, whatever bytes there are."""
    special = bytes([0, 1, 2, 3])

    def quoted(data: bytes) -> bytes:
        return b"".join(b"\x02" + bytes([byte]) if byte in special else bytes([byte]) for byte in data)

    wire = opened(environment=True)
    heard(wire, bytes([IAC, WILL, NEW_ENVIRON]))
    payload = b"\x00" + b"".join(b"\x03" + quoted(name) + b"\x01" + quoted(value) for name, value in variables.items())
    events, _ = heard(wire, sub(NEW_ENVIRON, payload))

    assert events == [EnvironmentReceived(name, value) for name, value in variables.items()]


def test_a_client_cannot_drown_us_in_variables() -> None:
    """128 of one message are heard."""
    wire = opened(environment=True)
    heard(wire, bytes([IAC, WILL, NEW_ENVIRON]))
    events, _ = heard(wire, sub(NEW_ENVIRON, b"\x00" + b"\x00A\x01b" * 1000))

    assert len(events) == 128


# -- encodings ------------------------------------------------------------------------------------------------

REQUEST, ACCEPTED, REJECTED, TTABLE_IS, TTABLE_REJECTED = (bytes([code]) for code in (1, 2, 3, 4, 5))


def test_utf_8_is_asked_for() -> None:
    """A client that accepts it has agreed."""
    wire = opened(encodings=True)
    _, asked = heard(wire, bytes([IAC, DO, CHARSET]))
    events, _ = heard(wire, sub(CHARSET, ACCEPTED + b"UTF-8"))

    assert (asked, events) == (sub(CHARSET, REQUEST + b";UTF-8"), [CharsetAgreed("utf-8")])


def test_a_client_that_rejects_utf_8_may_ask_for_its_own() -> None:
    """The first that is known is taken; while our request is open none is."""
    wire = opened(encodings=True)
    heard(wire, bytes([IAC, DO, CHARSET]))
    wanted = sub(CHARSET, REQUEST + b"[TTABLE]\x01 X-NONE UTF-16 rot13 GBK BIG5")
    too_early = heard(wire, wanted)
    heard(wire, sub(CHARSET, REJECTED))
    taken = heard(wire, wanted)
    none = heard(wire, sub(CHARSET, REQUEST + b" X-NONE"))

    assert too_early == ([], sub(CHARSET, REJECTED))
    assert taken == ([CharsetAgreed("gbk")], sub(CHARSET, ACCEPTED + b"GBK"))
    assert none == ([], sub(CHARSET, REJECTED))


def test_an_agreement_that_nobody_asked_for_is_none() -> None:
    """Nor is one to something else than was asked for, nor a translation table."""
    wire = opened(encodings=True)
    heard(wire, bytes([IAC, DO, CHARSET]))

    assert heard(wire, sub(CHARSET, ACCEPTED + b"GBK")) == ([], b"")
    assert heard(wire, sub(CHARSET, ACCEPTED + b"UTF-8")) == ([], b"")
    assert heard(wire, sub(CHARSET, TTABLE_IS + b"\x01")) == ([], sub(CHARSET, TTABLE_REJECTED))


# -- modes of input and marks ---------------------------------------------------------------------------------


def test_a_client_with_linemode_edits_lines_or_sends_keys() -> None:
    """By MODE, and SGA stays out of it."""
    wire = opened(linemode=True)
    _, mode = heard(wire, bytes([IAC, WILL, LINEMODE]))
    wire.set_single_character(True)
    keys = wire.data_to_send()
    events, _ = heard(wire, b"y")
    wire.set_single_character(False)

    lines, characters = sub(LINEMODE, b"\x01\x03"), sub(LINEMODE, b"\x01\x02")
    assert (mode, keys, wire.data_to_send()) == (lines, characters, lines)
    assert events == [CharacterReceived(b"y")]


def test_linemode_that_comes_late_has_the_mode_of_the_moment() -> None:
    """The client may need a second to answer, and get_char() may wait already."""
    wire = opened(linemode=True)
    wire.set_single_character(True)
    sga = wire.data_to_send()
    _, mode = heard(wire, bytes([IAC, WILL, LINEMODE]))
    wire.set_single_character(False)

    assert (sga, mode) == (bytes([IAC, WILL, SGA]), sub(LINEMODE, b"\x01\x02"))
    assert wire.data_to_send() == sub(LINEMODE, b"\x01\x03")  # WONT SGA waits for the answer to WILL SGA


def test_a_client_does_not_decide_about_the_mode() -> None:
    """It is told ours; an acknowledgement is not answered, and FORWARDMASK is refused."""
    wire = opened(linemode=True)
    heard(wire, bytes([IAC, WILL, LINEMODE]))

    assert heard(wire, sub(LINEMODE, b"\x01\x00")) == ([], sub(LINEMODE, b"\x01\x03"))
    assert heard(wire, sub(LINEMODE, b"\x01\x07")) == ([], b"")
    assert heard(wire, sub(LINEMODE, bytes([DO, 2]))) == ([], sub(LINEMODE, bytes([WONT, 2])))


def test_special_characters_are_agreed_to() -> None:
    """Those that we are asked about, and not those that were agreed to already."""
    wire = opened(linemode=True)
    heard(wire, bytes([IAC, WILL, LINEMODE]))
    triplets = bytes([3, 2, 3]) + bytes([4, 3, 0]) + bytes([99, 2, 1]) + bytes([5, 0, 0]) + bytes([6, 130, 1])
    events, answer = heard(wire, sub(LINEMODE, b"\x03" + triplets))

    assert (events, answer) == ([], sub(LINEMODE, b"\x03" + bytes([3, 130, 3]) + bytes([4, 0, 0]) + bytes([99, 0, 0])))


def test_a_timing_mark_is_answered_every_time() -> None:
    """It is a question and turns nothing on."""
    wire = opened()
    mark = bytes([IAC, DO, TIMING_MARK])

    assert heard(wire, mark, b"x\n", mark) == ([LineReceived(b"x")], bytes([IAC, WILL, TIMING_MARK]) * 2)
    assert heard(wire, bytes([IAC, DONT, TIMING_MARK])) == ([], b"")


def test_the_end_of_a_prompt_is_marked_as_the_client_understands_it() -> None:
    """Not at all by a plain socket, by GA for telnet, by EOR when agreed to, by nothing when GA is suppressed."""
    wire = opened(prompt_marks=True)

    def marked() -> bytes:
        wire.signal(PromptEnded())
        return wire.data_to_send()

    silent = marked()
    heard(wire, bytes([IAC, WILL, TTYPE]))
    by_go_ahead = marked()
    heard(wire, bytes([IAC, DO, SGA]))
    suppressed = marked()
    heard(wire, bytes([IAC, DO, END_OF_RECORD]))

    assert (silent, by_go_ahead, suppressed) == (b"", bytes([IAC, GA]), b"")
    assert marked() == bytes([IAC, EOR])


def test_prompts_are_not_marked_where_that_is_not_offered() -> None:
    """Neolith's clients get no GA."""
    wire = opened()
    heard(wire, bytes([IAC, WILL, TTYPE]))
    wire.signal(PromptEnded())

    assert wire.data_to_send() == b""


def test_commands_go_out_and_abort_output_is_answered() -> None:
    """NOP and GA by the mudlib; the data mark is where the client stops throwing away."""
    wire = opened()
    wire.signal(Command(NOP))
    wire.signal(Command(GA))

    assert wire.data_to_send() == bytes([IAC, NOP, IAC, GA])
    assert heard(wire, bytes([IAC, AO])) == ([], bytes([IAC, DM]))


# -- compression ----------------------------------------------------------------------------------------------


def test_output_is_compressed_from_the_byte_behind_the_subnegotiation() -> None:
    """Everything: text, negotiation, messages; each fetch can be read at once."""
    wire = opened(compression=True, gmcp=True)
    wire.send(b"before\n")
    events, begun = heard(wire, bytes([IAC, DO, COMPRESS2]))
    plain = b"before\r\n" + sub(COMPRESS2, b"")
    inflate = zlib.decompressobj()
    wire.send(b"after\n")
    heard_text = inflate.decompress(wire.data_to_send())
    _, answer = heard(wire, bytes([IAC, DO, SGA]))

    assert (events, begun) == ([OptionEnabled(COMPRESS2, Side.LOCAL)], plain)
    assert heard_text == b"after\r\n"
    assert inflate.decompress(answer) == bytes([IAC, WILL, SGA])
    assert wire.data_to_send() == b""


def test_a_client_may_end_compression() -> None:
    """The stream has an end, and what follows is plain."""
    wire = opened(compression=True)
    heard(wire, bytes([IAC, DO, COMPRESS2]))
    wire.send(b"x")
    events, last = heard(wire, bytes([IAC, DONT, COMPRESS2]))
    wire.send(b"plain")
    inflate = zlib.decompressobj()

    assert events == [OptionDisabled(COMPRESS2, Side.LOCAL)]
    assert inflate.decompress(last) == b"x" + bytes([IAC, WONT, COMPRESS2])
    assert inflate.eof
    assert wire.data_to_send() == b"plain"


def test_the_stream_is_ended_with_the_connection() -> None:
    """So that the client sees an end and no failure."""
    wire = opened(compression=True)
    heard(wire, bytes([IAC, DO, COMPRESS2]))
    wire.send(b"bye")
    wire.end()
    inflate = zlib.decompressobj()

    assert (inflate.decompress(wire.data_to_send()), inflate.eof) == (b"bye", True)


def compressing() -> TelnetWire:
    """A port whose client has announced compressed input."""
    wire = opened(compressed_input=True, gmcp=True)
    heard(wire, bytes([IAC, DO, COMPRESS3, IAC, DO, GMCP]))
    return wire


def test_input_is_decompressed_from_the_byte_behind_the_subnegotiation() -> None:
    """Up to the end of the stream; then it is plain again, and may begin once more."""
    stream = zlib.compress(b"look\r\n" + sub(GMCP, b"A.B"))
    announced = sub(COMPRESS3, b"")
    events, _ = heard(compressing(), b"say\r\n" + announced + stream + b"plain\r\n" + announced + zlib.compress(b"x\n"))

    lines = [LineReceived(text) for text in (b"say", b"look", b"plain", b"x")]
    assert events == [*lines[:2], GmcpReceived(b"A.B"), *lines[2:]]


def test_a_few_bytes_that_unpack_to_megabytes_come_a_little_at_a_time() -> None:
    """What one call makes of them is bounded, and nothing of it is lost."""
    wire = compressing()
    bomb = zlib.compress(b"\n" * 1_000_000, 9)
    counts = [len(wire.receive(sub(COMPRESS3, b"") + bomb))]
    while wire.behind:
        counts.append(len(wire.receive(b"")))

    assert len(bomb) < 4096
    assert max(counts) <= 64 * 1024 + 8 * 1024
    assert sum(counts) == 1_000_000


def test_what_is_no_stream_ends_the_connection() -> None:
    """There is no way back into step."""
    wire = compressing()
    events, _ = heard(wire, sub(COMPRESS3, b"") + b"this is not compressed")

    assert isinstance(events[0], ProtocolViolated)
    assert heard(wire, b"more\n") == ([], b"")


def test_compressed_input_that_was_not_agreed_to_is_not_begun() -> None:
    """The subnegotiation alone means nothing."""
    wire = opened(compressed_input=True)

    assert heard(wire, sub(COMPRESS3, b""), b"look\n") == ([LineReceived(b"look")], b"")


# -- floods ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("offers", "agreed", "question"),
    [
        ({"encodings": True}, bytes([IAC, DO, CHARSET]), sub(CHARSET, REQUEST + b" X-NONE")),
        ({"linemode": True}, bytes([IAC, WILL, LINEMODE]), sub(LINEMODE, b"\x01\x00")),
        ({}, b"", bytes([IAC, DO, TIMING_MARK])),
        ({}, b"", bytes([IAC, DO, 199])),
    ],
)
def test_questions_without_end_are_cut(offers: dict[str, bool], agreed: bytes, question: bytes) -> None:
    """After two thousand there is no answer any more."""
    wire = opened(**offers)
    heard(wire, agreed)
    events, answer = heard(wire, question * 5000)

    assert events == [ProtocolViolated("too many option negotiations")]
    assert len(answer) <= 2000 * len(question)


def test_two_ports_that_talk_to_each_other_come_to_an_end() -> None:
    """No option makes a loop, whatever each side offers."""
    one, other = TelnetWire(offers=EVERYTHING), TelnetWire(offers=attrs.evolve(EVERYTHING, compression=False))
    one.open()
    other.open()
    for _ in range(20):
        there = one.data_to_send()
        back = other.data_to_send()
        one.receive(back)
        other.receive(there)

    assert (one.data_to_send(), other.data_to_send()) == (b"", b"")


# -- chunking -------------------------------------------------------------------------------------------------

PAYLOADS = [
    b"",
    b"\x00\x50\x00\x18",
    b"\x00ANSI",
    b"\x00\x00USER\x01ann\x03X\x01\x02\x01",
    b"\x01;UTF-8",
    b"\x01 GBK",
    b"\x02UTF-8",
    b"\x03\x03\x02\x03",
    b"\x01\x00",
    b"zmp.ping\x00a\x00",
    b"\xff\xff",
]
CODES = [option.code for option in standard_options(EVERYTHING)]


@pytest.mark.parametrize("option", CODES)
@given(data=st.data())
def test_one_byte_at_a_time_equals_all_at_once(option: int, data: st.DataObject) -> None:
    """For every option, chunking changes neither the events nor what is answered."""
    verbs = [bytes([IAC, verb, option]) for verb in (WILL, WONT, DO, DONT)]
    subs = [sub(option, payload) for payload in PAYLOADS]
    noise = [b"text\r\n", b"\xff\xff", b"\xff", bytes([IAC, SB]), bytes([IAC, SE]), bytes([IAC, AO])]
    pieces = data.draw(split_bytes([*verbs, *subs, *noise]))
    stream = b"".join(pieces)

    whole, single, cut = (_talking() for _ in range(3))
    expected = heard(whole, stream)

    assert _unpacked(heard(single, *bytewise(stream))) == _unpacked(expected)
    assert _unpacked(heard(cut, *pieces)) == _unpacked(expected)


def _talking() -> TelnetWire:
    wire = TelnetWire(offers=attrs.evolve(EVERYTHING, terminal_names=True))
    wire.open()
    wire.data_to_send()
    return wire


def _unpacked(result: tuple[list[Event], bytes]) -> tuple[list[Event], bytes]:
    """The answers with what is compressed in them unpacked: where it is flushed depends on when it is fetched."""
    events, answer = result
    start = sub(COMPRESS2, b"")
    plain = b""
    while (at := answer.find(start)) >= 0:
        at += len(start)
        inflate = zlib.decompressobj()
        plain, answer = plain + answer[:at] + inflate.decompress(answer[at:]), inflate.unused_data
    return events, plain + answer


SPOKEN = [b"look\r\n", b"\xff\xff", sub(GMCP, b"A.B"), bytes([IAC, DO, GMCP]), b"\xff"]


@given(pieces=split_bytes(SPOKEN), size=st.integers(1, 50))
def test_compressed_input_may_be_cut_anywhere(pieces: list[bytes], size: int) -> None:
    """The stream means the same however it arrives."""
    stream = b"".join(pieces)
    packed = bytes([IAC, DO, COMPRESS3]) + sub(COMPRESS3, b"") + zlib.compress(stream) + b"rest\n"
    chunks = [packed[at : at + size] for at in range(0, len(packed), size)]

    assert heard(_talking(), *chunks) == heard(_talking(), packed)


def test_a_subnegotiation_that_nobody_knows_goes_to_the_mudlib() -> None:
    """Also beside all that is known."""
    wire = TelnetWire(offers=EVERYTHING)

    assert heard(wire, sub(199, b"data"))[0] == [SubnegotiationReceived(199, b"data")]


def test_nothing_is_offered_by_itself() -> None:
    """A port says what its configuration says."""
    assert not any(attrs.asdict(NOTHING).values())


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_noise_is_heard_out(pieces: list[bytes]) -> None:
    """Whatever comes, there is an answer or none, and no failure."""
    wire = _talking()
    heard(wire, *pieces)
    wire.set_echo(False)
    wire.set_single_character(True)
    wire.send(b"x\n")

    assert len(wire.data_to_send()) < 100
