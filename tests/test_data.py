"""frozen and define are those of attrs, as far as anybody can see."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from neolith_trio import data

MAKERS: dict[str, Any] = {"attrs": attrs, "data": data}


class Marked:
    """A base that compares and is shown in its own way."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 7

    def __repr__(self) -> str:
        return "marked"


def classes(maker: Any) -> dict[str, Any]:
    """Classes of every kind there is."""

    @maker.frozen
    class Empty:
        pass

    @maker.frozen
    class Point:
        x: int
        y: int = attrs.field(default=0, repr=False)
        note: str = attrs.field(default="", eq=False)
        table: dict[str, int] = attrs.field(factory=dict, hash=False)

    @maker.frozen
    class Child(Point):
        z: int = 0

    @maker.frozen(eq=False)
    class Unlike:
        x: int

    @maker.define(slots=True)
    class Changing:
        x: object
        _hidden: int = 1

    @maker.define(eq=False)
    class Alone:
        x: int

    @maker.frozen
    class Own:
        x: int

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 5

        def __repr__(self) -> str:
            return "own"

    @maker.frozen(kw_only=True, slots=False)
    class Heir(Marked):
        x: int

    return {one.__name__: one for one in (Empty, Point, Child, Unlike, Changing, Alone, Own, Heir)}


def samples(maker: Any) -> list[Any]:
    """Instances to be compared with each other."""
    made = classes(maker)
    point, child = made["Point"], made["Child"]
    return [
        made["Empty"](),
        made["Empty"](),
        point(1),
        point(1, note="other"),
        point(1, 2),
        point(1, table={"a": 1}),
        child(1),
        child(1, z=1),
        made["Unlike"](1),
        made["Unlike"](1),
        made["Changing"](1),
        made["Changing"](1),
        made["Changing"]([1]),
        made["Alone"](1),
        made["Own"](1),
        made["Own"](2),
        made["Heir"](x=1),
        made["Heir"](x=2),
        1,
    ]


def test_what_is_equal_is_equal() -> None:
    """Every sample with every other, both ways."""
    tables = {
        name: [[(one == other, one != other) for other in them] for one in them]
        for name, them in ((name, samples(maker)) for name, maker in MAKERS.items())
    }

    assert tables["data"] == tables["attrs"]


def test_what_has_a_hash_has_one_that_fits() -> None:
    """Equal things have equal hashes; what changes has none."""
    groups = {}
    for name, maker in MAKERS.items():
        them = samples(maker)
        groups[name] = [_hash(one) == _hash(other) for one in them for other in them]

    assert groups["data"] == groups["attrs"]


def _hash(one: object) -> int | None:
    try:
        return hash(one)
    except TypeError:
        return None


def test_what_is_shown_is_the_same() -> None:
    """But for addresses: fields that are not shown, private names, what contains itself."""
    shown = {}
    for name, maker in MAKERS.items():
        them = samples(maker)
        round_trip = classes(maker)["Changing"]([])
        round_trip.x.append(round_trip)
        shown[name] = [repr(one) for one in (*them, round_trip)]

    assert shown["data"] == shown["attrs"]
    assert shown["data"][2] == "Point(x=1, note='', table={})"


def test_what_is_frozen_cannot_be_changed() -> None:
    """And what is not can; there is no room for other attributes."""
    made = classes(data)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made["Point"](1).x = 2
    with pytest.raises(AttributeError):
        made["Changing"](1).other = 2
    changing = made["Changing"](1)
    changing.x = 2

    assert changing == made["Changing"](2)
    assert attrs.evolve(made["Point"](1), y=3) == made["Point"](1, 3)
    assert attrs.asdict(made["Child"](1)) == {"x": 1, "y": 0, "note": "", "table": {}, "z": 0}
