"""Who may come in."""

from __future__ import annotations

import logging

import pytest

from neolith_trio.net.admission import TOO_FAST, TOO_MANY, TOO_MANY_OF_ADDRESS, Admission, Place, Quotas, household_of


def come(admission: Admission, address: str, now: float = 0.0) -> Place:
    place = admission.enter(now)
    if not place.refusal:
        place.identify(address, now)
    return place


def test_there_is_room_for_so_many_in_all() -> None:
    """Who leaves makes room, once."""
    admission = Admission(Quotas(connections=2))
    first, second, third = (come(admission, "127.0.0.1") for _ in range(3))
    assert [place.refusal for place in (first, second, third)] == ["", "", TOO_MANY]

    third.leave()
    first.leave()
    first.leave()
    assert come(admission, "127.0.0.1").refusal == ""
    assert come(admission, "127.0.0.1").refusal == TOO_MANY


def test_one_address_has_only_its_share() -> None:
    """The others are not concerned."""
    admission = Admission(Quotas(of_address=2, rate=0))
    places = [come(admission, "192.0.2.7") for _ in range(3)]
    assert [place.refusal for place in places] == ["", "", TOO_MANY_OF_ADDRESS]
    assert come(admission, "192.0.2.8").refusal == ""

    places[2].leave()
    assert come(admission, "192.0.2.7").refusal == TOO_MANY_OF_ADDRESS
    places[0].leave()
    assert come(admission, "192.0.2.7").refusal == ""


def test_new_ones_come_only_so_fast() -> None:
    """As many at once as in a minute; then as time goes by; and after a minute of rest as many as at first."""
    admission = Admission(Quotas(of_address=0, rate=6))
    assert [come(admission, "192.0.2.7", 1.0).refusal for _ in range(7)] == [""] * 6 + [TOO_FAST]
    assert [come(admission, "192.0.2.7", 11.5).refusal for _ in range(2)] == ["", TOO_FAST]
    assert [come(admission, "192.0.2.7", 200.0).refusal for _ in range(7)] == [""] * 6 + [TOO_FAST]


def test_addresses_that_went_are_forgotten() -> None:
    """A million strangers leave nothing behind."""
    admission = Admission(Quotas())
    for number in range(1000):
        come(admission, f"192.0.{number // 250}.{number % 250}", number).leave()

    assert len(admission._recent) <= 2 * 60 + 1
    assert not admission._of_address
    assert admission.count == 0


def test_this_machine_is_not_counted() -> None:
    """Behind its addresses are tunnels and proxies, whose users would lock each other out."""
    admission = Admission(Quotas(of_address=1, rate=1))
    for address in ("127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"):
        assert [come(admission, address).refusal for _ in range(5)] == [""] * 5


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.7", "::ffff:192.0.2.7", True),
        ("192.0.2.7", "192.0.2.8", False),
    ],
)
def test_a_household_is_an_ipv4_address_or_an_ipv6_network(one: str, other: str, same: bool) -> None:
    """Whoever has one address of IPv6 has as many of that network as he likes."""
    assert (household_of(one) == household_of(other)) is same


def test_who_turns_out_to_be_somebody_else_is_counted_there() -> None:
    """As when a proxy says for whom it comes."""
    admission = Admission(Quotas(of_address=1, rate=0))
    place = come(admission, "192.0.2.1")
    assert place.identify("192.0.2.7", 0)
    assert come(admission, "192.0.2.1").refusal == ""
    assert come(admission, "192.0.2.7").refusal == TOO_MANY_OF_ADDRESS
    assert not come(admission, "192.0.2.8").identify("192.0.2.7", 0)


def test_a_flood_of_refusals_is_not_one_of_lines(caplog: pytest.LogCaptureFixture) -> None:
    """One a minute for each reason, with the number of those before."""
    admission = Admission(Quotas(connections=1))
    with caplog.at_level(logging.WARNING):
        for tenth in range(1000):
            come(admission, "192.0.2.7", tenth / 10)

    assert [record.getMessage() for record in caplog.records] == [
        "refused: too many connections (1 so far)",
        "refused: too many connections (601 so far)",
    ]
