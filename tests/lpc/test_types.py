"""The type stage: types of expressions, conversions of numbers, and complaints in Neolith's words."""

from __future__ import annotations

import time

import pytest

from neolith_trio.lpc import nodes, types
from neolith_trio.lpc.compiler import compile_file
from neolith_trio.lpc.environment import EfunSignature, Environment
from neolith_trio.lpc.nodes import Type
from neolith_trio.lpc.parser import parse
from neolith_trio.lpc.program import CompiledProgram, Signature
from neolith_trio.lpc.resolving import resolve
from neolith_trio.lpc.scope import ProgramScope
from neolith_trio.lpc.stream import LexOptions
from neolith_trio.lpc.walking import children

from .parsing import stream_of


def efun(name: str, returns: str, *parameters: str, least: int | None = None, dot: bool = False) -> EfunSignature:
    """The signature of an efun; the last parameter may be '...'."""
    endless = parameters[-1:] == ("...",)
    kinds = tuple(tuple(one.split("|")) for one in parameters if one != "...")
    minimum = len(kinds) if least is None else least
    return EfunSignature(name, returns, kinds, minimum, -1 if endless else len(kinds), False, dot)


EFUNS = [
    efun("strlen", "int", "string"),
    efun("implode", "string", "mixed *", "string|function"),
    efun("acos", "float", "float", dot=True),
    efun("to_int", "int", "string|float|int|buffer"),
    efun("random", "int", "int"),
    efun("write", "void", "mixed"),
    efun("sprintf", "string", "string", "..."),
    efun("file_name", "string", "object", least=0),
    efun("clone_object", "object", "string", "..."),
    efun("capitalize", "string", "string", dot=True),
    efun("destruct", "void", "object"),
]
SIMULS = {"shout_all": Signature("shout_all", Type("int"), (Type("string"),), frozenset())}
ENVIRONMENT = Environment(efuns={one.name: one for one in EFUNS}, simul_efuns=SIMULS)

GLOBALS = """
class d { float y; } class c { int x; class d next; }
int i; float r; string s; object o; mapping m; function u; mixed x; buffer b; class c c; class c *ca;
int *ia; string *sa; mixed *xa;
void nothing() { }
int one(int a, string z) { return 1; }
varargs int some(int a, string z) { return 1; }
void rest(int a, mixed *more...) { }
"""


def checked(text: str, *parents: CompiledProgram) -> tuple[ProgramScope, list[str]]:
    """The program of a text after the stage, and the messages."""
    stream = stream_of(text)
    tree = parse(stream)
    scope = ProgramScope(tree, parents, ENVIRONMENT, stream.diagnostics)
    resolve(scope)
    types.check(scope, ENVIRONMENT)
    found = stream.diagnostics.in_source_order()
    return scope, [f"{'warning: ' if one.severity == 'warning' else ''}{one.message}" for one in found]


def complaints(body: str, head: str = "mixed f()") -> list[str]:
    """The messages about a function with this body, below the globals."""
    return checked(f"{GLOBALS}{head} {{ {body} }}")[1]


def value_of(expression: str, head: str = "mixed f()") -> nodes.Expression:
    """The tree of an expression after the stage."""
    scope, messages = checked(f"{GLOBALS}{head} {{ return {expression}; }}")
    assert messages == []
    body = scope.functions["f"].body
    assert body is not None
    (statement,) = body.statements
    assert isinstance(statement, nodes.Return)
    assert statement.value is not None
    return statement.value


def type_of(expression: str, head: str = "mixed f()") -> str:
    """The type of an expression, as text."""
    return str(value_of(expression, head).type)


UNTYPED = "#pragma no_strict_types\nf()"


# -- types of expressions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("7", "int"), ("0", "mixed"), ("0.0", "float"), ('"a"', "string"), ("({ 1 })", "mixed *"), ("([ ])", "mapping"),
        ("(: $1 :)", "function"), ("(: strlen :)", "function"), ("function() { return 1; }", "function"),
        ("i", "int"), ("ia", "int *"), ("c", "class c"), ("ca[0]", "class c"), ("c->next->y", "float"),
        ("ia[0]", "int"), ("ia[0..1]", "int *"), ("s[0]", "int"), ("s[0..1]", "string"), ("m[s]", "mixed"),
        ("x[0]", "mixed"),
        ("i + 1", "int"), ("i + r", "float"), ("s + i", "string"), ("r + s", "string"), ("x + s", "string"),
        ("ia + sa", "mixed *"), ("ia - ia", "int *"), ("m * m", "mapping"), ("i / r", "float"), ("i % 2", "int"),
        ("x + x", "mixed"), ("ia & ia", "int *"), ("ia & xa", "mixed *"), ("i & 1", "int"), ("i << 1", "int"),
        ("s == s", "int"), ("i < r", "int"), ("!s", "int"), ("~i", "int"), ("-r", "float"), ("i++", "int"),
        ("--r", "float"), ("i ? s : s", "string"), ("x ? s : 1 ? s : s", "string"), ("i && i", "int"),
        ("i || s", "mixed"), ("(i, s)", "string"),
        ("(string)x", "string"), ("i = 5", "int"), ("r = 5", "int"), ("catch(i)", "mixed"), ("sscanf(s, s, i)", "int"),
        ("new(class c)", "class c"), ('new("p")', "object"), ("strlen(s)", "int"), ("s.capitalize()", "string"),
        ("one(1, s)", "int"), ("nothing()", "void"), ("shout_all(1)", "int"), ("o->f()", "mixed"), ("(*u)()", "mixed"),
        ("({ 1, s })[1]", "string"), ("0 + 5", "int"), ("5 * 0", "int"), ("0 * 5", "mixed"),
    ],
)  # fmt: skip
def test_an_expression_has_the_type_its_parts_promise(expression: str, expected: str) -> None:
    """Declared types, literals and prototypes decide; 0 is mixed, since it fits everywhere."""
    assert type_of(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [("i + i", "mixed"), ("i * r", "mixed"), ("-i", "mixed"), ("i++", "mixed"), ("ia[0]", "mixed"),
     ("s[0..1]", "mixed"), ("i % i", "int"), ("i < i", "int"), ("i", "int"), ("1 + 2", "int"), ("strlen(s)", "int"),
     ("-5", "int")],
)  # fmt: skip
def test_without_type_checks_operators_promise_little(expression: str, expected: str) -> None:
    """In a function without a declared type the results of most operators are mixed, as in Neolith."""
    assert type_of(expression, UNTYPED) == expected


def test_every_expression_gets_a_type() -> None:
    """No expression of any statement is left out."""
    body = """
        int k = 1, *l; float q = k;
        for (int n = 0; n < 3; n++) { if (n) continue; else if (s) break; else l = ({ n, ia... }); }
        foreach (string key, mixed v in m) write(key);
        foreach (x in ia) { while (x--) { } do { s[0..1] = "ab"; } while (0); }
        switch (k) { case 1: one(1, "a"); break; case 2..3: some(xa...); default: rest(1, 2, 3); }
        catch { m["a"] = ([ 1: 2 ]); }; time_expression { i += 2; };
        u = (: $1 + $(k) :); u = (: implode, sa :); u = function(int p) { return p ? -p : !p; };
        return catch(sscanf(s, "%d", i)) + o->fn(1)->g() + (*u)(1) + c->next->y + new(class c, x: 1)->x + ::up();
    """
    scope, _ = checked(f"{GLOBALS}mixed f() {{ {body} }}")
    pending: list[nodes.Node] = list(scope.tree.definitions)
    seen = 0
    while pending:
        node = pending.pop()
        pending.extend(children(node))
        if isinstance(node, nodes.Expression):
            seen += 1
            assert node.type is not None, node

    assert seen >= 100


# -- conversions ---------------------------------------------------------------------------------------------


def conversions(body: str, head: str = "mixed f()") -> list[str]:
    """Where numbers were converted: 'float(what)' for Convert nodes, literals that changed as they are."""
    scope, _ = checked(f"{GLOBALS}{head} {{ {body} }}")
    function = scope.functions["f"]
    found = []
    pending: list[nodes.Node] = [function.body] if function.body else []
    while pending:
        node = pending.pop()
        pending.extend(reversed(list(children(node))))
        if isinstance(node, nodes.Convert):
            assert str(node.type) == node.to
            found.append(f"{node.to}({node.expression.__class__.__name__})")
        elif isinstance(node, (nodes.Number, nodes.Real)):
            found.append(repr(node.value))
    return found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("r = 3;", ["3.0"]), ("r = 0;", ["0.0"]), ("r = i;", ["float(Name)"]), ("r += 1;", ["1.0"]),
        ("i = 3.7;", ["3"]),
        ("i = -3.7;", ["int(Unary)", "3.7"]), ("i += r;", ["int(Name)"]), ("i = r * 2;", ["int(Binary)", "2"]),
        ("int k = 2.5;", ["2"]), ("float q = i;", ["float(Name)"]), ("for (float q = 1; ; ) ;", ["1.0"]),
        ("r = x;", []), ("i = x;", []), ("x = 3;", ["3"]), ("r = (float)3;", ["float(Cast)", "3"]),
        ("i = (int)3.5;", ["3.5"]), ("r = i ? 1 : 2;", ["float(Conditional)", "1", "2"]), ("c->next->y = 1;", ["1.0"]),
        ("acos(1);", ["1.0"]), ("acos(i);", ["float(Name)"]), ("acos(0);", ["0"]), ("random(2.5);", ["2"]),
        ("to_int(2.5);", ["2.5"]), ("i.acos();", ["float(Name)"]), ("u = (: acos, 1 :);", ["1.0"]),
        ("one(1.5, s);", ["1.5"]), ("shout_all(1.5);", ["1.5"]), ("new(class c, x: 1.5);", ["1.5"]),
        ("m[1] = 2.5;", ["1", "2.5"]), ("ia[1] = 2.5;", ["1", "2"]), ("i = 1e300;", ["int(Real)", "1e+300"]),
    ],
)  # fmt: skip
def test_numbers_are_converted_where_neolith_converts_them(body: str, expected: list[str]) -> None:
    """Around what is assigned to a declared number and what an efun takes, not for other functions and new classes."""
    assert conversions(body) == expected


def test_a_returned_number_is_not_converted() -> None:
    """`return 3;` in a float function returns the int."""
    assert conversions("return 3;", "float f()") == ["3"]


def test_without_type_checks_declared_variables_still_convert() -> None:
    """Assignments convert what is known to be a number; arguments of efuns stay as they are."""
    body = "int k = 2.5; r = i; r = i + 1; r = 1 + 2; acos(1);"
    assert conversions(body, UNTYPED) == ["2", "float(Name)", "1", "float(Binary)", "1", "2", "1"]


def test_globals_convert_their_initial_values() -> None:
    """`float x = 3;` outside of functions makes a float, too."""
    scope, messages = checked("float r = 3; int i = 3.7; mixed x = 3;")
    values = [one.value.value for one in scope.tree.definitions if isinstance(one, nodes.GlobalVariable)]  # type: ignore[union-attr]

    assert messages == []
    assert [repr(value) for value in values] == ["3.0", "3", "3"]


# -- complaints ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("i = s;", "Bad assignment ( int(4) vs string(5) )."),
        ("sa = ia;", "Bad assignment ( string(5) * vs int(4) * )."),
        ("c = 1;", "Bad assignment ( class c(65) vs int(4) )."),
        ("ca = ia;", "Bad assignment ( class c(65) * vs int(4) * )."),
        ("s = nothing();", "Bad assignment ( string(5) vs void(3) )."),
        ("s += 1;", "Bad assignment ( string(5) vs int(4) )."),
        ("string k = 1;", "Type mismatch ( string(5) vs int(4) ) when initializing k"),
        ("for (string k = 1; ; ) ;", "Type mismatch ( string(5) vs int(4) ) when initializing."),
        ("i == s;", "== always false because of incompatible types ( int(4) vs string(5) )."),
        ("x = o != m;", "!= always true because of incompatible types ( object(6) vs mapping(7) )."),
        ("x = o < i;", "Bad left argument to '<' : \"object(6) \""),
        ("x = i >= m;", "Bad right argument to '>=' : \"mapping(7) \""),
        ("x = i <= s;", "Arguments to <= do not have compatible types : ( int(4) vs string(5) )"),
        ("x = s + o;", "Invalid argument types to '+' ( string(5) vs object(6) )"),
        ("x = x + u;", "Bad right argument to '+' (function)"),
        ("x = u + x;", "Bad left argument to '+' (function)"),
        ("x = s - s;", "Bad argument number 1 to '-': \"string(5) \""),
        ("x = x - s;", "Bad argument number 2 to '-': \"string(5) \""),
        ("x = s - i;", "Invalid types to '-' ( string(5) vs int(4) )"),
        ("x = o * o;", "Bad argument number 1 to '*': \"object(6) \""),
        ("x = x * s;", "Bad argument number 2 to '*': \"string(5) \""),
        ("x = m / m;", "Bad argument 1 to '/': \"mapping(7) \""),
        ("x = s / i;", "Invalid types to '/' ( string(5) vs int(4) )"),
        ("x = r % i;", "Bad left argument to '%' : \"float(9) \""),
        ("x = i | s;", "Bad right argument to '|' : \"string(5) \""),
        ("x = sa & i;", "Incompatible types for & ( string(5) * vs int(4) )."),
        ("x = ~s;", "Bad argument to ~: \"string(5) \""),
        ("x = -s;", "Bad argument to unary '-': \"string(5) \""),
        ("++s;", "Bad argument 1 to ++x: \"string(5) \""),
        ("m--;", "Bad argument 1 to x--: \"mapping(7) \""),
        ("x = i[0];", "Value indexed has a bad type : \"int(4) \""),
        ("x = s[s];", "Bad type of index: \"string(5) \""),
        ("x = m[<1];", "Illegal index for mapping."),
        ("x = m[1..2];", "Bad type of argument used for range: : \"mapping(7) \""),
        ("x = s[s..1];", "Bad type of left index to range operator: \"string(5) \""),
        ("x = s[1..r];", "Bad type of right index to range operator: \"float(9) \""),
        ("x = ({ 1, 2 })[2];", "Illegal index to array constant."),
        ("x = ({ 1, 2 })[<3];", "Illegal index to array constant."),
        ("x = o->name;", "Left argument of -> is not a class"),
        ("x = ca->x;", "Left argument of -> is not a class"),
        ("x = c->q;", "Class 'c' has no member 'q'"),
        ("x = c->nxt;", "Class 'c' has no member 'nxt'"),
        ("x = new(class c, q: 1);", "Class 'c' has no member 'q'"),
        ("x = 1 / 0;", "Divide by zero in constant"),
        ("x = 1 / (2 - 2);", "Divide by zero in constant"),
        ("x = 1.5 / 0.0;", "Divide by zero in constant"),
        ("x = 5 % 0;", "Modulo by zero constant"),
        ("strlen();", "Too few arguments to strlen"),
        ("strlen(s, s);", "Too many arguments to strlen"),
        ("strlen(1);", "Bad argument 1 to efun strlen()"),
        ("implode(sa, m);", "Bad argument 2 to efun implode()"),
        ("file_name(nothing());", "Bad argument 1 to efun file_name()"),
        ("implode(sa...);", "Illegal to pass variable number of arguments to non-varargs efun implode"),
        ("sprintf(sa...);", "Too few arguments to sprintf"),
        ("efun::strlen(1);", "Bad argument 1 to efun strlen()"),
        ("new();", "Too few arguments to clone_object"),
        ("s.nowhere();", "Unknown efun in dot-call: nowhere"),
        ("s.capitalise();", "Unknown efun in dot-call: capitalise"),
        ("o.destruct();", "Efun does not permit dot-call syntax: destruct"),
        ("s.capitalize(1);", "Too many arguments to capitalize"),
        ("u = (: strlen, s, s :);", "Too many arguments to strlen"),
        ("u = (: strlen, 1 :);", "Bad argument 1 to efun strlen()"),
        ("one(1);", "Wrong number of arguments to one\n    Expected: 2  Got: 1"),
        ("one(s, s);", "Bad type for argument 1 of one ( int(4) vs string(5) )"),
        ("some(s);", "Bad type for argument 1 of some ( int(4) vs string(5) )"),
        ("rest(s, 1, 2);", "Bad type for argument 1 of rest ( int(4) vs string(5) )"),
        ("one(xa...);", "Illegal to pass a variable number of arguments to non-varargs function one\n"),
        ("u = function(int p) { return p + o; };", "Invalid argument types to '+' ( int(4) vs object(6) )"),
        ("x = i ? s : 1;", "warning: Types in ?: do not match ( string(5) vs int(4) )."),
        ("x = i == 1 | i == 2;", "warning: bitwise operation on boolean values."),
        ("i == 1;", "warning: Value of conditional expression is unused"),
        ("if (i == 1) ;", "warning: Value of conditional expression is unused"),
        ("x = (i == 1, 2);", "warning: Value of conditional expression is unused"),
    ],
)  # fmt: skip
def test_a_complaint_has_neoliths_words(body: str, expected: str) -> None:
    """So that what a master's log_error() reads stays the same; only hints are ours."""
    assert complaints(body)[:1] == [expected]


@pytest.mark.parametrize(
    "body",
    ["i = 0;", "s = 0;", "c = 0;", "i = r;", "r = i;", "x = s;", "xa = sa;", "sa = xa;", "i = nothing();",
     "x = nothing();",
     "i += s;", "x = s == 0;", "x = i == r;", "x = i < r;", "x = (string)i + s;", "x = 1;",
     "x = c == c;", "x = i == 0; i == 0;", "one(0, 0);", "some();",
     "some(1, s, 3);", "rest(1, s, o);", "some(xa...);", "sprintf(s, xa...);", "file_name();", "x = i ? 0 : s;",
     "shout_all(o);", "o->one(1, 2, 3);", "u = (: one, 1 :);", "x = x[s];", "x = x[0..1];",
     "x = 1 / r;", "x = i / 0;", "m = m + m;", "x = u && o;", "x = !o + !m;", "return s;"],
)  # fmt: skip
def test_what_fits_passes_silently(body: str) -> None:
    """What Neolith accepts is accepted."""
    assert complaints(body) == []


def test_without_type_checks_little_is_wrong() -> None:
    """Functions without a declared type may mix types; initial values, arguments left out and members are checked."""
    assert complaints('i = s; x = s - o; x = i[0]; one(); strlen(1); return "a";', UNTYPED) == []
    assert complaints("string k = 1; strlen(); x = o->name; x = 1 / 0;", UNTYPED) == [
        "Type mismatch ( string(5) vs int(4) ) when initializing k",
        "Too few arguments to strlen",
        "Left argument of -> is not a class",
        "Divide by zero in constant",
    ]


def test_anonymous_functions_are_always_checked() -> None:
    """Even inside a function that is not."""
    assert complaints("u = function(int p) { return p + o; }; i = s;", UNTYPED) == [
        "Invalid argument types to '+' ( int(4) vs object(6) )"
    ]


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("void f()", "return 1;", ["Type of returned value doesn't match function return type ( int(4) vs void(3) )"]),
        ("void f()", "return 0;", []),
        (
            "string f()",
            "return i;",
            ["Type of returned value doesn't match function return type ( int(4) vs string(5) )"],
        ),
        ("float f()", "return i;", []),
        ("int f()", "return;", ["warning: Non-void functions must return a value."]),
        ("mixed f()", "return;", []),
        ("void f()", "return;", []),
        ("int f()", "", []),
        ("create()", "return 1;", ["Type of returned value doesn't match function return type ( int(4) vs void(3) )"]),
        ("class c f()", "return c;", []),
    ],
)
def test_what_is_returned_fits_the_function(head: str, body: str, expected: list[str]) -> None:
    """create() without a type returns nothing."""
    assert complaints(body, head) == expected


def test_global_variables_are_checked_like_the_function_before() -> None:
    """And before the first function types are checked; the value must always fit the variable."""
    assert checked("string s = 1;")[1] == ["Type mismatch ( string(5) vs int(4) ) when initializing s"]
    assert checked('int i = "a" - "b";')[1] == ["Bad argument number 1 to '-': \"string(5) \""]
    assert checked('#pragma no_strict_types\nf() { }\nint i = "a" - "b"; string s = 1;')[1] == [
        "Type mismatch ( string(5) vs int(4) ) when initializing s"
    ]


def test_what_has_no_type_must_be_cast() -> None:
    """The result of a function declared without a type fits nothing but mixed."""
    text = "#pragma no_strict_types\ng() { return 1; }\n#pragma strict_types\n"
    assert checked(f"{text}int f() {{ mixed x = g(); return (int)g(); }}")[1] == []
    assert checked(f"{text}int f() {{ return g(); }}")[1] == [
        "Type of returned value doesn't match function return type ( unknown(0) vs int(4) )"
    ]


def test_an_undefined_function_returns_what_fits_nowhere() -> None:
    """As in Neolith, where the value must fit; a parent's or an efun that does not exist may be anything."""
    undefined = "Undefined function nowhere"
    assert complaints("return nowhere();", "int f()") == [
        undefined,
        "Type of returned value doesn't match function return type ( unknown(0) vs int(4) )",
    ]
    assert complaints("nowhere(); x = nowhere();")[:1] == [undefined]
    assert complaints("return ::nowhere();", "int f()") == ["No such inherited function ::nowhere"]
    assert complaints("return efun::nowhere();", "int f()") == ["Unknown efun: nowhere"]


def test_a_definition_should_return_what_its_prototype_promised() -> None:
    """A warning, not an error."""
    assert checked('int f(int a); string f(int a) { return ""; }')[1] == [
        "warning: Return type doesn't match prototype ( string(5) vs int(4) )"
    ]


def test_pragma_no_warnings_silences_warnings() -> None:
    """The pragma speaks for this stage, too."""
    assert checked("#pragma no_warnings\nvoid f(int i) { i == 1; }")[1] == []


# -- parents -------------------------------------------------------------------------------------------------


def parent(text: str) -> CompiledProgram:
    """The compiled program of a text."""
    compilation = compile_file("/p.c", ENVIRONMENT, lambda path: text, LexOptions())
    assert compilation.program is not None
    return compilation.program


def test_a_parents_argument_types_are_known_only_when_it_saved_them() -> None:
    """How many arguments it takes is always known."""
    text = "int g(int a) { return 1; }\n"
    plain, saved = parent(text), parent(f"#pragma save_types\n{text}")
    child = 'inherit "/p"; void f() { g(); g("x"); ::g("x"); }'
    wrong_number = "Wrong number of arguments to g\n    Expected: 1  Got: 0"

    assert checked(child, plain)[1] == [wrong_number]
    assert checked(child, saved)[1] == [wrong_number, "Bad type for argument 1 of g ( int(4) vs string(5) )"]


def test_a_prototype_does_not_replace_what_a_parent_defines() -> None:
    """The parent's definition says how many arguments there are."""
    base = parent("int g(int a, int b) { return 1; }")
    assert checked('inherit "/p"; int g(string a); int f() { return g(1, 2); }', base)[1] == []


# -- size ----------------------------------------------------------------------------------------------------


def test_chains_of_any_length_need_no_deep_stack() -> None:
    """Operators, prefixes, choices and calls in a row are walked in loops."""
    for expression in (
        "+".join(["i"] * 5000),
        "!" * 5000 + "i",
        "i ? 1 : " * 5000 + "2",
        "o" + "->f()" * 5000,
        " && ".join(["i"] * 5000),
    ):
        assert complaints(f"x = {expression};") == []


@pytest.mark.alone
def test_thousands_of_lines_take_a_fraction_of_a_second() -> None:
    """The whole compiler has to reach 8,000 lines a second; this stage may use a quarter of that."""
    line = '    if (i > 3 && s == "a") ia[i] = strlen(s + "b") * 2 + one(i, s);\n'
    text = f"{GLOBALS}void f() {{\n{line * 2000}}}\n"
    taken = []
    for _ in range(3):
        stream = stream_of(text)
        scope = ProgramScope(parse(stream), (), ENVIRONMENT, stream.diagnostics)
        resolve(scope)
        begin = time.process_time()
        types.check(scope, ENVIRONMENT)
        taken.append(time.process_time() - begin)

    assert min(taken) < 2000 / 8000
