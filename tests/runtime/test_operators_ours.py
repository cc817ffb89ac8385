"""Where the operators are deliberately unlike the reference, and what destructed objects do in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from neolith_trio.errors import LpcError
from neolith_trio.runtime import limits, operators
from neolith_trio.runtime.objects import make
from neolith_trio.runtime.programs.equipping import equipping
from neolith_trio.runtime.values import UNDEFINED, Destructed, LpcObject, Mapping

from ..answers import answers
from ..efuns.mud import logon

# the expression, what we give, and why the reference's own answer is not wanted
OURS = [
    ("a = 1.5; a += 1; a", "2.5", "the reference refuses an int for a float variable"),
    ("a = 10; c = (a -= 2.5); c", "7", "the value of the expression is what the variable holds"),
    ("a = 1.5; c = ++a; c", "2.5", "the reference increments the bits of the float"),
    ("a = 10; a /= 0; a", "ERR *Division by zero.", "the reference names operand kinds by letters"),
    ("a = ({ 1, 2 }); a &= ({ 1 }); a", "({1})", "the reference has & but not &= for arrays"),
    ('a = "hello"; a[0] -= 2; a', '"fello"', "the reference only adds to characters"),
    ('sprintf("%d %x", 5000000000, -1)', '"5000000000 ffffffffffffffff"', "the reference cuts to 32 bits"),
    ('sprintf("%.0f", 1.5)', '"2"', "the reference takes a precision of 0 for none"),
    ('to_int("99999999999")', "99999999999", "the reference cuts to 32 bits"),
    ('restore_variable("99999999999")', "99999999999", "the reference cuts to 32 bits"),
    ("save_variable(-9223372036854775807 - 1)", '"-9223372036854775808"', "the reference writes garbage"),
    ('objects("no_such_function", this_object())', "0", "the reference asks nobody and gives all objects"),
    ("({ 1.5, 2.5 }) - ({ 1.5 })", "({2.5})", "the reference compares the lower halves of numbers"),
    ('next_bit("P", 5)', "-1", "the reference reads beyond the string"),
    ('catch(from_json("[1,]"))[0..22]', '"from_json: invalid JSON"', "strict JSON"),
    ("a = allocate_buffer(2); a[2]", "ERR *Buffer index out of bounds.", "the reference reads one byte too far"),
]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What every expression gives."""
    directory: Path = tmp_path_factory.mktemp("mudlib")
    cases = [(text, expected) for text, expected, _ in OURS]
    return dict(zip((text for text, _ in cases), answers(directory, cases), strict=True))


@pytest.mark.parametrize(("text", "expected", "reason"), OURS)
def test_known_faults_are_not_copied(given: dict[str, str], text: str, expected: str, reason: str) -> None:
    """Each expression gives what its manual says, not what the reference does."""
    actual = given[text]

    assert actual == expected, reason


def destructed() -> Any:
    """A destructed object."""
    gone = make(type("thing", (LpcObject,), {"__slots__": (), "equip": equipping(())}), "thing")
    gone.__class__ = Destructed
    return gone


BINARY = [
    operators.add,
    operators.subtract,
    operators.multiply,
    operators.bit_and,
    operators.bit_or,
    operators.bit_xor,
    operators.shift_left,
    operators.shift_right,
    operators.less,
    operators.less_equal,
    operators.greater,
    operators.greater_equal,
    operators.equal,
    operators.not_equal,
]


@pytest.mark.parametrize("operator", BINARY)
@pytest.mark.parametrize("other", [5, -1, 0, 2])
def test_a_destructed_operand_is_0(operator: Callable[[Any, Any], Any], other: int) -> None:
    """On either side the result is that of 0, and it is a plain int."""
    left, right = operator(destructed(), other), operator(other, destructed())

    assert (left, right) == (operator(0, other), operator(other, 0))
    assert {type(left), type(right)} == {int}


@pytest.mark.parametrize("op", ["+=", "-=", "*=", "&=", "|=", "^=", "<<=", ">>="])
def test_a_destructed_object_in_a_variable_is_0_for_assigning_operators(op: str) -> None:
    """So is one that is assigned with an operator."""
    from_destructed, with_destructed = operators.compound(op, destructed(), 3), operators.compound(op, 3, destructed())

    assert (from_destructed, with_destructed) == (operators.compound(op, 0, 3), operators.compound(op, 3, 0))


@pytest.mark.parametrize("container", [[], Mapping()])
def test_containers_give_0_for_a_destructed_element(container: Any) -> None:
    """Reading an element and spreading never hand out a destructed object."""
    gone = destructed()
    container = [gone] if container.__class__ is list else Mapping({0: gone})
    read = [operators.index(container, 0)]
    spread = operators.spread(container) if isinstance(container, list) else []

    assert [type(one) for one in read + spread] == [int] * len(read + spread)


def test_foreach_gives_0_for_a_destructed_element(tmp_path: Path) -> None:
    """The code of the loop looks at each element, for the walk gives them as they are."""
    body = (
        'void logon() { object ob = new("/thing"); mixed one, key; mixed *list = ({ ob, 1 }); mapping m = ([ 2: ob ]); '
        "destruct(ob); foreach (one in list) p(one); foreach (key, one in m) p(one); "
        "foreach (key in ({ ob })) p(intp(key)); }"
    )

    assert logon(tmp_path, body, {"thing.c": ""}) == ["0", "1", "0", "1"]


def test_a_destructed_key_is_forgotten() -> None:
    """A walk over a mapping passes over a key that was destructed."""
    key: Any = make(type("thing", (LpcObject,), {"__slots__": (), "equip": equipping(())}), "thing")
    mapping = operators.make_mapping([(key, 1), (5, 2)])
    key.__class__ = Destructed

    assert list(operators.iterate_pairs(mapping)) == [(5, 2)]


def test_undefined_does_not_survive_arithmetic() -> None:
    """Undefined is passed on by assignment only; every operator gives a plain int."""
    results = [operators.add(UNDEFINED, 0), operators.negate(UNDEFINED), operators.increment(UNDEFINED)]

    assert [type(one) for one in results] == [int, int, int]


def test_a_full_mapping_takes_new_values_but_no_new_keys() -> None:
    """The limit is checked where a mapping grows, not where a value is replaced."""
    before = limits.use(limits.Limits(mapping=2))
    try:
        mapping = operators.make_mapping([(1, 1), (2, 2)])
        operators.store_index(mapping, 2, 3)
        with pytest.raises(LpcError) as wrong:
            operators.store_index(mapping, 3, 3)
    finally:
        limits.use(before)

    assert (mapping[2], wrong.value.value) == (3, "Mapping too large.\n")


def test_a_failed_store_changes_nothing() -> None:
    """A compound assignment to an array that would exceed the limit leaves the variable's array as it was."""
    before = limits.use(limits.Limits(array=3))
    array = [1, 2]
    try:
        with pytest.raises(LpcError):
            operators.compound("+=", array, [3, 4])
    finally:
        limits.use(before)

    assert array == [1, 2]
