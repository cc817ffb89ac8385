"""Random functions in LPC, each made from a seed: ints, strings, arrays, mappings, function values, loops and errors.

For comparing two ways to compile: a function ends, its values stay small, and it gives all that it has computed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")
LEAST: Final = "(-9223372036854775807 - 1)"
ENDS: Final = ("0", "1", "2", "7", "-1", "-3", "63", "9223372036854775807", LEAST, "4611686018427387904")
AROUND: Final = """
int counted;
int c(int n) { counted += n; return n; }
int cut(mapping map) { map_delete(map, "k"); return 1; }
mixed g(int a, int b) { return a - b; }
private int sum_of(int a, int b) { return a + b; }
mixed previous(mixed x) { return previous_object() == this_object() ? x : -1; }
object gone() { object ob = new(__FILE__); destruct(ob); return ob; }
"""
"""What the functions call."""


class Author:
    """Writes a function; every expression is of a kind, but for the mixed ones, which may be of any."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._depth = 0
        self._loops = 0
        self._values = 0

    def function(self, name: str) -> str:
        """The text of a function of an int and of anything."""
        statements = [self.statement() for _ in range(self._chance.randint(2, 5))]
        catches = self.pick(True, False)  # else the first error is all that the function gives
        body = "".join(f"if (k = catch {{ {one}}}) t = k; " if catches else one for one in statements)
        declared = (
            'counted = 1; int a = 3, b, sum = 0; string s = "ab", t = "x"; mixed m = 5;'
            ' int *list = ({ 4, 5, 6 }); mapping map = ([ "k": 1 ]);'
            f" function f1 = {self.function_value()}, f2 = {self.function_value()}, f3;"
            f' string late; int *found; float f = 1.5; {self.pick("late = t;", "")}'
            f' {self.pick("found = list + ({ n });", "")} {self.pick("f3 = f1;", "")}'
        )
        loops = "int " + ", ".join(f"i{number}" for number in range(max(self._loops, 1))) + ";"
        returned = "({ a, b, sum, n, k, s, t, m, list, sizeof(map), late, found, f })"
        return f"mixed {name}(int n, mixed k) {{ {declared} {loops} {body} return {returned}; }}\n"

    def pick(self, *choices: T) -> T:
        """One of some that are at hand."""
        return choices[int(self._chance.random() * len(choices))]

    def one_of(self, *makers: Callable[[], str]) -> str:
        """What one of these makes; the others make nothing."""
        return self.pick(*makers)()

    # -- statements ------------------------------------------------------------------------------------------

    def statement(self) -> str:
        if self._depth > 2:
            return self.assignment()
        self._depth += 1
        made = self.one_of(self.assignment, self.assignment, self.assignment, self.branch, self.loop, self.caught)
        self._depth -= 1
        return made

    def block(self) -> str:
        return "{ " + "".join(self.statement() for _ in range(self._chance.randint(1, 3))) + "}"

    def assignment(self) -> str:
        operator = self.pick("=", "=", "+=", "-=", "*=", "%=", "/=", "&=", "|=", "^=")
        return self.one_of(
            lambda: f"{self.pick('a', 'b', 'sum', 'n')} {operator} {self.number()}; ",
            lambda: f"{self.pick('a', 'sum', 'n')}{self.pick('++', '--')}; ",
            lambda: f"s {self.pick('=', '+=')} {self.text()}; s = s[0..20]; ",
            lambda: f"t = t + ({self.number()}); t = t[0..20]; ",
            lambda: f"m {self.pick('=', '+=')} {self.anything()}; {self.small_again('m')}",
            lambda: f"list[{self.small()}] {self.pick('=', '+=')} {self.number()}; ",
            lambda: f"map[{self.text()}] = {self.number()}; ",
            lambda: f"k = {self.anything()}; {self.small_again('k')}",
            self.container,
            self.call,
            self.known_value,
        )

    def small_again(self, name: str) -> str:
        """Statements that leave a variable with what all others can bear."""
        return f"if (stringp({name})) {name} = {name}[0..9]; if (arrayp({name})) {name} = 2; "

    def container(self) -> str:
        return self.one_of(
            lambda: f"map[k] {self.pick('=', '+=')} {self.number()}; ",
            lambda: f"list[k] {self.pick('=', '+=')} {self.number()}; ",
            lambda: (
                f"list[n] = {self.one_of(lambda: 'k', lambda: 'm', self.number)}; if (!intp(list[n])) list[n] = 3; "
            ),
            lambda: f"list {self.pick('+=', '-=', '=')} ({{ {self.number()} }}); list = list[0..5]; ",
            lambda: f"late = {self.pick('implode(({ s, t }), s)', 'capitalize(t)', 'late + s')}; late = late[0..9]; ",
            lambda: f"late += {self.one_of(lambda: 'k', lambda: 'm', self.text)}; late = late[0..9]; ",
            lambda: f"f {self.pick('+=', '-=', '*=', '=')} {self.pick('1', '2.5', 'n', 'a')}; ",
            lambda: f"a += {self.one_of(lambda: 'k', lambda: 'm', self.number)}; ",
            lambda: f"b = {self.pick('s', 't', 'late')}[{self.small()}]; ",
            lambda: f"foreach (m, b in map) {{ {self.pick('if (intp(b)) ', '')}sum += b + {self.number()}; }} m = 4; ",
            lambda: "foreach (m, b in map) { t = (m + t)[0..20]; sum = sum * 3; } m = 4; ",
            lambda: (
                f"foreach (m, b in map) {{ {self.pick('map[m]', 'map[t + 1]', 'map')} "
                f"{self.pick('= ([ ]); ', '+= ([ t: 4 ]); ')} sum += sizeof(map) + b; }} m = 4; "
            ),
            lambda: f"foreach (k in {self.pick('found', 'list', 't')}) {{ sum += k * {self.number()}; }} k = 1; ",
            lambda: f"foreach (k in ({{ gone(), 2 }})) {{ sum += {self.pick('k == 0', '!k', 'objectp(k)')}; }} k = 2; ",
        )

    def call(self) -> str:
        """Calls by values, by name, and element after element."""
        return self.one_of(
            lambda: f"m = this_object()->g(n, {self.number()}); ",
            lambda: f"m = evaluate({self.pick('f1', 'f2', 'f3')}, {self.operands()}); {self.small_again('m')}",
            lambda: f"m = (*{self.pick('f1', 'f2')})({self.operands()}); {self.small_again('m')}",
            lambda: f"f{self.pick('1', '3')} = {self.function_value()}; ",
            lambda: f"m = evaluate({self.function_value()}, {self.operands()}); {self.small_again('m')}",
            lambda: f"found = filter({self.array()}, {self.function_value()}); ",
            lambda: f"found = map({self.array()}, {self.function_value()}); found = filter(found, (: intp($1) :)); ",
            lambda: f"found = {self.pick('map', 'filter', 'sort_array')}(list, {self.function_value()}, 3); ",
            lambda: f"found = {self.pick('list', 'keys(map)')}; ",
            lambda: f"found = sort_array(list, {self.pick('(: $2 - $1 :)', '(: $1 - $2 :)', '1', '-1')}); ",
        )

    def known_value(self) -> str:
        """A local that is one function value, and what is made of it."""
        name, counter = f"v{self._values}", f"i{self._loops}"
        self._values += 1
        self._loops += 1
        value = self.function_value()
        declared = self.pick(f"function {name} = {value}; ", f"function {name}; {name} = {value}; ")
        ints_again = "found = filter(found, (: intp :)); "
        arguments = self.one_of(
            lambda: f"{counter}, {self.pick(*ENDS)}", lambda: f"{self.number()}, {counter}", self.operands
        )
        use = self.one_of(
            lambda: f"sum += evaluate({name}, {arguments}); ",
            lambda: f"b = evaluate({name}, {arguments}); if (!intp(b)) b = 1; ",
            lambda: f"a = (*{name})({arguments}) - {counter}; ",
            lambda: f"if ((*{name})({arguments})) sum = sum * 3 + {counter}; ",
            lambda: f"m = ({{ evaluate({name}, {arguments}), {counter} }})[0]; {self.small_again('m')}",
            lambda: f"t = (t + evaluate({name}, {arguments}))[0..20]; ",
            lambda: f"evaluate({name}, {arguments}); ",
            lambda: f"found = {self.pick('filter', 'map')}({self.array()}, {name}); {ints_again}",
            lambda: f"found = sort_array({self.pick('list', 'found')}, {name}); ",
            lambda: f"m = evaluate({name}, evaluate({name}, {arguments}), {self.number()}); {self.small_again('m')}",
        )
        other = self.one_of(
            lambda: self.pick("", f"n = {counter}; ", f"f2 = {name}; ", "list = ({ n, 2, 3 }); "),
            lambda: "",
            lambda: f"if ({counter}) {name} = {self.function_value()}; ",
        )
        return f"{{ {declared}for ({counter} = 0; {counter} < {self.pick('1', '3')}; {counter}++) {{ {use}{other}}} }} "

    def array(self) -> str:
        return self.one_of(
            lambda: self.pick("list", "found", "values(map)", '({ "a", 2, 1.5 })', "({ })"),
            lambda: f"({{ {self.number()}, {self.anything()}, gone() }})",
        )

    def operands(self) -> str:
        return self.one_of(
            lambda: f"{self.number()}, {self.number()}", self.number, lambda: f"{self.anything()}, {self.number()}"
        )

    def function_value(self) -> str:
        """A function of two arguments that may be ints."""
        operator = self.pick("+", "-", "*", "%", "/", "&", "<", ">", "==", "!=")
        return self.one_of(
            lambda: f"(: $1 {operator} {self.pick('$2', '3', '$(n)', 'counted')} :)",
            lambda: f"(: $1 {operator} {self.pick('$2', '2')} {self.pick('+', '-', '*')} {self.pick('$1', '7')} :)",
            lambda: f"(: {self.pick('previous', 'c', 'sum_of', 'g')} :)",
            lambda: f"(: {self.pick('previous', 'c', 'sum_of', 'g')}, {self.pick('n', 'k', '5')} :)",
            lambda: f"(: previous($1) {operator} {self.pick('$2', '4')} :)",
            lambda: f"function({self.pick('int', 'mixed')} x, int y) {{ return x {operator} {self.pick('y', '2')}; }}",
            lambda: "function(int x, int y) { counted += x; return counted; }",
            lambda: f"(: ({{ $1, 2, 3 }})[{self.pick('0', '1', '$2')}] :)",
            lambda: f"(: {self.pick('sizeof', 'stringp', 'intp')}($1) :)",
            lambda: f"(: {self.pick('stringp', 'objectp', 'sizeof', 'capitalize', 'strlen', 'keys')} :)",
            lambda: "(: $1 :)",
            lambda: f"(: {self.pick('$1', '$(n)', '!$1', '-$1')} {self.pick('&&', '||')} {self.pick('$2', '$(t)')} :)",
            lambda: f"(: $1 {self.pick('<', '==', '>=')} $2 ? $2 - $1 : {self.pick('$2', '$(s)', '4')} :)",
            lambda: f"(: {self.pick('$(t)', '$(n)', '$(counted)', '$1')} + {self.pick('$1', '$2', 'counted')} * 3 :)",
            lambda: f"function(mixed x) {{ return {self.pick('x', '-x', 'sizeof(x)', 'x + 1', 'x && 2')}; }}",
            lambda: f"function(int x, int y) {{ return x {operator} y {self.pick('+', '*', '&')} x; }}",
        )

    def branch(self) -> str:
        otherwise = self.one_of(lambda: "", lambda: f"else {self.block()} ")
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
        divisor = self.pick("7", "n", counter)
        use = f"{self.pick('sum', 'a', 'm')} += {counter} * {self.number()} % {divisor}; "
        index = f"b = list[{counter} % {self.pick('3', '2', '4')}]; "
        return f"{head} {{ {self.pick(use, index, use + index)}{self.assignment()}if (arrayp(m)) m = 1; }} "

    def caught(self) -> str:
        """A catch; what it gives is text, so that the words of errors are compared too."""
        raised = self.one_of(
            lambda: "",
            lambda: "",
            lambda: f'if ({self.condition()}) error({self.pick("s", "late", "k")}); ',
            lambda: f'if ({self.condition()}) error("no\\n"); ',
            lambda: f"throw({self.one_of(self.number, self.text, lambda: 'k')}); ",
        )
        caught = f"m = catch {{ {self.block()}{raised}}}; "
        return f"{caught}if (stringp(m)) t = m[0..30]; else m = 7; {self.small_again('m')}"

    # -- expressions -----------------------------------------------------------------------------------------

    def condition(self) -> str:
        compare = self.pick("<", "<=", ">", ">=", "==", "!=")
        return self.one_of(
            lambda: f"{self.number()} {compare} {self.number()}",
            lambda: f"n {compare} {self.pick(*ENDS)}",
            lambda: f"k {compare} {self.number()}",
            lambda: f"s {self.pick('==', '!=', '<')} {self.text()}",
            self.anything,
        )

    def number(self) -> str:
        if self._depth > 3:
            return self.pick("a", "b", "sum", "n", self.pick(*ENDS))
        self._depth += 1
        made = self.one_of(
            lambda: self.pick("a", "b", "sum", "n"),
            lambda: self.pick(*ENDS),
            self.computed,
            self.computed,
            lambda: f"({self.condition()} ? {self.number()} : {self.number()})",
            lambda: f"(n < {self.pick('2', '0', 'a')} ? n : n {self.pick('-', '+', '*')} {self.pick('1', '2', 'n')})",
            lambda: f"list[{self.small()}]",
            lambda: f"map[{self.text()}]",
            lambda: f"sizeof(list) {self.pick('-', '+', '*')} {self.pick(*ENDS)}",
            lambda: f"strlen({self.text()})",
            lambda: f"sizeof(({{ c({self.pick('1', 'n')}), c(2) }}))",
            lambda: f"(c(1) ? {self.pick('counted', 'a')} : 2)",
            lambda: f"({self.pick('sizeof(map)', 'member_array(4, values(map))')} + {self.pick('cut(map)', 'c(3)')})",
            lambda: "counted",
            lambda: self.pick("({ 3, 4 })[k]", '([ "k": 2, "x": 3 ])[k]', "(list + ({ 7 }))[n]", '"abc"[k]'),
            lambda: "-n",
        )
        self._depth -= 1
        return made

    def computed(self) -> str:
        operator = self.pick("+", "-", "*", "+", "-", "%", "/", "&", "|", "^", "<<", ">>")
        other = self.pick("a", "b", "n", "2", "7", "-3") if operator in "%/" else self.number()
        return f"({self.number()} {operator} {other})"

    def small(self) -> str:
        return self.pick("0", "1", "2", "a % 3", "n & 1", "sizeof(list) - 1", "3")

    def text(self) -> str:
        return self.pick("s", "t", '"k"', f'"k" + {self.pick("a", "n", "3")}', f"s + {self.pick('t', 'n', 'k')}")

    def anything(self) -> str:
        return self.one_of(
            self.number, self.text, lambda: "k", lambda: "m", lambda: "1.5", lambda: f"({{ {self.small()} }})"
        )
