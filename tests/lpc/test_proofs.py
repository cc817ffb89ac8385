"""Random programs, compiled with all that is proven of them and without: the same answers and the same errors.

Each program is a function of ints, strings, arrays and mappings with loops, made from a seed. A few hundred are
compared here; the soak compares a hundred thousand.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, TypeVar

import attrs
import pytest

from neolith_trio.backend import compiling
from neolith_trio.errors import LpcError
from neolith_trio.runtime import calls
from neolith_trio.runtime.printing import show
from tests.efuns.mud import Mud

T = TypeVar("T")
PER_FILE = 40
LEAST = "(-9223372036854775807 - 1)"
ENDS = ("0", "1", "2", "7", "-1", "-3", "63", "9223372036854775807", LEAST, "4611686018427387904")


class Author:
    """Writes a function; every expression is of a kind, but for the mixed ones, which may be of any."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._depth = 0
        self._loops = 0

    def function(self, name: str) -> str:
        body = "".join(self.statement() for _ in range(self._chance.randint(2, 5)))
        declared = (
            'counted = 1; int a = 3, b, sum = 0; string s = "ab", t = "x"; mixed m = 5;'
            ' int *list = ({ 4, 5, 6 }); mapping map = ([ "k": 1 ]);'
            f' string late; int *found; float f = 1.5; {self.pick("late = t;", "")}'
            f' {self.pick("found = list + ({ n });", "")}'
        )
        loops = "int " + ", ".join(f"i{number}" for number in range(max(self._loops, 1))) + ";"
        returned = "({ a, b, sum, n, k, s, t, m, list, sizeof(map), late, found, f })"
        return f"mixed {name}(int n, mixed k) {{ {declared} {loops} {body} return {returned}; }}\n"

    def pick(self, *choices: T) -> T:
        return self._chance.choice(choices)

    def statement(self) -> str:
        if self._depth > 2:
            return self.assignment()
        self._depth += 1
        made: str = self.pick(self.assignment, self.assignment, self.assignment, self.branch, self.loop, self.caught)()
        self._depth -= 1
        return made

    def block(self) -> str:
        return "{ " + "".join(self.statement() for _ in range(self._chance.randint(1, 3))) + "}"

    def assignment(self) -> str:
        operator = self.pick("=", "=", "+=", "-=", "*=", "%=", "/=", "&=", "|=", "^=")
        return self.pick(
            f"{self.pick('a', 'b', 'sum', 'n')} {operator} {self.number()}; ",
            f"{self.pick('a', 'sum', 'n')}{self.pick('++', '--')}; ",
            f"s {self.pick('=', '+=')} {self.text()}; s = s[0..20]; ",
            f"t = t + ({self.number()}); t = t[0..20]; ",
            f"m {self.pick('=', '+=')} {self.anything()}; if (stringp(m)) m = m[0..9]; if (arrayp(m)) m = 2; ",
            f"list[{self.small()}] {self.pick('=', '+=')} {self.number()}; ",
            f"map[{self.text()}] = {self.number()}; ",
            f"k = {self.anything()}; if (stringp(k)) k = k[0..9]; if (arrayp(k)) k = 1; ",
            self.container(),
        )

    def container(self) -> str:
        operator = self.pick("+=", "-=", "=")
        return self.pick(
            f"map[k] {self.pick('=', '+=')} {self.number()}; ",
            f"list[k] {self.pick('=', '+=')} {self.number()}; ",
            f"list[n] = {self.pick('k', 'm', self.number())}; if (!intp(list[n])) list[n] = 3; ",
            f"list {operator} ({{ {self.number()} }}); list = list[0..5]; ",
            f"found = {self.pick('list', 'filter(list, (: $1 > 4 :))', 'keys(map)')}; ",
            "found = sort_array(list, (: $2 - $1 :)); ",
            f"late = {self.pick('implode(({ s, t, k }), s)', 'capitalize(t)', 'late + s')}; late = late[0..9]; ",
            f"late += {self.pick('k', 'm', self.text())}; late = late[0..9]; ",
            f"f {self.pick('+=', '-=', '*=', '=')} {self.pick('1', '2.5', 'n', 'a')}; ",
            f"a += {self.pick('k', 'm', self.number())}; ",
            f"b = {self.pick('s', 't', 'late')}[{self.small()}]; ",
            "foreach (m, b in map) { if (intp(b)) sum += b; } m = 4; ",
            "foreach (k in found) { sum += k; } k = 1; ",
            f"m = evaluate((: $1 {self.pick('+', '-', '*')} $2 :), n, {self.number()}); ",
            f"m = this_object()->g(n, {self.number()}); ",
        )

    def branch(self) -> str:
        otherwise = self.pick("", f"else {self.block()} ")
        return f"if ({self.condition()}) {self.block()} {otherwise}"

    def loop(self) -> str:
        counter = f"i{self._loops}"
        self._loops += 1
        limit = self.pick("3", "sizeof(list)", "4", "strlen(t)", "(n & 3)")
        head = self.pick(
            f"for ({counter} = {self.pick('0', '1', '-2')}; {counter} < {limit}; {counter}++)",
            f"for ({counter} = {self.pick('3', 'sizeof(list) - 1')}; {counter} >= {self.pick('0', '1')}; {counter}--)",
            f"for ({counter} = 0; {counter} <= 2; {counter}++)",
            f"foreach ({counter} in list)",
        )
        use = f"{self.pick('sum', 'a', 'm')} += {counter} * {self.number()} % {self.pick('7', 'n', counter)}; "
        index = f"b = list[{counter} % {self.pick('3', '2', '4')}]; "
        return f"{head} {{ {self.pick(use, index, use + index)}{self.assignment()}if (arrayp(m)) m = 1; }} "

    def caught(self) -> str:
        return f"m = catch {self.block()}; if (m) m = 7; "

    def condition(self) -> str:
        compare = self.pick("<", "<=", ">", ">=", "==", "!=")
        return self.pick(
            f"{self.number()} {compare} {self.number()}",
            f"n {compare} {self.pick(*ENDS)}",
            f"k {compare} {self.number()}",
            f"s {self.pick('==', '!=', '<')} {self.text()}",
            f"{self.anything()}",
        )

    def number(self) -> str:
        if self._depth > 3:
            return self.pick("a", "b", "sum", "n", self.pick(*ENDS))
        self._depth += 1
        operator = self.pick("+", "-", "*", "%", "/", "&", "|", "^", "<<", ">>")
        other = self.pick("a", "b", "n", "2", "7", "-3") if operator in "%/" else self.number()
        made: str = self.pick(
            self.pick("a", "b", "sum", "n"),
            self.pick(*ENDS),
            f"({self.number()} {operator} {other})",
            f"({self.condition()} ? {self.number()} : {self.number()})",
            f"(n < {self.pick('2', '0', 'a')} ? n : n {self.pick('-', '+', '*')} {self.pick('1', '2', 'n')})",
            f"list[{self.small()}]",
            f"map[{self.text()}]",
            f"sizeof(list) {self.pick('-', '+', '*')} {self.pick(*ENDS)}",
            f"strlen({self.text()})",
            f"sizeof(({{ c({self.pick('1', 'n')}), c(2) }}))",
            f"(c(1) ? {self.pick('counted', 'a')} : 2)",
            "counted",
            self.pick("({ 3, 4 })[k]", '([ "k": 2, "x": 3 ])[k]', "(list + ({ 7 }))[n]", "keys(map)[k]", '"abc"[k]'),
            "-n",
        )
        self._depth -= 1
        return made

    def small(self) -> str:
        return self.pick("0", "1", "2", "a % 3", "n & 1", "sizeof(list) - 1", "3")

    def text(self) -> str:
        return self.pick("s", "t", '"k"', f'"k" + {self.pick("a", "n", "3")}', f's + {self.pick("t", "n", "k")}')

    def anything(self) -> str:
        return self.pick(self.number(), self.text(), "k", "m", "1.5", "({ 1 })")


ARGUMENTS: tuple[tuple[Any, ...], ...] = ((), (5, 2), (-7, "x"), (2**63 - 1, 1.5), ("no int", 3), (1.5, 0))


def compared(root: Path, monkeypatch: pytest.MonkeyPatch, seeds: range) -> int:
    """Run the functions of some seeds in both forms; how many answers were compared."""
    text = "int counted; mixed g(int a, int b) { return a - b; } int c(int n) { counted += n; return n; }\n"
    text += "".join(Author(seed).function(f"f{seed}") for seed in seeds)
    specialised = answers(root / "specialised", text, seeds)
    with monkeypatch.context() as plainly:
        chosen = compiling.Dialect.of

        def plain(*args: Any, **more: Any) -> compiling.Dialect:
            dialect = chosen(*args, **more)
            return attrs.evolve(dialect, options=attrs.evolve(dialect.options, proofs=False))

        plainly.setattr(compiling.Dialect, "of", plain)
        plain_answers = answers(root / "plain", text, seeds)
    different = [(one, other) for one, other in zip(specialised, plain_answers, strict=True) if one != other]
    assert different == [], text
    return len(specialised)


def answers(root: Path, text: str, seeds: range) -> list[str]:
    """What each function gives for each of the arguments: a value in LPC's form, or an error."""
    mud = Mud(root, {"program.c": text})
    found: list[str] = []
    ob: Any = mud.world.objects.find_or_load("program", None)
    for seed in seeds:
        for arguments in ARGUMENTS:
            given: list[str] = []

            def call(seed: int = seed, arguments: tuple[Any, ...] = arguments, given: list[str] = given) -> None:
                try:
                    given.append(show(calls.call_other(ob, ob, f"f{seed}", *arguments)))
                except LpcError as error:
                    given.append(f"error {error.value}")

            mud.enter(call)
            found.append(f"f{seed}{arguments}: {given[0] if given else 'nothing'}")
    return found


@pytest.mark.timeout(300)  # a minute, on a machine with much else to do
def test_what_is_proven_changes_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand functions, each with arguments that keep the promises of their types and with others that do not."""
    count = 0
    for first in range(0, 1000, PER_FILE):
        count += compared(tmp_path / str(first), monkeypatch, range(first, first + PER_FILE))

    assert count == 1000 * len(ARGUMENTS)


@pytest.mark.soak
def test_what_is_proven_changes_no_answer_of_very_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred thousand."""
    for first in range(1000, 101_000, PER_FILE):
        compared(tmp_path / str(first), monkeypatch, range(first, first + PER_FILE))
