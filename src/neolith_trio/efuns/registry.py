"""What LPC may call: efuns, each declared by its LPC prototype.

    @efun("string *explode(string text, string delimiter)", dot_call=True)
    def explode(text: str, delimiter: str) -> list[str]:
        '''Split text at every delimiter. ... (the manual page)'''

The prototype is the single source of arity, optional arguments, argument checks at run time, types at compile time and
the manual. Its form:

    RETURN_TYPE NAME ( PARAMETER, ... )          PARAMETER:  TYPE | TYPE ... name
    TYPE: int string float object mapping function buffer class promise mixed, with ` *` for arrays of it
    `void | TYPE name`      may be left out: the Python function's own default is used then
    `...` as last parameter any number of further arguments, unchecked

Rules for the Python function: a first parameter called `this` receives the calling object (live or already
destructed; `this.world` is its world); it takes LPC values and returns an LPC value (never None, never a bool; a void
efun returns 0); it never awaits; it reports a wrong argument through the check made here, or raises
runtime_error(...). `interruptible=True` marks a pure efun whose work a timer may cut in half.

A subject file registers its efuns when it is imported; nobody changes the registry afterwards. What is known of an
efun is known before (catalogue.py); its subject file is imported by whoever first asks for its `function`.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable
from functools import cache, cached_property, partial
from types import CodeType
from typing import Any, Final, Literal, TypeVar

import attrs

from ..config import Profile
from ..data import frozen
from ..runtime.closures import Closure
from ..runtime.errors import bad_argument
from ..runtime.interruptible import INTERRUPTIBLE
from ..runtime.promises import Promise
from ..runtime.values import ClassValue, Destructed, LpcObject, Mapping, Undefined

Function = TypeVar("Function", bound=Callable[..., Any])

ANY_PROFILE: Final = frozenset(Profile)
MUDOS_KIN: Final = frozenset({Profile.MUDOS, Profile.FLUFFOS})
OLD_SCHOOL: Final = frozenset({Profile.NEOLITH, Profile.MUDOS})
FLUFFOS_ONLY: Final = frozenset({Profile.FLUFFOS})

_BASIC: Final = ("int", "string", "array", "object", "mapping", "function", "float", "buffer", "class", "promise")
_CLASSES: Final[dict[str, tuple[type, ...]]] = {
    "int": (int, Undefined),
    "string": (str,),
    "array": (list,),
    "object": (LpcObject,),
    "mapping": (Mapping,),
    "function": (Closure,),
    "float": (float,),
    "buffer": (bytearray,),
    "class": (ClassValue,),
    "promise": (Promise,),
}
_SUBCLASSED: Final = frozenset({"object", "class"})
_PROTOTYPE: Final = re.compile(
    r"(?P<type>[\w ]+?[ *]*?[ *])(?P<name>\w+)\s*\((?P<parameters>.*)\)\s*;?\s*\Z", re.DOTALL
)
_PARAMETER: Final = re.compile(r"(?P<type>\w+\s*\**)\s*\b(?P<name>\w+)")


@frozen(slots=True)
class Parameter:
    """One parameter: its name, the alternatives of its type as written ('string', 'mixed *'), may it be left out."""

    name: str
    types: tuple[str, ...]
    optional: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The value kinds that are accepted, in the order in which error messages name them; () for any."""
        kinds = {"array" if one.endswith("*") else one for one in self.types}
        return () if "mixed" in kinds else tuple(kind for kind in _BASIC if kind in kinds)


@frozen(slots=True)
class Efun:
    """One efun: prototype, what the compiler must know, and the function that compiled LPC calls.

    An alias has an entry of its own whose `name` is the one of the prototype, which error messages use.
    """

    name: str
    return_type: str
    parameters: tuple[Parameter, ...]
    varargs: bool
    find: Callable[[], Callable[..., Any]] = attrs.field(eq=False, repr=False)  # gives its function
    home: str  # the module that declares it
    needs_this: bool
    dot_call: bool
    interruptible: bool
    prototype: str
    real_name: str = ""  # the efun of which this is an alias; its own name otherwise
    profiles: frozenset[Profile] = ANY_PROFILE  # the dialects whose programs may call it
    variant: bool = False  # it stands for the efun that other dialects have under that name
    returns: Literal["int", "str", "list"] | None = None  # what every result is, as the Python function's type says

    @cached_property
    def function(self) -> Callable[..., Any]:
        """The Python function behind a check of its arguments."""
        return self.find()

    @property
    def minimum(self) -> int:
        """How many arguments a call must have at least."""
        return sum(not parameter.optional for parameter in self.parameters)

    @property
    def maximum(self) -> int:
        """How many arguments a call may have at most; -1 for any number."""
        return -1 if self.varargs else len(self.parameters)

    @property
    def manual(self) -> str:
        """The manual page: the docstring of the function."""
        return inspect.getdoc(self.function) or ""


REGISTRY: Final[dict[str, Efun]] = {}
VARIANTS: Final[dict[str, Efun]] = {}  # other forms that some dialects give to an efun of the registry


def efun(
    prototype: str,
    *,
    aliases: Iterable[str] = (),
    dot_call: bool | Iterable[str] = False,
    interruptible: bool = False,
    profiles: frozenset[Profile] = ANY_PROFILE,
    variant: bool = False,
    checks_itself: bool = False,
    worded_as: str = "",
) -> Callable[[Function], Function]:
    """Declare the decorated function as the efun that `prototype` describes.

    `aliases` are further names of it, or whole prototypes for the compiler where it should be stricter about a name: at
    run time arguments are checked, and errors worded, as for the efun itself. `dot_call`: may it be called as
    value.name(), or the names that may. `profiles`: the dialects that know it; elsewhere its name is free. `variant`:
    it stands in those dialects for the efun that the others have under that name. `checks_itself`: the function words
    its complaints as the check here would; for efuns that are called so often that a call in between shows.
    `worded_as`: the efun that errors at run time name, where this is another name of it with a default of its own.
    """
    home: str = sys._getframe(1).f_globals["__name__"]  # the function itself may be one of the runtime
    _, own_name, own_parameters, _ = parse_prototype(prototype)
    dotted = frozenset() if isinstance(dot_call, bool) else frozenset(dot_call)

    def register(function: Function) -> Function:
        code = function.__code__
        if interruptible:
            INTERRUPTIBLE.add(code)
        needs_this = code.co_varnames[: code.co_argcount][:1] == ("this",)
        checked = partial(_checked, worded_as or own_name, own_parameters, function, needs_this=needs_this)
        find: Callable[[], Callable[..., Any]] = (lambda: function) if checks_itself else cache(checked)
        for one in (prototype, *aliases):
            written = one if "(" in one else prototype
            return_type, name, parameters, varargs = parse_prototype(written)
            name = name if "(" in one else one
            declared = VARIANTS if variant else REGISTRY
            if name in declared:
                raise ValueError(f"efun {name}() is declared twice")
            by_dot = dot_call is True or name in dotted
            declared[name] = Efun(
                name,
                return_type,
                parameters,
                varargs,
                find,
                home,
                needs_this,
                by_dot,
                interruptible,
                written,
                own_name,
                profiles,
                variant,
                _certain(return_type, function),
            )
        return function

    return register


def _certain(return_type: str, function: Callable[..., Any]) -> Literal["int", "str", "list"] | None:
    """What every result is: prototypes promise strings and arrays of efuns that may answer 0, Python's types do not."""
    said = str(function.__annotations__.get("return"))
    if return_type == "int" or said == "int":
        return "int"
    if said == "str":
        return "str"
    return "list" if said.startswith("list[") else None


def parse_prototype(text: str) -> tuple[str, str, tuple[Parameter, ...], bool]:
    """Return type, name, parameters and 'takes any number more' of an LPC prototype."""
    match = _PROTOTYPE.match(text.strip())
    if match is None:
        raise ValueError(f"not an efun prototype: {text!r}")
    written = [part.strip() for part in match["parameters"].split(",") if part.strip()]
    varargs = bool(written) and written[-1] == "..."
    parameters = tuple(_parse_parameter(part) for part in (written[:-1] if varargs else written))
    return _spaced(match["type"]), match["name"], parameters, varargs


@cache
def _parse_parameter(text: str) -> Parameter:
    *alternatives, last = (part.strip() for part in text.split("|"))
    match = _PARAMETER.fullmatch(last)
    if match is None:
        raise ValueError(f"not an efun parameter: {text!r}")
    types = [_spaced(one) for one in (*alternatives, match["type"])]
    return Parameter(match["name"], tuple(one for one in types if one != "void"), optional="void" in types)


def _spaced(type_name: str) -> str:
    """'string*' and 'string  *' as 'string *'."""
    name, stars = type_name.replace("*", "").strip(), type_name.count("*")
    return f"{name} {'*' * stars}" if stars else name


def _checked(
    name: str, parameters: tuple[Parameter, ...], function: Callable[..., Any], *, needs_this: bool
) -> Callable[..., Any]:
    """`function` behind a check of its arguments' kinds; itself when every kind is welcome.

    The check is generated as Python text from our own prototypes, so that a call costs one membership test an argument,
    and the function is called with the arguments that came, which neither packs nor unpacks them.
    """
    if not any(parameter.kinds for parameter in parameters):
        return function
    namespace: dict[str, Any] = {"_function": function, "_other": _of_other_class, "_name": name, "_absent": object()}
    given = ["this"] if needs_this else []
    many = ", a3 is not _absent" if len(parameters) > 3 else ""
    signature, body = list(given), []
    for index, parameter in enumerate(parameters):
        value = f"a{index}"
        if parameter.optional:
            body.append(f"if {value} is _absent: return _function({', '.join(given)})")
        signature.append(f"{value}=_absent" if parameter.optional else value)
        given.append(value)
        if parameter.kinds:
            exact, bases = _accepted(parameter.kinds)
            namespace |= {f"_exact{index}": exact, f"_bases{index}": bases, f"_kinds{index}": parameter.kinds}
            test = f"{value}.__class__ not in _exact{index}" if exact else f"not isinstance({value}, _bases{index})"
            body.append(f"if {test}: {value} = _other({value}, _bases{index}, {index + 1}, _name, _kinds{index}{many})")
    rest = ["*rest"] if function.__code__.co_flags & inspect.CO_VARARGS else []
    body.append(f"return _function({', '.join([*given, *rest])})")
    text = f"def checked({', '.join([*signature, *rest])}):\n" + "".join(f"    {line}\n" for line in body)
    exec(_compiled(text), namespace)  # noqa: S102 - from our own prototypes
    checked: Callable[..., Any] = namespace["checked"]
    checked.__doc__ = function.__doc__
    checked.__name__ = name
    return checked


@cache
def _compiled(text: str) -> CodeType:
    """The code of a check; efuns whose prototypes have one shape share it."""
    return compile(text, "<argument check>", "exec")


def _accepted(kinds: tuple[str, ...]) -> tuple[frozenset[type], tuple[type, ...]]:
    """The classes of values of these kinds, none if most values have one of their own, and the classes above them."""
    classes = tuple(one for kind in kinds for one in _CLASSES[kind])
    return frozenset() if set(kinds) <= _SUBCLASSED else frozenset(classes), classes


def _of_other_class(
    value: Any, bases: tuple[type, ...], number: int, name: str, kinds: tuple[str, ...], many: bool = False
) -> Any:
    """The value of a subclass - objects and class values have classes of their own - or 0 for a destructed object."""
    if isinstance(value, bases):
        return value
    if value.__class__ is Destructed and "int" in kinds:
        return 0
    raise bad_argument(number, name, kinds, value, many=many or None)
