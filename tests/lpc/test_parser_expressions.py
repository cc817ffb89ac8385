"""Expressions: precedence, operands, what follows them, function pointers."""

from __future__ import annotations

import pytest

from neolith_trio.lpc import nodes
from neolith_trio.lpc.parser import FLUFFOS

from .parsing import complaints, expression, messages, spelled


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a + b * c - d", "((a + (b * c)) - d)"),
        ("a - b - c", "((a - b) - c)"),
        ("a | b ^ c & d == e < f << g + h * i", "(a | (b ^ (c & (d == (e < (f << (g + (h * i))))))))"),
        ("a * b + c << d < e == f & g ^ h | i", "((((((((a * b) + c) << d) < e) == f) & g) ^ h) | i)"),
        ("a == b != c", "((a == b) != c)"),
        ("a % b / c", "((a % b) / c)"),
        ("(a + b) * c", "((a + b) * c)"),
        ("-a * ~b + !c", "(((-a) * (~b)) + (!c))"),
        ("- - !a", "(-(-(!a)))"),
        ("-a->b[1]", "(-(Index (Member a b) 1))"),
    ],
)
def test_operators_bind_as_in_neolith(text: str, tree: str) -> None:
    """From | to *, each level binds tighter than the one before; all group to the left."""
    assert spelled(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a && b && c", "(a && b && c)"),
        ("a || b && c || d", "(a || (b && c) || d)"),
        ("(a && b) && c", "(a && b && c)"),
        ("a && (b && c)", "(a && (b && c))"),
        ("a || b ? c : d", "(Conditional (a || b) c d)"),
    ],
)
def test_logical_chains_are_flat(text: str, tree: str) -> None:
    """A chain of one logical operator is one node."""
    assert spelled(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a = b = c", "(a = (b = c))"),
        ("a + b = c + d", "(a + (b = (c + d)))"),
        ("!a = b && c", "(!(a = (b && c)))"),
        ("a ? b : c = d ? e : f", "(Conditional a b (c = (Conditional d e f)))"),
        ("a ? b = c : d", "(Conditional a (b = c) d)"),
        ("(a) = b", "(a = b)"),
        ("a[1] += b, c <<= d", "(Comma [((Index a 1) += b) (c <<= d)])"),
        ("(a = b)[1] = c", "((Index (a = b) 1) = c)"),
        ("a[1][2..3] = b", "((Range (Index a 1) 2 False 3 False) = b)"),
    ],
)
def test_an_assignment_takes_the_operand_before_it_and_everything_behind(text: str, tree: str) -> None:
    """The left side is what stands directly before the operator."""
    assert spelled(text) == tree


def test_conditions_nest_to_the_right() -> None:
    """a ? b : c ? d : e tests a first."""
    assert spelled("a ? b : c ? d : e") == "(Conditional a b (Conditional c d e))"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("++a", "(Step ++ a True)"),
        ("a[1]--", "(Step -- (Index a 1) False)"),
        ("-a++", "(-(Step ++ a False))"),
        ("(int)a + b", "((Cast <int> a) + b)"),
        ("(string *)-a", "(Cast <string *> (-a))"),
        ("(class foo)a", "(Cast <class foo> a)"),
        ("!(function)a", "(!(Cast <function> a))"),
    ],
)
def test_prefixes_steps_and_casts(text: str, tree: str) -> None:
    """Casts bind like signs."""
    assert spelled(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a[1]", "(Index a 1)"),
        ("a[<1]", "(Index a 1 True)"),
        ("a[1..2]", "(Range a 1 False 2 False)"),
        ("a[<1..<2]", "(Range a 1 True 2 True)"),
        ("a[1..<2]", "(Range a 1 False 2 True)"),
        ("a[<3..]", "(Range a 3 True None False)"),
        ("a[b, c]", "(Index a (Comma [b c]))"),
        ('"abc"[1]', '(Index "abc" 1)'),
    ],
)
def test_indexes_and_ranges(text: str, tree: str) -> None:
    """< counts from the end, on either side of .. alone."""
    assert spelled(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("f()", "(Call f [])"),
        ("f(a, b,)", "(Call f [a b])"),
        ("f(a, b...)", "(Call f [a (Spread b)])"),
        ("::f(1)", "(Call f [1] )"),
        ("std::f()", "(Call f [] std)"),
        ("efun::f()", "(Call f [] efun)"),
        ("efun::new(1)", "(Call clone_object [1] efun)"),
        ("string::f()", "(Call f [] string)"),
        ("a->f(1)->g()", "(CallOther (CallOther a f [1]) g [])"),
        ("a->b", "(Member a b)"),
        ("a.f(1)", "(DotCall a f [1])"),
        ("(*a)(1, 2)", "(Evaluate a [1 2])"),
        ("(*a[1])()", "(Evaluate (Index a 1) [])"),
        ('new("/x", 1)', '(Call clone_object ["/x" 1] True)'),
        ("new(class c)", "(NewClass c [])"),
        ("new(class c, a : 1, b : 2)", "(NewClass c [[a 1] [b 2]])"),
        ("new(a)", "(Call clone_object [a] True)"),
    ],
)
def test_calls(text: str, tree: str) -> None:
    """Calls carry their label; `new` of a path is the efun itself."""
    assert spelled(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('"a" "b" "c"', '"abc"'),
        ('"a" + "b"', '("a" + "b")'),
        ("1.5", "1.5"),
        ("({ })", "(ArrayLiteral [])"),
        ("({ 1, ({ 2, }), })", "(ArrayLiteral [1 (ArrayLiteral [2])])"),
        ("([ ])", "(MappingLiteral [])"),
        ("([ a : b ? c : d, 1 : 2, ])", "(MappingLiteral [[a (Conditional b c d)] [1 2]])"),
        ("catch(a, b)", "(Catch (Comma [a b]))"),
        ("catch { a; }", "(Catch (Block [(ExpressionStatement a)]))"),
        ("a = catch(b) + 1", "(a = ((Catch b) + 1))"),
        ("time_expression { }", "(TimeExpression (Block []))"),
        ('sscanf(a, "%d %s", b, c[1])', '(Sscanf a "%d %s" [b (Index c 1)])'),
        ("parse_command(a, b, c, d)", "(ParseCommand a b c [d])"),
    ],
)
def test_literals_and_words_with_a_grammar_of_their_own(text: str, tree: str) -> None:
    """Adjacent strings are one; commas may close lists."""
    assert spelled(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("(: f :)", "(FunctionPointer f [])"),
        ("(: f, a, b... :)", "(FunctionPointer f [a (Spread b)])"),
        ("(: efun::f, a :)", "(FunctionPointer f [a] efun)"),
        ("(: ::f :)", "(FunctionPointer f [] )"),
        ("(: f(1) :)", "(ExpressionFunction (Call f [1]) 0)"),
        ("(: f + 1 :)", "(ExpressionFunction (f + 1) 0)"),
        ("(: $1 + $3 :)", "(ExpressionFunction ((Parameter 1) + (Parameter 3)) 3)"),
        ('(: a->b(), "f" :)', '(ExpressionFunction (Comma [(CallOther a b []) "f"]) 0)'),
        ("(: $1->f($(a)) :)", "(ExpressionFunction (CallOther (Parameter 1) f [(Captured a)]) 1)"),
        ("(: a ? b : c :)", "(ExpressionFunction (Conditional a b c) 0)"),
        ("(: (: $2 :), $1 :)", "(ExpressionFunction (Comma [(ExpressionFunction (Parameter 2) 2) (Parameter 1)]) 1)"),
        ("(: (: $($2) :) :)", "(ExpressionFunction (ExpressionFunction (Captured (Parameter 2)) 0) 2)"),
    ],
)
def test_function_pointers(text: str, tree: str) -> None:
    """A name, alone or with bound arguments, is a pointer to it; all else is an expression with its parameters."""
    assert spelled(text) == tree


def test_a_pointer_to_a_string_warns() -> None:
    """(: "name" :) yields the string, which is rarely meant."""
    assert complaints('void f() { (: "name" :); }') == [
        "Function pointer returning string constant is NOT a function call"
    ]


def test_anonymous_functions() -> None:
    """Their return type is optional, and $n is another name of the nth argument."""
    function = expression("function int (int a, string *b) { return $2; }")

    assert isinstance(function, nodes.AnonymousFunction)
    assert str(function.return_type) == "int"
    assert [(str(a.type), a.name) for a in function.arguments] == [("int", "a"), ("string *", "b")]
    (statement,) = function.body.statements
    assert isinstance(statement, nodes.Return)
    assert isinstance(statement.value, nodes.Name)
    assert statement.value.name == "b"


@pytest.mark.parametrize("text", ["1 = 2", "++a = 2", "a + 1 = 2"])
def test_an_assignment_to_what_is_no_value_of_its_own_is_two_errors(text: str) -> None:
    """As in Neolith, whose grammar meets the operator where none can stand, and then says what it is."""
    first, second = complaints(f"void f() {{ mixed a; {text}; }}")
    assert first.startswith("syntax error: expected")
    assert second == "Illegal LHS"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"a" = 1', "Illegal lvalue"),
        ("f() = 1", "Illegal lvalue"),
        ("f()[1] = 2", "Illegal lvalue"),
        ("(a = b) = c", "Illegal lvalue"),
        ("(a + b)++", "Illegal lvalue"),
        ("a[1..2][3] = 4", "Can't do indexed lvalue of range lvalue."),
        ("a[1..2][3..4] = 4", "Can't do range lvalue of range lvalue."),
        ("(a = b)[1..2] = 4", "Illegal lvalue, a possible lvalue is (x <assign> y)[a]"),
        ("(a[1..2] = b)[1] = 4", "Illegal to have (x[a..b] <assign> y) to be the beginning of an lvalue"),
        ("$1", "$var illegal outside of function pointer"),
        ("$(a)", "$var illegal outside of function pointer"),
        ("function (int a) { $2; }", "$var illegal inside anonymous function pointer"),
        ("(: $0 :)", "In function parameter $num, num must be >= 1"),
        ("(: $257 :)", "only 256 parameters allowed"),
        ("function (a) { }", "Missing type for argument"),
        ("function (int) { }", "Missing name for function argument"),
        ("function (mixed *a...) { }", "Anonymous varargs functions aren't implemented"),
        ("a = int", "Reserved type name unexpected."),
        ('sscanf(a, "%d", b + 1)', "syntax error: expected ')' after the variables of sscanf(), found '+'"),
        ("(: f, :)", "syntax error: expected an expression, found ':'"),
        ("a++ ++", "syntax error: expected ';' after the expression, found '++'"),
        ("5->f()", "syntax error: expected ';' after the expression, found '->'"),
        ("a = in", "syntax error: expected an expression, found the reserved word 'in'"),
        ("a.b", "syntax error: expected '(' after the name of the efun, found ';'"),
        ("a ?? b", "syntax error: expected an expression, found '?'"),
    ],
)
def test_wrong_expressions_are_reported_once(text: str, message: str) -> None:
    """The words are Neolith's where it has any."""
    assert complaints(f"void f() {{ mixed a, b, c; {text}; }}") == [message]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a ?? b ?? c", "(a ?? b ?? c)"),
        ("a ?? b ? c : d", "(Conditional (a ?? b) c d)"),
        ("a ??= b", "(a ??= b)"),
        ("f(ref a, ref b[1])", "(Call f [(ReferenceArgument a) (ReferenceArgument (Index b 1))])"),
        ("f(ref)", "(Call f [ref])"),
        ("a.b", "(Member a b)"),
        ("a.b = 1", "((Member a b) = 1)"),
        ("a->(b)(1)", "(CallOther a b [1])"),
        ("array[1]", "(Index array 1)"),
    ],
)
def test_what_fluffos_adds(text: str, tree: str) -> None:
    """The flags of the dialect switch further forms on."""
    assert spelled(text, FLUFFOS) == tree


def test_a_node_stands_at_its_first_token() -> None:
    """Line and column are those of the first token, the parenthesis included."""
    node = expression("\n  (a +\n   b) * c")

    assert isinstance(node, nodes.Binary)
    assert (node.file, node.line, node.column) == ("/e.c", 2, 3)
    assert isinstance(node.left, nodes.Binary)
    assert (node.left.right.line, node.left.right.column) == (3, 4)


def test_an_error_stands_at_the_wrong_token() -> None:
    """The place is that of the token that does not fit."""
    assert messages("void f() {\n  g(1 2);\n}") == [
        "2:7 syntax error: expected ',' or ')' in the argument list, found number 2"
    ]
