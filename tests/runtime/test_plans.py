"""Formats that are used often: their plans do what reading the format along does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.config import Dialect, Profile
from neolith_trio.errors import LpcError
from neolith_trio.runtime import limits
from neolith_trio.runtime.texts import fields, formatting, plans, scanning
from neolith_trio.runtime.values import UNDEFINED

WORLDS = (
    limits.Limits(),
    limits.Limits(byte_strings=False),
    limits.Limits(byte_strings=False, dialect=Dialect.of(Profile.FLUFFOS, {})),
)
DIRECTIVES = [
    *("%d", "%i", "%s", "%f", "%5d", "%-5d", "%05d", "%-7s", "%7s", "%'.'8s", "%'*'-8s", "%'ab'9s", "%.3s", "%-8.3s"),
    *("%.2f", "%8.1f", "%-9.2f", "%.0f", "%.30f", "%+d", "%|7s", "%|-7s", "%3000d", "%x", "%c", "%O", "%=8s"),
    *("%@d", "%*d"),
    *("%", "%%", "%q", "\n", " ", "x", "{t0}", "\\", "'", "\0"),
]
PRINTED: list[Any] = [
    *(0, 1, -5, UNDEFINED, 123456, 2**63 - 1, 2.5, -0.0, 3.0, 1e300, float("nan"), float("inf"), [1, 2]),
    *("", "abc", "x\n", "abcdefghijkl", "\x1b[1mhi", "é", "你好", "a\tb"),
]
CONVERSIONS = ["%d", "%s", "%*d", "%*s", "%x", "%f", "%%", "%", "%(a+)", " ", "a", "to ", "1", "\n", ".", "("]
SCANNED = ["12", "-3", "+", " ", "a", "to ", "xyz", "%", "1", "9" * 20, "٣", "\t", "\n", ".", "("]


def outcome(call: Any, *args: Any) -> Any:
    """What a call returns, or the text of its error."""
    try:
        return call(*args)
    except LpcError as error:
        return error.text()


@given(
    st.sampled_from(WORLDS),
    st.sampled_from(WORLDS),
    st.lists(st.sampled_from(DIRECTIVES), max_size=4).map("".join),
    st.lists(st.sampled_from(PRINTED), max_size=4).map(tuple),
)
def test_sprintf(maker: limits.Limits, user: limits.Limits, text: str, values: tuple[Any, ...]) -> None:
    """What a plan of sprintf prints is what the format prints, in whichever world the plan was made."""
    limits.use(maker)
    plan = fields.plan_of(text)
    limits.use(user)
    planned = None if plan is None else plan(values)
    assert planned is None or planned == outcome(formatting.along, text, values)


@given(st.sampled_from(WORLDS), st.integers(1, 12), st.text("ab \n\té\x1b\0", max_size=40))
def test_a_column_alone(world: limits.Limits, width: int, text: str) -> None:
    """A text that is wrapped by itself, whatever blanks and newlines are in it."""
    limits.use(world)
    plan = fields.plan_of(f"%-={width}s")
    assert plan is not None
    planned = plan((text,))
    assert planned is None or planned == formatting.along(f"%-={width}s", (text,))
    tabs = world is WORLDS[2] and "\t" in text  # in FluffOS a tab takes no column
    assert (planned is None) == (not text.isascii() or "\x1b" in text or "\0" in text or tabs)


@pytest.mark.parametrize(("text", "printed"), [(" abcdef\n", "\nabc\ndef\n"), ("  abcdef\n", " \nabc\ndef\n")])
def test_a_column_that_begins_with_a_blank_ends(text: str, printed: str) -> None:
    """A first word that does not fit leaves a line of its own to the blanks before it."""
    assert formatting.along("%-=3s", (text,)) == printed


@given(
    st.lists(st.sampled_from(CONVERSIONS), max_size=6).map("".join),
    st.integers(0, 4),
    st.lists(st.sampled_from(SCANNED), max_size=8).map("".join),
)
def test_sscanf(fmt: str, wanted: int, text: str) -> None:
    """What a plan of sscanf finds is what the steps find."""
    plan = scanning._plan(fmt, wanted)
    planned = None if plan is None else plan(text, wanted)
    count, values = scanning.along(text, fmt, wanted) if planned is not None else (0, [])
    assert planned is None or planned == (count, tuple(values))


@pytest.mark.parametrize(
    ("fmt", "text", "found"),
    [
        ("give %d %s to %s", "give  12 coins to bob", (3, (12, "coins", "bob"))),
        ("%d1", "11", None),
        ("%sab%d", "xabyab1", None),
        ("%s", "a\nb", (1, ("a\nb",))),
        ("%d", "12 left", (2, (12, " left"))),
        ("%*s %d", "x 99999999999999999999", (2, (2**63 - 1,))),
    ],
)
def test_patterns_never_go_back(fmt: str, text: str, found: Any) -> None:
    """A plan finds what goes through the whole format at the first try, and leaves everything else alone."""
    wanted = 3 if found is None else len(found[1])
    plan = scanning._plan(fmt, wanted)
    assert plan is not None
    assert plan(text, wanted) == found


@pytest.mark.parametrize(("fmt", "text"), [("%s %s", "look"), ("to %s in %s", "into it in there")])
def test_where_the_first_step_fails_a_plan_finds_nothing(fmt: str, text: str) -> None:
    """As the steps do: nobody has to ask them."""
    plan = scanning._plan(fmt, 2)
    assert plan is not None
    assert plan(text, 2) == (0, ())
    assert scanning.along(text, fmt, 2) == (0, [])


def test_other_variables() -> None:
    """A plan is for one number of variables; with another one the format is read along."""
    for _ in range(plans.WORTH + 1):
        count, values = scanning.scan("1 2", "%d %d", 2)
        assert (count, *values) == (2, 1, 2)
    with pytest.raises(LpcError, match="Too few arguments"):
        scanning.scan("1 2", "%d %d", 1)


@pytest.mark.parametrize(("text", "value"), [("%.0f", 2.5), ("%|-7s", "ab"), ("%-7d", 5)])
def test_a_plan_knows_no_dialect(text: str, value: Any) -> None:
    """Two muds in one process share the plans, so what dialects print differently has none, or each its own."""
    for world in (WORLDS[0], WORLDS[2]):
        limits.use(world)
        for _ in range(plans.WORTH + 1):
            formatting.sprintf(text, value)
        assert formatting.sprintf(text, value) == formatting.along(text, (value,))


def test_too_few_values() -> None:
    """The error of a format that has a plan is that of one without."""
    for _ in range(plans.WORTH + 1):
        assert formatting.sprintf("<%s>", "a") == "<a>"
        with pytest.raises(LpcError, match="More arguments specified than passed"):
            formatting.sprintf("<%s>")


def test_plans_are_not_kept_forever() -> None:
    """Formats that a program puts together are forgotten when there are too many."""
    made = plans.Plans(lambda text: text.upper)
    for number in range(2 * plans.MOST + 1):
        for _ in range(plans.WORTH):
            made.used(str(number))
    assert len(made.made) == 1
    for number in range(2 * plans.MOST):
        made.used(f"x{number}")
    assert len(made._uses) <= plans.MOST + 1
