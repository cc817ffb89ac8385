"""What we write is what another implementation reads: telnetlib3's codecs, where it is installed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.protocols.events import ZmpReceived
from neolith_trio.protocols.telnet import msdp, mssp, zmp
from neolith_trio.protocols.telnet.machine import TelnetMachine
from neolith_trio.protocols.telnet.zmp import Zmp

oracle = pytest.importorskip("telnetlib3.mud")

LETTERS = st.characters(min_codepoint=32, max_codepoint=0x2FFF)
WORDS = st.text(LETTERS, min_size=1, max_size=8)
VALUES = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3))


def in_bytes(value: object) -> msdp.Value:
    """The same value as our encoder takes it."""
    match value:
        case str():
            return value.encode()
        case list():
            return [in_bytes(each) for each in value]
        case dict():
            return {name.encode(): in_bytes(each) for name, each in value.items()}
    raise TypeError(value)


@given(WORDS, VALUES)
def test_msdp(name: str, value: object) -> None:
    """Arrays in tables in arrays."""
    written = msdp.variable(name.encode(), in_bytes(value))

    assert written == oracle.msdp_encode({name: value})
    assert oracle.msdp_decode(written) == {name: value}


@given(st.dictionaries(WORDS, st.lists(WORDS, min_size=1, max_size=3), max_size=4))
def test_mssp(variables: dict[str, list[str]]) -> None:
    """One value or several."""
    written = mssp.telnet_answer({name.encode(): [each.encode() for each in many] for name, many in variables.items()})

    assert oracle.mssp_decode(written) == {
        name: many if len(many) > 1 else many[0] for name, many in variables.items()
    }


@given(WORDS, st.lists(WORDS, max_size=4))
def test_zmp(name: str, words: list[str]) -> None:
    """Both ways."""
    written = zmp.command(name.encode(), [word.encode() for word in words])
    read = Zmp().subnegotiated(TelnetMachine([]), oracle.zmp_encode(name, *words))

    assert oracle.zmp_decode(written) == [name, *words]
    assert list(read) == [ZmpReceived(name.encode(), tuple(word.encode() for word in words))]
