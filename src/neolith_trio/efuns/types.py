"""Efuns that ask what a value is, and those that turn values into ints and floats."""

from __future__ import annotations

from typing import Any, Final

from ..runtime.closures import Closure
from ..runtime.functions import needs_owner
from ..runtime.kinds import kind
from ..runtime.operators.arithmetic import truncated
from ..runtime.texts.scanning import read_float, read_int
from ..runtime.values import ClassValue, Destructed, LpcObject, Mapping, Undefined
from .registry import efun

_FUNCTION_KINDS: Final = {"local": 0x42, "efun": 3, "simul": 4, "expression": 5, "anonymous": 5}
_HAS_ARGUMENTS: Final = 0x10
_NOT_BINDABLE: Final = 0x40
_OWNER_DESTRUCTED: Final = 0x20
_INT_BYTES: Final = 4


@efun("string typeof(mixed value)", aliases=("type",), dot_call=("type",))
def typeof(value: Any) -> str:
    """The name of a value's type.

    Arguments:
        value: any value.
    Returns: "int", "float", "string", "array", "mapping", "object", "function", "class", "buffer" or "promise".
    Example:
        typeof(1.5)     // "float"
    See also: intp, stringp, sizeof
    """
    return kind(value)


@efun("int sizeof(mixed value)", aliases=("int strlen(string text)", "len"), dot_call=("len",))
def sizeof(value: Any) -> int:
    """How many elements a value has.

    Arguments:
        value: any value.
    Returns: the number of elements of an array, pairs of a mapping, characters of a string, bytes of a buffer or
        members of a class value; 0 for everything else.
    Example:
        sizeof(({ 1, 2 }))      // 2
        strlen("hello")         // 5
    See also: typeof, allocate
    """
    if value.__class__ in (list, str, Mapping, bytearray):
        return len(value)
    return len(value.lpc_members) if isinstance(value, ClassValue) else 0


@efun("int intp(mixed value)", dot_call=True)
def intp(value: Any) -> int:
    """Is a value an int?

    Arguments:
        value: any value.
    Returns: 1 or 0.
    Example:
        intp(5)     // 1
    See also: floatp, typeof
    """
    return 1 if isinstance(value, int | Destructed) else 0


@efun("int floatp(mixed value)", dot_call=True)
def floatp(value: Any) -> int:
    """Is a value a float?

    Arguments:
        value: any value.
    Returns: 1 or 0.
    Example:
        floatp(5.0)     // 1
    See also: intp, typeof
    """
    return 1 if value.__class__ is float else 0


@efun("int stringp(mixed value)", dot_call=True)
def stringp(value: Any) -> int:
    """Is a value a string?

    Arguments:
        value: any value.
    Returns: 1 or 0.
    Example:
        stringp("")     // 1
    See also: typeof
    """
    return 1 if value.__class__ is str else 0


@efun("int pointerp(mixed value)", aliases=("arrayp",), dot_call=True)
def pointerp(value: Any) -> int:
    """Is a value an array?

    Arguments:
        value: any value.
    Returns: 1 or 0.
    Example:
        arrayp(({ }))       // 1
    See also: typeof, sizeof
    """
    return 1 if value.__class__ is list else 0


@efun("int mapp(mixed value)", dot_call=True)
def mapp(value: Any) -> int:
    """Is a value a mapping?

    Arguments:
        value: any value.
    Returns: 1 or 0.
    Example:
        mapp(([ ]))     // 1
    See also: typeof
    """
    return 1 if value.__class__ is Mapping else 0


@efun("int objectp(mixed value)", dot_call=True)
def objectp(value: Any) -> int:
    """Is a value a live object?

    Arguments:
        value: any value.
    Returns: 1 or 0; 0 for an object that was destructed.
    Example:
        objectp(this_object())      // 1
    See also: typeof, find_object
    """
    return 1 if isinstance(value, LpcObject) else 0


@efun("int classp(mixed value)", dot_call=True)
def classp(value: Any) -> int:
    """Is a value an instance of a class?

    Arguments:
        value: any value.
    Returns: 1 or 0.
    Example:
        classp(new(class point))        // 1
    See also: typeof
    """
    return 1 if isinstance(value, ClassValue) else 0


@efun("int bufferp(mixed value)", dot_call=True)
def bufferp(value: Any) -> int:
    """Is a value a buffer?

    Arguments:
        value: any value.
    Returns: 1 or 0.
    Example:
        bufferp(allocate_buffer(1))     // 1
    See also: typeof, allocate_buffer
    """
    return 1 if value.__class__ is bytearray else 0


@efun("int functionp(mixed value)", dot_call=True)
def functionp(value: Any) -> int:
    """Is a value a function, and of which sort?

    Arguments:
        value: any value.
    Returns: 0 for what is no function. Else, as <function.h> names it, 2 for a function of the object, 3 for an efun,
        4 for a simul_efun, 5 for an expression; added are 16 when it has bound arguments, 32 when its owner was
        destructed and 64 when bind() is not possible.
    Example:
        functionp((: write :))      // 3
    See also: evaluate, bind, function_owner
    """
    if value.__class__ is not Closure:
        return 0
    result = _FUNCTION_KINDS[value.kind]
    if value.bound:
        result |= _HAS_ARGUMENTS
    if needs_owner(value):
        result |= _NOT_BINDABLE
    return result | _OWNER_DESTRUCTED if value.owner.__class__ is Destructed else result


@efun("int undefinedp(mixed value)", aliases=("nullp",), dot_call=True)
def undefinedp(value: Any) -> int:
    """Is a value undefined?

    Undefined is the 0 that a missing key of a mapping, a missing argument and a function without return give. An
    object that was destructed is not undefined.

    Arguments:
        value: any value.
    Returns: 1 or 0.
    Example:
        undefinedp(([ "a": 0 ])["b"])       // 1
        undefinedp(([ "a": 0 ])["a"])       // 0
    See also: intp
    """
    return 1 if value.__class__ is Undefined else 0


@efun("int to_int(string | float | int | buffer value)", dot_call=True)
def to_int(value: Any) -> int:
    """A value as an int.

    Arguments:
        value: a float is cut towards 0; a string gives the int it begins with, after spaces; of a buffer the first four
            bytes count, the highest first.
    Returns: the int; 0 for a string that does not begin with one and for a shorter buffer.
    Example:
        to_int("12 apples")     // 12
        to_int(-1.9)            // -1
    See also: to_float, sscanf
    """
    if value.__class__ is float:
        return truncated(value)
    if value.__class__ is str:
        found = read_int(value)
        return found[0] if found else 0
    if value.__class__ is bytearray:
        return int.from_bytes(value[:_INT_BYTES], "big", signed=True) if len(value) >= _INT_BYTES else 0
    return int(value)


@efun("float to_float(string | float | int value)", dot_call=True)
def to_float(value: Any) -> float:
    """A value as a float.

    Arguments:
        value: an int, or a string that begins with a number, after spaces.
    Returns: the float; 0.0 for a string that does not begin with a number.
    Example:
        to_float("2.5 km")      // 2.5
    See also: to_int, sscanf
    """
    if value.__class__ is str:
        found = read_float(value)
        return found[0] if found else 0.0
    return float(value)
