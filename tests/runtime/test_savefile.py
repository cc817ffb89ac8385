"""The text form of saved values: what is written is read back, and broken text is an error, never a surprise."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.config import Dialect, MappingOrder, Profile
from neolith_trio.errors import LpcError
from neolith_trio.lpc.nodes import Type
from neolith_trio.lpc.program import ClassDefinition, CompiledProgram
from neolith_trio.runtime import limits
from neolith_trio.runtime.programs.linker import class_type
from neolith_trio.runtime.savefile import Malformed, read, written
from neolith_trio.runtime.texts.printing import show
from neolith_trio.runtime.values import INT_MAX, INT_MIN, Mapping, to_key

MIXED = Type("mixed")
PAIR = ClassDefinition("pair", (("left", MIXED), ("right", MIXED)))
POINT = ClassDefinition("point", (("x", MIXED), ("y", MIXED)))
LINE = ClassDefinition("line", (("start", Type("class", "point")), ("more", Type("class", "point", 1))))

INTS = st.integers(INT_MIN, INT_MAX)
STRINGS = st.text(st.characters(max_codepoint=255, exclude_characters="\0\r"), max_size=20)
FLOATS = st.floats(allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0)  # no -0.0, which reads as 0
SCALARS = INTS | STRINGS | FLOATS


def mappings(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Mappings; no float is a key, because 2.0 and 2 are two keys in memory and one in a file."""
    pairs = st.lists(st.tuples(INTS | STRINGS | st.lists(INTS), inner), max_size=4)
    return pairs.map(lambda found: Mapping((to_key(key), value) for key, value in found))


def pairs(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of the class pair."""
    return st.tuples(inner, inner).map(lambda both: class_type(PAIR)(left=both[0], right=both[1]))


VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | mappings(inner) | pairs(inner), max_leaves=20
)


def program(*classes: ClassDefinition) -> CompiledProgram:
    """A program that has those classes."""
    return CompiledProgram(
        path="/x.c",
        file="/x.c",
        inherits=(),
        parents=(),
        variables=(),
        functions={},
        prototypes={},
        classes={one.name: one for one in classes},
        tables={},
        efuns=frozenset(),
        call_arity={},
    )


PROGRAM = program(PAIR, POINT, LINE)


@given(VALUES)
def test_what_was_read_is_written_as_it_was(value: Any) -> None:
    """Text to value to text: nothing is lost but what the form cannot say (digits of floats, 2.0 is 2)."""
    limits.use(limits.Limits(dialect=Dialect.of(Profile.NEOLITH, {"mapping_order": MappingOrder.INSERTION})))
    text = written(value)

    assert written(read(text, PROGRAM)) == text


@given(INTS | STRINGS | st.lists(INTS | STRINGS))
def test_ints_strings_and_arrays_come_back_exactly(value: Any) -> None:
    """To the last bit and byte."""
    assert read(written(value), PROGRAM) == value


@given(st.text(st.sampled_from('({[/])},:"\\-019.e+x \r\n'), max_size=30))
def test_any_text_is_a_value_or_malformed(text: str) -> None:
    """Nothing else is raised, whatever stands in a file."""
    try:
        value = read(text, PROGRAM)
    except Malformed:
        return

    assert isinstance(show(value), str)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("-", "numeric"),
        ("1.", "numeric"),
        ("1e5", "numeric"),
        ("({1,-x,})", "numeric"),
        ('"abc', "string"),
        ('"abc\\', "string"),
        ('"abc"x', "string"),
        ("(", "general"),
        ("(x", "general"),
        ("({1,2", "array"),
        ("({1,2})", "array"),
        ('({"abc,})', "array"),
        ("({(,})", "array"),
        ("({abc,})", "array"),
        ("({([abc:1,]),})", "mapping"),
        ("({([1,2]),})", "array"),
        ("([({abc,}):2,])", "array"),
        ("([1:2", "mapping"),
        ("([1:2,3])", "mapping"),
        ("(/1", "class"),
        ("({(/abc,/),})", "class"),
        ("(/({abc,}),/)", "array"),
    ],
)
def test_the_mistake_is_named_as_in_neolith(text: str, what: str) -> None:
    """A hole in the structure is the outermost container's, an element that is no value its own container's."""
    with pytest.raises(Malformed) as caught:
        read(text, PROGRAM)

    assert caught.value.what == what


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", "0"),
        ("abc", "0"),
        ("12x", "12"),
        ("-0", "0"),
        ("1.50", "1.5"),
        ("1e+", "1"),
        ("({,})", "({0})"),
        ("({1,})xyz", "({1})"),
        ("([:1,])", "([0: 1])"),
        ("([1:2,1:3,])", "([1: 3])"),
        ('({"a\\"b",})', '({"a\\"b"})'),
        ("9" * 5000, str(INT_MAX)),
        ("-" + "9" * 5000, str(INT_MIN)),
        ("0" * 5000 + "7", "7"),
    ],
)
def test_odd_texts_have_a_value(text: str, value: str) -> None:
    """Those of Neolith; an int that does not fit is the nearest that does."""
    assert show(read(text, PROGRAM)) == value


def test_nesting_is_no_recursion() -> None:
    """A file may nest deeper than Python's stack."""
    depth = 50_000
    value = read("({" * depth + "})" + ",})" * (depth - 1), PROGRAM)
    for _ in range(depth - 1):
        (value,) = value

    assert value == []


def test_too_deep_a_value_is_not_written() -> None:
    """25 levels are."""
    value: list[Any] = []
    for _ in range(24):
        value = [value]

    assert written(value) == "({" * 25 + "})" + ",})" * 24
    with pytest.raises(LpcError) as caught:
        written([value])
    assert str(caught.value.value) == "Mappings and/or arrays nested too deep (25) for save_object\n"


def test_the_declared_class_is_the_class() -> None:
    """Though a text says only how many members there are: in variables, arrays and members of classes."""
    declared = Type("class", "line")
    line = read("(/(/1,2,/),({(/3,4,/),}),/)", PROGRAM, declared)

    assert (line.lpc_name, line.start.lpc_name, line.more[0].lpc_name) == ("line", "point", "point")
    assert (line.start.y, line.more[0].x) == (2, 3)


def test_an_undeclared_class_value_is_of_the_first_that_fits() -> None:
    """And when none fits, it keeps its members and is saved again as it was."""
    assert read("(/1,2,/)", PROGRAM).lpc_name == "pair"
    assert written(read("(/1,2,3,/)", PROGRAM)) == "(/1,2,3,/)"


def test_a_class_may_have_got_members_since_it_was_saved() -> None:
    """The new ones are 0; when it has lost some, nothing is thrown away."""
    declared = Type("class", "pair")

    assert written(read("(/1,/)", PROGRAM, declared)) == "(/1,0,/)"
    assert written(read("(/1,2,3,/)", PROGRAM, declared)) == "(/1,2,3,/)"
