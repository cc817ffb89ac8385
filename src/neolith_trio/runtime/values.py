"""LPC values as Python values.

    int       int, always within 64-bit two's complement; never a bool
    float     float
    string    str (one codec at the boundary; in the byte profile every character is one byte, 0-255)
    array     list, by reference; LPC's == is identity, but all empty ones are the same
    mapping   Mapping, a dict by reference: int, string and object keys bare, all others in a Boxed key
    object    an instance of a class made for its program (see objects.py), below LpcObject
    function  Closure (closures.py)
    class     an instance of a class made for the LPC class, below ClassValue
    buffer    bytearray
    promise   Promise (promises.py)
    undefined UNDEFINED, an int that is 0 in every way except for undefinedp()

Only 0, UNDEFINED and a destructed object are false. The rule for everybody who asks for a value's kind:
use the predicates below (or `kind`), never isinstance(x, LpcObject) alone on a value that may be destructed:
a destructed object's class is Destructed, which is no LpcObject, and reads as 0 everywhere.

No module of the runtime compares two unknown values with Python's ==, because that would compare arrays by
content; `same` is LPC's ==.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

if TYPE_CHECKING:
    from ..lpc.program import CompiledProgram
    from .actions import Actions
    from .context import Context
    from .interactive import Interactive
    from .programs.quiet import Quiet
    from .timing.hearts import HeartBeat
    from .world import World

INT_MIN: Final = -(1 << 63)
INT_MAX: Final = (1 << 63) - 1
_INT_SPAN: Final = 1 << 64


class Undefined(int):
    """The type of UNDEFINED; an int so that arithmetic and comparison treat it as 0."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "0"


UNDEFINED: Final = Undefined(0)
NOBODY: Final = "NONAME"  # the uid of an object to which the master gives none


class Kin:
    """Who has the same name up to the #: an object of just that name, and the clones by their numbers."""

    __slots__ = ("members", "name")

    def __init__(self, name: str) -> None:
        self.name = name
        self.members: dict[int, LpcObject] = {}  # the youngest last


class Entity:
    """What an object was when it was made; live objects are LpcObject, dead ones Destructed.

    The two share one layout, so that destruct() can swap `__class__` and every reference held by LPC
    values turns into a reference to a destructed object at once. The fields are explained in objects.py.
    """

    __slots__ = (
        "__dict__",
        "__weakref__",
        "actions",
        "contents",
        "environment",
        "euid",
        "flags",
        "interactive",
        "kin",
        "known_name",
        "last_class",
        "living",
        "next_reset",
        "number",
        "shadow",
        "timers",
        "touched",
        "uid",
    )
    known_name: str | None
    number: int
    uid: str
    euid: str | None
    flags: int
    environment: LpcObject | None
    contents: Sequence[LpcObject]
    actions: Actions
    living: str | None
    interactive: Interactive | None
    kin: Kin
    shadow: LpcObject | None
    timers: HeartBeat | None
    next_reset: float
    touched: float
    last_class: type[LpcObject]  # set by destruct()

    @property
    def name(self) -> str:
        """What it is called; the name of a clone is written when somebody first asks."""
        name = self.known_name
        if name is None:
            self.known_name = name = f"{self.kin.name}#{self.number}"
        return name

    if TYPE_CHECKING:  # what the class made for a program has; a destructed object finds it in last_class
        world: ClassVar[World]
        program: ClassVar[CompiledProgram]
        calls: ClassVar[dict[str, tuple[Any, int]]]
        applies: ClassVar[dict[str, tuple[Any, int]]]
        own_calls: ClassVar[dict[str, tuple[Any, int]]]  # what it may call in itself by a name
        context: ClassVar[Context]  # of the world
        quiet: ClassVar[Quiet]  # which functions of the world cannot ask for their callers
        initialize: ClassVar[Any]  # gives the global variables their first values; None when they have none
    open_calls: ClassVar[dict[str, tuple[Any, int]]]  # the calls of a live object; nothing of a dead one


class LpcObject(Entity):
    """A live LPC object. Each program has a subclass of its own that holds its functions."""

    __slots__ = ()
    held: ClassVar[tuple[str, ...]] = ()  # the variables that every object of the class has as attributes of its own
    first_steps: ClassVar[tuple[Any, Any] | None]  # what gives it life (objects.py)

    def equip(self, kin: Kin, number: int, flags: int, euid: str | None, touched: float) -> None:
        """Give a new object its fields, and do as `fill` does."""
        raise NotImplementedError

    def fill(self) -> None:
        """Make those variables undefined."""

    def __repr__(self) -> str:
        return f"<object /{self.name}>"


class Destructed(Entity):
    """A destructed object: equal to 0 for everybody who asks, but with its own identity as a key.

    Code that was running inside it runs on to its end: what the object's class had is still found.
    """

    __slots__ = ()
    open_calls: ClassVar[dict[str, tuple[Any, int]]] = {}

    def __getattr__(self, name: str) -> Any:
        if name == "last_class":  # not set yet: an object that was never alive
            raise AttributeError(name)
        if name in self.last_class.held:
            return UNDEFINED
        value = getattr(self.last_class, name)
        return types.MethodType(value, self) if isinstance(value, types.FunctionType) else value

    def __eq__(self, other: object) -> bool:
        return other is self or other.__class__ is Destructed or (isinstance(other, (int, float)) and other == 0)

    def __ne__(self, other: object) -> bool:
        return not self.__eq__(other)

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return f"<destructed /{self.name}>"


class ClassValue:
    """An instance of an LPC class; subclasses list their members in `lpc_members` (slots of the same names)."""

    __slots__ = ()
    lpc_name: str = ""
    lpc_members: tuple[str, ...] = ()


class Boxed:
    """A mapping key that Python would compare by content or could not hash, boxed so that LPC's == decides."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        value = self.value
        if value.__class__ is float:
            return hash(value)
        return 0 if value.__class__ is list and not value else id(value)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not Boxed:
            return False
        mine, theirs = self.value, other.value
        if mine.__class__ is float and theirs.__class__ is float:
            return bool(mine == theirs)
        return mine is theirs or (mine.__class__ is theirs.__class__ is list and not mine and not theirs)


class Mapping(dict[Any, Any]):
    """An LPC mapping. Keys are in the form that `to_key` gives; `from_key` gives the LPC value back."""

    __slots__ = ("__weakref__", "room")
    __hash__ = object.__hash__  # type: ignore[assignment]

    room: int  # for how many pairs it was made; set only where it is more than a few, see mapping_order

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def lpc_keys(self) -> Iterator[Any]:
        """The keys as LPC values, in order of insertion; keys of destructed objects are dropped first."""
        self.drop_destructed()
        return (key.value if key.__class__ is Boxed else key for key in list(self))

    def drop_destructed(self) -> set[type]:
        """Forget the entries whose key is a destructed object, as every walk does; the kinds of the others."""
        kinds = set(map(type, self))
        if Destructed in kinds:
            for key in [key for key in self if key.__class__ is Destructed]:
                del self[key]
            kinds.discard(Destructed)
        return kinds


def to_key(value: Any) -> Any:
    """The dict key of an LPC value."""
    kind = value.__class__
    if kind is str or kind is int:
        return value
    if kind is Undefined or kind is Destructed:
        return 0
    if isinstance(value, LpcObject):
        return value
    return Boxed(value)


def from_key(key: Any) -> Any:
    """The LPC value of a dict key."""
    return key.value if key.__class__ is Boxed else key


def wrap(number: int) -> int:
    """`number` in 64-bit two's complement."""
    if INT_MIN <= number <= INT_MAX:
        return number
    return (number - INT_MIN) % _INT_SPAN + INT_MIN


def truth(value: Any) -> bool:
    """LPC's truth: everything but 0, UNDEFINED and destructed objects."""
    return value != 0 or value.__class__ is float


_BY_IDENTITY: Final = frozenset({list, bytearray})  # kinds that Python's == would compare by content


def same(left: Any, right: Any) -> bool:
    """LPC's ==: by value for numbers and strings, by identity for everything else; destructed objects are 0.

    There is but one empty array: mudlibs compare with ({ }).
    """
    if left is right:
        return bool(left == left)  # noqa: PLR0124 - a NaN is not itself
    if left.__class__ in _BY_IDENTITY or right.__class__ in _BY_IDENTITY:
        return left.__class__ is right.__class__ is list and not left and not right
    return bool(left == right)


def live(value: Any) -> Any:
    """The value as LPC reads it: 0 for a destructed object."""
    return 0 if value.__class__ is Destructed else value
