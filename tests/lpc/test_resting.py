"""What rests while LPC is compiled goes on afterwards, whatever happened."""

from __future__ import annotations

import gc

import pytest

from neolith_trio.lpc import resting


def test_it_rests_inside_and_goes_on_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when compiling ends in an error."""
    told: list[str] = []
    monkeypatch.setattr(resting, "_set", told.append)
    assert gc.isenabled()

    def fail() -> None:
        with resting.resting():
            assert not gc.isenabled()
            assert told[0] == "off"
            assert "default" not in told
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        fail()

    assert gc.isenabled()
    assert told[-1] == "default"


def test_a_collector_that_is_off_stays_off() -> None:
    """Whoever has turned it off knows why."""
    gc.disable()
    try:
        with resting.resting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
