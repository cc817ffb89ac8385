"""Statements, loops, switches and the rules about their labels."""

from __future__ import annotations

import pytest

from neolith_trio.lpc import nodes
from neolith_trio.lpc.parser import FLUFFOS

from .parsing import body, complaints, spell


def spelled_body(text: str) -> str:
    """The statements of a function body, spelled."""
    return " ".join(spell(statement) for statement in body(text))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (";", "(Block [])"),
        ("a; b, c;", "(ExpressionStatement a) (ExpressionStatement (Comma [b c]))"),
        ("if (a, b) c;", "(If [[(Comma [a b]) (ExpressionStatement c)]])"),
        ("if (a) ; else { }", "(If [[a (Block [])]] (Block []))"),
        ("if (a) if (b) c; else d;", "(If [[a (If [[b (ExpressionStatement c)]] (ExpressionStatement d))]])"),
        ("while (a) b;", "(While a (ExpressionStatement b))"),
        ("do a; while (b);", "(DoWhile (ExpressionStatement a) b)"),
        ("for (;;) a;", "(For [] None None (ExpressionStatement a))"),
        ("for (a, b; c; d, e) ;", "(For [(ExpressionStatement (Comma [a b]))] c (Comma [d e]) (Block []))"),
        ("for (int i = 0; i < 3; i++) ;", "(For [(LocalDeclaration <int> i 0)] (i < 3) (Step ++ i False) (Block []))"),
        ("foreach (a in b) ;", "(Foreach [a] b (Block []))"),
        ("foreach (a, int *b in c + d) ;", "(Foreach [a (LocalDeclaration <int *> b)] (c + d) (Block []))"),
        ("return;", "(Return)"),
        ("return a, b;", "(Return (Comma [a b]))"),
        ("while (1) { break; continue; }", "(While 1 (Block [(Break) (Continue)]))"),
        ("int a, *b = c; a;", "(LocalDeclaration <int> a) (LocalDeclaration <int *> b c) (ExpressionStatement a)"),
        ("a; class c d;", "(ExpressionStatement a) (LocalDeclaration <class c> d)"),
        ("double d; function f;", "(LocalDeclaration <float> d) (LocalDeclaration <function> f)"),
        (
            "function (int a) { };",
            "(ExpressionStatement (AnonymousFunction <unknown> [(Argument <int> a)] (Block [])))",
        ),
        ("string::f();", "(ExpressionStatement (Call f [] string))"),
    ],
)
def test_statements(text: str, tree: str) -> None:
    """Declarations may follow statements, and types begin declarations unless a label or arguments follow."""
    assert spelled_body(text) == tree


def test_else_ifs_are_arms_of_one_if() -> None:
    """However long the chain, it is one node."""
    chain = " else ".join(f"if (a == {n}) b;" for n in range(3000))
    (statement,) = body(chain + " else c;")

    assert isinstance(statement, nodes.If)
    assert len(statement.arms) == 3000
    assert isinstance(statement.otherwise, nodes.ExpressionStatement)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("case 1: a; default: b;", "[(Case 1) (ExpressionStatement a) (Case None) (ExpressionStatement b)]"),
        ("case 1: case 2..3:", "[(Case 1) (Case 2 3 True)]"),
        ('case "a" "b" + ("c" + "d"): case 0:', "[(Case abcd) (Case 0)]"),
        ("case -1 .. 2 * 3 + 1:", "[(Case -1 7 True)]"),
        ("case 1 | 6 ^ 2 & 3:", "[(Case 5)]"),
        ("case -7 / 2: case -7 % 2: case !5: case ~3:", "[(Case -3) (Case -1) (Case 0) (Case -4)]"),
        ("case 1 << 63: case 3 > 2:", "[(Case -9223372036854775808) (Case 1)]"),
        ("case 'a'..'c':", "[(Case 97 99 True)]"),
        ("int k; case 1: { int l; }", "[(LocalDeclaration <int> k) (Case 1) (Block [(LocalDeclaration <int> l)])]"),
        ("case 5..3:", "[(Case 5 3 True)]"),
    ],
)
def test_switches(text: str, tree: str) -> None:
    """The body is flat and the labels are folded."""
    assert spelled_body(f"switch (a) {{ {text} }}") == f"(Switch a {tree})"


def test_a_long_constant_folds() -> None:
    """A label of thousands of terms is one number."""
    (statement,) = body("switch (a) { case " + "+".join(["1"] * 5000) + ": }")

    assert isinstance(statement, nodes.Switch)
    label = statement.body[0]
    assert isinstance(label, nodes.Case)
    assert label.first == 5000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("default: default:", ["Duplicate default"]),
        ('case 1: case "a":', ["Mixed case label list not allowed"]),
        ('case "a": case 1:', ["Mixed case label list not allowed"]),
        ('case "a": case 0:', []),
        ('case 0: case "a":', []),
        ('case "a".."b":', ["String case labels not allowed as range bounds"]),
        ("case 1/0:", ["Division by zero"]),
        ("case 1%0:", ["Modulo by zero"]),
        ("case a:", ["syntax error: the label of 'case' must be a constant"]),
        ('case "a" - "b":', ["syntax error: the label of 'case' must be a constant"]),
        ("case 1..3: case 2:", ["Overlapping cases: /e.c:1 and /e.c:1."]),
        ("case 1..3: case 4:", []),
        ("case 1: case 1:", []),
        ("a; case 1:", ["syntax error: expected 'case' or 'default' at the beginning of the switch, found 'a'"]),
        ("", ["syntax error: expected 'case' or 'default' at the beginning of the switch, found '}'"]),
        ("case 1: switch (b) { default: } default:", []),
        ("case ..5:", ["syntax error: expected an expression, found '..'"]),
    ],
)
def test_rules_of_labels(text: str, expected: list[str]) -> None:
    """Each switch has its own labels; 0 goes with strings."""
    assert complaints(f"void f(mixed a, mixed b) {{ switch (a) {{ {text} }} }}") == expected


def test_open_ranges_are_fluffos() -> None:
    """A range without an end goes to the end of all integers."""
    (statement,) = body("switch (a) { case ..5: case 7..: }", FLUFFOS)

    assert spell(statement) == "(Switch a [(Case -9223372036854775808 5 True) (Case 7 9223372036854775807 True)])"


BREAK = "break statement outside loop"
CONTINUE = "continue statement outside loop"
GUARDED_BREAK = "Cannot break out of catch { } or time_expression { }"
GUARDED_CONTINUE = "Cannot continue out of catch { } or time_expression { }"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("break; continue;", [BREAK, CONTINUE]),
        ("switch (a) { case 1: break; continue; }", [CONTINUE]),
        ("while (a) switch (a) { case 1: break; continue; }", []),
        ("while (a) catch { break; };", [GUARDED_BREAK]),
        ("do { time_expression { continue; }; } while (a);", [GUARDED_CONTINUE]),
        ("catch { foreach (a in b) { break; continue; } };", []),
        ("catch { switch (a) { case 1: break; } };", []),
        ("for (;;) { b = function (int c) { break; }; }", [BREAK]),
        ("for (;;) { b = function (int c) { }; break; }", []),
        ("while (a) { catch(b); break; }", []),
    ],
)
def test_where_break_and_continue_may_stand(text: str, expected: list[str]) -> None:
    """Guarded blocks and anonymous functions are walls; loops and switches inside them are not."""
    assert complaints(f"void f(mixed a, mixed b) {{ {text} }}") == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("int a += 1;", "Only '=' is allowed in initializers."),
        ("void a;", "Illegal to declare local variable of type void."),
        ("foreach (void a in b) ;", "Illegal to declare local variable of type void."),
        ("if (a) int b;", "syntax error: a declaration can only stand directly inside braces"),
        ("case 1: ;", "syntax error: a 'case' must stand directly inside the braces of a switch"),
        ("else a;", "syntax error: this 'else' has no 'if'"),
        ('inherit "/a";', "syntax error: 'inherit' cannot stand inside a function"),
        ("foreach (a of b) ;", "syntax error: expected 'in' after the variables of 'foreach', found 'of'"),
        ("int private;", "syntax error: 'private' is a reserved word and cannot be the name of a local variable"),
        ("catch { }", "syntax error: expected ';' after the expression, found '}'"),
        ("a ` b;", "syntax error: expected ';' after the expression, found illegal character '`'"),
    ],
)
def test_wrong_statements_are_reported_once(text: str, message: str) -> None:
    """One mistake, one message."""
    assert complaints(f"void f(mixed a, mixed b) {{ {text} }}") == [message]


def test_foreach_by_reference_is_fluffos() -> None:
    """`ref` before or behind the type makes the variable an alias."""
    (before, behind) = body("foreach (ref a in b) ; foreach (int ref a in b) ;", FLUFFOS)

    assert isinstance(before, nodes.Foreach)
    assert isinstance(behind, nodes.Foreach)
    assert (before.references, behind.references) == (True, True)
