"""Definitions: functions, variables, classes, inherits, modifiers, pragmas."""

from __future__ import annotations

import pytest

from neolith_trio.lpc import nodes
from neolith_trio.lpc.parser import FLUFFOS, ParseOptions

from .parsing import complaints, parsed, program

UNTYPED = ParseOptions(pragmas=frozenset({"warnings"}))


def described(text: str, options: ParseOptions = UNTYPED) -> list[str]:
    """The definitions of a program, a line for each."""
    return [_described(definition) for definition in program(text, options).definitions]


def _described(node: nodes.Definition) -> str:
    modifiers = "".join(f"{word} " for word in sorted(node.modifiers))
    match node:
        case nodes.Function():
            rest = "..." if node.varargs_list else ""
            arguments = ", ".join(f"{a.type} {a.name}".strip() for a in node.arguments)
            kind = "prototype" if node.body is None else "function"
            return f"{kind} {modifiers}{node.return_type} {node.name}({arguments}{rest})"
        case nodes.GlobalVariable():
            return f"variable {modifiers}{node.type} {node.name}" + (" = ..." if node.value else "")
        case nodes.Inherit():
            return f"inherit {modifiers}{node.path}"
        case nodes.ClassDefinition():
            return f"class {modifiers}{node.name} " + ", ".join(f"{type_} {name}" for name, type_ in node.members)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("int f();", ["prototype int f()"]),
        ("int *f(int a, string *b) { }", ["function int * f(int a, string * b)"]),
        ("f(a, b) { }", ["function unknown f(unknown a, unknown b)"]),
        ("*f() { }", ["function unknown * f()"]),
        ("void f(int, string *);", ["prototype void f(int, string *)"]),
        ("varargs private int f(mixed *a...) { }", ["function private varargs int f(mixed * a...)"]),
        ("class c d(class c e) { }", ["function class c d(class c e)"]),
        ("int a, *b = ({ }), c;", ["variable int a", "variable int * b = ...", "variable int c"]),
        ("private static x;", ["variable private static unknown x"]),
        ("nosave int nosave;", ["variable nosave int nosave"]),
        ("function f; function g() { }", ["variable function f", "function function g()"]),
        ('inherit "/a" "b";', ["inherit /ab"]),
        ('private inherit ("/a" + "b") + "c";', ["inherit private /abc"]),
        ("class c { int a, *b; class c d; }", ["class c int a, int * b, class c d"]),
        ("class c { }", ["class c "]),
    ],
)
def test_definitions(text: str, lines: list[str]) -> None:
    """Every form of definition, with its modifiers and types."""
    assert described(text) == lines


def test_sections_of_modifiers() -> None:
    """`private:` counts for all that follows, until the next section; a bare colon ends it."""
    text = "private nomask: int a; inherit2() { } public: static int b; : int c;"

    assert described(text) == [
        "variable nomask private int a",
        "function nomask private unknown inherit2()",
        "variable public static int b",
        "variable int c",
    ]


def test_function_types_decide_strictness() -> None:
    """A function with a type is strict; without one, strict_types spares create() alone."""
    functions = program("create() { } int f() { }").definitions

    assert [isinstance(f, nodes.Function) and f.strict for f in functions] == [True, True]
    assert [isinstance(f, nodes.Function) and f.strict for f in program("f() { }", UNTYPED).definitions] == [False]


def test_pragmas_count_from_where_they_stand() -> None:
    """strict_types may change between two functions; the program keeps what is on at its end."""
    text = "f() { }\n#pragma strict_types\ng() { }\n#pragma no_strict_types\n#pragma save_types\nh() { }\n"
    tree, messages = parsed(text, UNTYPED)

    assert messages == ['3:1 "#pragma strict_types" requires type of function']
    assert tree.pragmas == {"warnings", "save_types"}


def test_warnings_can_be_switched_off() -> None:
    """#pragma no_warnings silences the warnings behind it."""
    assert complaints("int a;;") == ["Extra ';' ignored."]
    assert complaints("#pragma no_warnings\nint a;;") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x;", "Missing type for global variable declaration"),
        ("foo x;", "syntax error: foo is no type and no modifier"),
        ("sting x;", "syntax error: did you mean string?"),
        ("int x += 5;", "Only '=' is legal in initializers."),
        ("void x;", "Illegal to declare global variable of type void."),
        ("f() { }", '"#pragma strict_types" requires type of function'),
        ("int f(a) { }", "Missing type for argument"),
        ("int f(int) { }", "Missing name for function argument"),
        ("int f(void a) { }", "Illegal to declare argument of type void."),
        ("int f(int a...) { }", "Variable to hold remainder of arguments should be an array."),
        ('int x; inherit "/a";', "Invalid inherit clause after variables declarations."),
        ("inherit a;", "syntax error: the path after 'inherit' must be a constant string; a is no macro"),
        ('inherit "a\\0b";', "Inherited file path must not contain embedded null bytes."),
        ("class c { void a; }", "Illegal to declare class member of type void."),
        ("class c { a; }", "syntax error: expected the type of a class member or '}', found 'a'"),
        ("int a, f();", "syntax error: expected ';' after the variables, found '('"),
        ("int if;", "syntax error: expected the name of a function or variable, found 'if'"),
        ("int object;", "syntax error: 'object' is a reserved word and cannot be the name of a function or variable"),
        ("int a[3];", "syntax error: expected ';' after the variables, found '['"),
        ("efun f();", "syntax error: the reserved word 'efun' cannot begin a definition"),
        ("int f(string a : (: 1 :)) { }", "syntax error: expected ')' after the arguments, found ':'"),
    ],
)
def test_wrong_definitions_are_reported_once(text: str, message: str) -> None:
    """The words are Neolith's where it has any."""
    assert complaints(text) == [message]


def test_no_prototype_needs_names() -> None:
    """Names of arguments matter only where there is a body."""
    assert complaints("int f(int, string *);") == []


def test_default_arguments_and_references_are_fluffos() -> None:
    """A default is a function pointer; `ref` follows the type."""
    function = program("void f(int ref a, int b : (: 1 :)) { }", FLUFFOS).definitions[0]

    assert isinstance(function, nodes.Function)
    a, b = function.arguments
    assert (a.by_reference, a.default) == (True, None)
    assert isinstance(b.default, nodes.ExpressionFunction)


def test_array_is_a_type_in_fluffos() -> None:
    """`array` alone is an array of mixed, behind a type an array of it, and elsewhere a name."""
    text = "array a; string array b; int array; array f(array x, int array) { array = 1; }"

    assert described(text, FLUFFOS) == [
        "variable mixed * a",
        "variable string * b",
        "variable int array",
        "function mixed * f(mixed * x, int array)",
    ]


def test_soft_words_are_names_in_their_dialect() -> None:
    """`ref`, `array` and `status` name things where no dialect makes them types."""
    assert described("int ref, array, status; void f() { ref = array; }") == [
        "variable int ref",
        "variable int array",
        "variable int status",
        "function void f()",
    ]


def test_the_place_of_a_definition_is_its_first_token() -> None:
    """Modifiers belong to a definition."""
    definition = program("\n  private int f() { }").definitions[0]

    assert (definition.file, definition.line, definition.column) == ("/e.c", 2, 3)
