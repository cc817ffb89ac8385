"""The LPC side of a connection: what a user object has while somebody is connected to it.

The rule: text for a user goes through `Interactive.write`; it is kept until the backend calls `flush_written`, after
some turns, or at the end of its cycle. Lines come in through commands.process_input. `connect`, `logon` and `lost` are
the entries by which a connection comes and goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..data import frozen
from ..errors import ExecutionLimit, LpcError
from ..protocols.charsets import UTF8
from ..protocols.events import Side
from ..protocols.signals import PromptEnded, Signal
from ..protocols.telnet.constants import MXP
from . import master
from .calls import apply, evaluate
from .closures import Closure
from .ed import end_for_user
from .ed.sessions import DEFAULT_PROMPT
from .objects import CONSOLE, ONCE_INTERACTIVE
from .safely import apply_safely
from .values import Destructed, Entity, LpcObject

if TYPE_CHECKING:
    from ..protocols.ports import Connection
    from .ed.session import Session
    from .world import World

NO_ECHO: Final = 1  # flag of input_to() and get_char(): what is typed stays invisible
NO_ESCAPE: Final = 2  # a line that starts with '!' is input like any other
FLUSH_AT: Final = 65_536  # characters that may wait for the end of the turn
MOST_PARTS: Final = 256  # pieces of text and signals that may


@frozen(slots=True, eq=False)
class InputTo:
    """Who waits for the next line or character; `name` is how LPC named the function, if by name."""

    function: Closure
    name: str | None
    arguments: tuple[Any, ...]


class Interactive:
    """One connection as LPC sees it. `object` is the user object; exec() changes it."""

    __slots__ = (
        "_agreed", "_charset_codec", "_output", "_parts", "_unflushed", "_was_single_character", "closing",
        "codec", "connection", "console", "editing", "fresh", "has_input_prompt", "has_process_input",
        "has_write_prompt", "input_to", "last_input", "marks_prompts", "no_echo", "no_escape", "notify_fail",
        "object", "ordinary", "prompt", "single_character", "snooped_by", "snoops", "tags_lines", "world",
    )

    def __init__(self, world: World, connection: Connection, console: bool = False) -> None:
        self.world = world
        self.connection = connection
        self.console = console
        self.object: Entity | None = None
        self.prompt = DEFAULT_PROMPT
        self.input_to: InputTo | None = None
        self.editing: Session | None = None  # his lines are for the editor
        self.notify_fail: str | Closure | None = None
        self.no_echo = False
        self.no_escape = False
        self.single_character = False
        self.snooped_by: Interactive | Onlooker | None = None
        self.snoops: Interactive | None = None
        self.last_input = world.context.now
        self.closing = False
        self.ordinary = True  # he types lines, nobody snoops on him, and he stays: lines may take the short way
        self.fresh = True  # no line of his has run yet
        self.codec: str | None = None  # of his client, when it is another one than that of the mud
        self.tags_lines = False  # MXP is in force: some of his lines are tags
        self._agreed: set[tuple[int, Side]] = set()  # options of telnet that are in force
        self.marks_prompts = world.config.telnet.prompt_marks
        self.expect_applies()
        self._was_single_character = False
        # read once: this is asked for with every line and every flush
        self._charset_codec = world.config.charset.codec
        # None where they are empty: to look at a list that was not used for a while is to wait for memory
        self._output: list[str] | None = None
        self._parts: list[bytes | Signal] | None = None  # what is to go out before that, when there are signals in it
        self._unflushed = 0

    def expect_applies(self) -> None:
        """Assume that a new user object has all the applies of input, until one turns out to be missing."""
        self.has_write_prompt = True
        self.has_input_prompt = True
        self.has_process_input = True

    def note_whether_ordinary(self) -> None:
        """After a change of what decides whether his lines may take the short way."""
        self.ordinary = not self.closing and not self.single_character and self.snooped_by is None

    def of(self, user: Any) -> bool:
        """Is it still the connection of that object?"""
        return isinstance(user, LpcObject) and user.interactive is self

    # -- output -----------------------------------------------------------------------------------------------

    def write(self, text: str) -> None:
        """Text for the user; whoever snoops on him gets it too."""
        if self.closing or not text:
            return
        if self._output is None:
            self._output = [text]
            self._unflushed = len(text)
            self.world.written.append(self)
        else:
            self._output.append(text)
            self._unflushed += len(text)
            if self._unflushed > FLUSH_AT:
                self.flush()
        if self.snooped_by is not None:
            receive_snoop(self.world, self.snooped_by, text)

    def signal(self, signal: Signal) -> None:
        """Say something to the client beside the text, after what was written before."""
        if not self.closing:
            parts = self._end_part()
            parts.append(signal)
            if len(parts) > MOST_PARTS:
                self.flush()

    def flush(self) -> None:
        """Hand what was written to the connection."""
        if self._parts is not None:
            parts = self._end_part()
            self._parts = None
            self.connection.transmit(parts)
        elif self._output is not None:
            self.connection.write(self._take_output(self._output))

    def _end_part(self) -> list[bytes | Signal]:
        """What was written is a part; the parts."""
        if self._parts is None:
            self._parts = []
            self.world.written.append(self)
        if self._output is not None:
            self._parts.append(self._take_output(self._output))
        return self._parts

    def _take_output(self, output: list[str]) -> bytes:
        """What was written, as bytes."""
        self._output = None
        return self.encode("".join(output))

    # -- the client -------------------------------------------------------------------------------------------

    def speaks(self, option: int) -> bool:
        """Is an option of telnet in force, on one side or the other?"""
        return (option, Side.LOCAL) in self._agreed or (option, Side.REMOTE) in self._agreed

    def agree(self, option: int, side: Side, *, on: bool) -> None:
        """An option of telnet is in force on that side, or is so no longer."""
        if on:
            self._agreed.add((option, side))
        else:
            self._agreed.discard((option, side))
        self.tags_lines = self.speaks(MXP)

    def use_codec(self, codec: str) -> None:
        """Text is in this encoding from now on, both ways: a codec that charsets.codec_of() has named."""
        if self._output is not None:
            self._end_part()
        self.codec = None if codec == UTF8 else codec

    def encode(self, text: str) -> bytes:
        """An LPC string as bytes; a character that the client's charset does not have becomes a question mark."""
        if self.codec is not None:
            return self.world.config.charset.from_lpc(text).encode(self.codec, "replace")
        try:
            return text.encode(self._charset_codec, "surrogateescape")
        except UnicodeEncodeError:
            return text.encode(self._charset_codec, "replace")

    def decode(self, data: bytes) -> str:
        """What the client has sent as an LPC string."""
        if self.codec is not None:
            return self.world.config.charset.to_lpc(data.decode(self.codec, "replace"))
        return data.decode(self._charset_codec, "surrogateescape")

    # -- input ------------------------------------------------------------------------------------------------

    def wait_for(self, waiting: InputTo, flags: int, *, single: bool) -> None:
        """The next line or character goes to `waiting`."""
        self.input_to = waiting
        self.no_echo = bool(flags & NO_ECHO)
        self.no_escape = bool(flags & NO_ESCAPE)
        self.flush()
        self.connection.set_echo(not self.no_echo)
        if single:
            self._read_characters(True)

    def input_arrived(self) -> None:
        """A line or character came: what comes next is visible again."""
        if self.no_echo:
            self.no_echo = False
            self.connection.set_echo(True)

    def read_line_once(self) -> None:
        """'!' was typed where a character was expected: read a line for it."""
        self._was_single_character = True
        self._read_characters(False)

    def back_to_single_character(self) -> None:
        """The line after read_line_once() has come."""
        if self._was_single_character:
            self._was_single_character = False
            self._read_characters(True)

    def _read_characters(self, on: bool) -> None:
        self.single_character = on
        self.note_whether_ordinary()
        self.connection.set_single_character(on)

    def take_input_to(self) -> InputTo | None:
        """Who waits for this input; nobody waits any more."""
        self.no_escape = False
        waiting, self.input_to = self.input_to, None
        if waiting is not None and self.single_character:
            self._read_characters(False)
        return waiting

    # -- end --------------------------------------------------------------------------------------------------

    def remove(self, *, destructed: bool = False) -> None:
        """End the connection. The user object hears of it by net_dead(), unless it is destructed."""
        if self.closing:
            return
        self.flush()
        self.closing = True
        self.note_whether_ordinary()
        end_for_user(self)
        user = self.object
        if not destructed:
            apply_safely(self.world, None, user, "net_dead")
        for snooper in (self.snooped_by, self.snoops):
            if snooper is not None:
                end_snoop(snooper)
        if self.snooped_by is not None:
            self.snooped_by = None
        self.snoops = None
        self.notify_fail = self.input_to = None
        if self in self.world.interactives:
            self.world.interactives.remove(self)
        if user is not None and user.interactive is self:
            user.interactive = None
        self.connection.close()


def flush_written(world: World) -> None:
    """What was written to whomever goes out; a text that many are told is encoded for the first of them."""
    if not world.written:
        return
    written, world.written = world.written, []
    codec, last, data = world.config.charset.codec, "", b""
    for link in written:
        output = link._output
        if output is None or link._parts is not None or link.codec is not None:
            link.flush()  # which does nothing where it has been done since
            continue
        # flush(), written out: this is how every answer goes
        link._output = None
        text = output[0] if len(output) == 1 else "".join(output)
        if text is not last:
            last = text
            try:
                data = text.encode(codec, "surrogateescape")
            except UnicodeEncodeError:
                data = link.encode(text)
        link.connection.write(data)


# -- coming and going -----------------------------------------------------------------------------------------


def connect(world: World, connection: Connection, port: int, *, console: bool = False) -> LpcObject | None:
    """One entry: ask the master for a user object. None: the master refuses; the connection is closed then."""
    world.context.now = world.ports.now()
    link = Interactive(world, connection, console)
    door = world.master
    if door is None or door.interactive is not None:
        connection.close()
        return None
    _attach(link, door)
    world.interactives.append(link)
    with world.context.commanded_by(door):
        user = master.ask_safely(world, "connect", port)
    if not isinstance(user, LpcObject) or door.interactive is not link or (user is not door and user.interactive):
        link.remove(destructed=True)
        world.ports.log("connection rejected by master")
        return None
    if user is not door:
        door.interactive = None
        door.flags &= ~(ONCE_INTERACTIVE | CONSOLE)
        _attach(link, user)
    user.flags |= ONCE_INTERACTIVE | (CONSOLE if console else 0)
    link.expect_applies()
    return user


def _attach(link: Interactive, user: LpcObject) -> None:
    user.interactive = link
    link.object = user


def logon(world: World, user: LpcObject) -> None:
    """One entry: greet the user who was connected."""
    world.context.now = world.ports.now()
    with world.context.commanded_by(user):
        apply_safely(world, None, user, "logon")


def lost(world: World, user: LpcObject) -> None:
    """One entry: the other end is gone."""
    world.context.now = world.ports.now()
    if isinstance(user, LpcObject) and user.interactive is not None:
        user.interactive.remove()


def exec_to(world: World, new: LpcObject, old: LpcObject) -> None:
    """exec(): the connection of `old` becomes that of `new`."""
    if new.interactive is not None:
        raise LpcError("Bad argument 1 to exec()\n")
    if old.interactive is None:
        raise LpcError("Bad argument 2 to exec()\n")
    link: Interactive = old.interactive
    old.interactive = None
    old.flags &= ~ONCE_INTERACTIVE
    _attach(link, new)
    link.expect_applies()
    new.flags |= ONCE_INTERACTIVE
    if world.context.commanding is old:
        world.context.commanding = new


# -- prompts and input_to -------------------------------------------------------------------------------------


def prompt(world: World, link: Interactive) -> None:
    """Ask for the next line: write_prompt(), or input_prompt() while an input_to waits, or the default prompt."""
    if link.input_to is not None:
        if link.has_input_prompt:
            _prompt_for(world, link, link.input_to)
    elif not link.has_write_prompt or link.editing is not None or not _prompts_itself(world, link):
        link.write(link.prompt)
    if link.marks_prompts:
        link.signal(PromptEnded())


def _prompt_for(world: World, link: Interactive, waiting: InputTo) -> None:
    flags = (NO_ECHO if link.no_echo else 0) | (NO_ESCAPE if link.no_escape else 0)
    who = waiting.function if waiting.name is None else waiting.name
    if apply_safely(world, None, link.object, "input_prompt", who, flags, *waiting.arguments) is None:
        link.has_input_prompt = False


def _prompts_itself(world: World, link: Interactive) -> bool:
    """Call write_prompt(); False when there is none, so that the default prompt is wanted."""
    user = link.object
    callers = world.context.callers
    depth = len(callers)
    # as apply_safely() does it, but with this the turn of every line ends
    try:
        if apply(world, None, user, "write_prompt") is not None or not link.of(user):
            return True
    except (LpcError, ExecutionLimit) as error:
        del callers[depth:]
        world.report(error)
        if not link.of(user):
            return True
    link.has_write_prompt = False
    return False


def call_input_to(world: World, link: Interactive, text: str) -> bool:
    """Hand the text to the function that waits for it; was there one?"""
    waiting = link.take_input_to()
    if waiting is None:
        return False
    evaluate(None, waiting.function, text, *waiting.arguments)
    return True


# -- snooping -------------------------------------------------------------------------------------------------


class Onlooker:
    """An object without a connection that snoops on a user, which FluffOS allows."""

    __slots__ = ("object", "snoops")

    def __init__(self, ob: Entity) -> None:
        self.object = ob
        self.snoops: Interactive | None = None


def snooper(world: World, ob: Entity) -> Interactive | Onlooker:
    """The connection of an object, or what stands for it when it has none."""
    if ob.interactive is not None:
        link: Interactive = ob.interactive
        return link
    all_snoopers = (link.snooped_by for link in world.interactives)
    return next((one for one in all_snoopers if one is not None and one.object is ob), None) or Onlooker(ob)


def snoop(by: Interactive | Onlooker, on: Interactive) -> bool:
    """Let `by` see what `on` sees; False when that would make a circle."""
    one: Interactive | None = on
    while one is not None:
        if one is by:
            return False
        one = one.snoops
    end_snoop(by)
    if on.snooped_by is not None:
        end_snoop(on.snooped_by)
    on.snooped_by, by.snoops = by, on
    on.note_whether_ordinary()
    return True


def end_snoop(by: Interactive | Onlooker) -> None:
    """`by` snoops on nobody any more."""
    if by.snoops is not None:
        by.snoops.snooped_by = None
        by.snoops.note_whether_ordinary()
        by.snoops = None


def receive_snoop(world: World, by: Interactive | Onlooker, text: str) -> None:
    """What a snooped user sees or types reaches the snooper's receive_snoop()."""
    if isinstance(by.object, Destructed):
        end_snoop(by)
    else:
        apply_safely(world, None, by.object, "receive_snoop", text)
