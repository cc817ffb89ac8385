"""Commands: the actions that objects give each other, and the turn of a user's line.

The rule: of a commander's `actions` (actions.py) the first whose verb fits and whose function returns something true
ends the command, the newest being asked first. While a command runs, context.command tells its verb; the turn of a line
goes: escape of a waiting input_to or editor, editor, input_to, process_input(), actions, prompt.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

from ..config import Grammar
from ..errors import ExecutionLimit, LpcError, runtime_error
from . import interactive as interactives
from . import messages
from .actions import NO_ACTIONS, NO_SPACE, SHORT, Actions, Sentence
from .calls import apply, evaluate
from .closures import Closure
from .ed import take_line
from .objects import COMMANDS
from .promises import Promise
from .safely import evaluate_safely
from .values import UNDEFINED, Destructed, Entity, LpcObject, truth

if TYPE_CHECKING:
    from .interactive import Interactive
    from .world import World

LONGEST_COMMAND: Final = 2047
_BLANKS: Final = " \t\n\v\f\r"

_REMOVED: Final = "Illegal to call remove_action() from a verb returning zero."
_MOVED: Final = "Illegal to move or destruct an object defining actions from a verb function which returns zero."


class CommandTurn:
    """The command that runs: its verb, the line that was typed, and why its actions may not return 0 any more.

    There is one for every line, so it is made without an __init__(): it has what it is given, and else what is here.
    """

    verb: str | None = None
    line: str = ""  # of which the first word is the verb, where there is no other
    complaint: str = ""

    def word(self) -> str | None:
        """The verb as query_verb() tells it."""
        if self.verb is None and self.line:
            return next(iter(self.line.split(maxsplit=1)), None)
        return self.verb


# -- actions --------------------------------------------------------------------------------------------------


def add_action(
    world: World, this: Entity, function: str | Closure, verb: str, flags: int, arguments: tuple[Any, ...]
) -> None:
    """Give this_player() an action of `this` (of what it shadows), when the two are near each other."""
    commander = world.context.this_player()
    if not isinstance(this, LpcObject) or not isinstance(commander, LpcObject):
        return
    owner = _shadowed_base(world, this)
    if owner is not this and isinstance(function, str) and function not in owner.calls:
        return
    around = commander.environment
    beside = around is not None and (owner.environment is around or owner is around)
    if owner is commander or owner.environment is commander or beside or owner.environment is around:
        if commander.actions is NO_ACTIONS:
            commander.actions = Actions()
        commander.actions.give(Sentence(verb, function, owner, flags & (SHORT | NO_SPACE), arguments))


def _shadowed_base(world: World, ob: LpcObject) -> LpcObject:
    below = world.shadows.shadowed_by(ob)
    while below is not None:
        ob, below = below, world.shadows.shadowed_by(below)
    return ob


def remove_action(world: World, this: Entity, function: str, verb: str) -> bool:
    """Take an action of `this` away from this_player() (from `this` when there is none)."""
    commander = world.context.this_player() or this
    assert isinstance(commander, Entity)
    for sentence in commander.actions.of(this):
        if sentence.function == function and sentence.verb == verb:
            commander.actions.take(sentence)
            _complain(this, _REMOVED)
            return True
    return False


def remove_actions_of(owner: LpcObject, commander: LpcObject) -> None:
    """Take all actions of `owner` away from the commander."""
    if commander.actions.take_all_of(owner):
        _complain(owner, _MOVED)


def remove_actions_of_all(owners: Collection[Entity], commander: LpcObject) -> None:
    """Take the actions of all these away from the commander."""
    actions = commander.actions
    if actions and sum(actions.take_all_of(owner) for owner in owners):
        _complain(commander, _MOVED)


def _complain(ob: Entity, text: str) -> None:
    turn = ob.world.context.command
    if turn is not None:
        turn.complaint = text


# -- running a command ----------------------------------------------------------------------------------------


def command(
    world: World, this: Entity | None, text: str, commander: LpcObject, turn: CommandTurn | None = None
) -> bool:
    """Let `commander` do what the text says; was there an action for it? `this` is previous_object() in the action.

    `turn` is one without a verb that is needed no more.
    """
    text = text.rstrip(_BLANKS)
    if not text or not commander.flags & COMMANDS:
        return False
    context = world.context
    outer = context.command
    if turn is None:
        turn = CommandTurn()
        if outer is not None:
            turn.verb = outer.word()
    context.command = turn
    # as context.commanded_by() does it, but every line of every user comes through here
    before, context.commanding = context.commanding, commander
    try:
        done = _run_actions(world, this, text, commander, turn)
    except (LpcError, ExecutionLimit) as error:
        context.note(error)
        raise
    finally:
        context.commanding, context.command = before, outer
    if done and outer is not None and turn.complaint:
        outer.complaint = turn.complaint
    return done


def _run_actions(world: World, this: Entity | None, text: str, commander: LpcObject, turn: CommandTurn) -> bool:
    verb, space, rest = text.partition(" ")
    context, tried = world.context, False
    for sentence in commander.actions.fitting(verb, text):
        if type(sentence.owner) is Destructed or (tried and sentence not in commander.actions):
            continue
        tried = True
        if sentence.verb == verb and not sentence.flags:
            turn.verb, argument = verb, rest if space else UNDEFINED
        else:
            turn.verb, argument = _verb_of(sentence, verb), _argument(sentence, text, rest if space else None)
        answer = _perform(world, this, sentence, argument)
        context.commanding = commander
        turn.verb = None
        if isinstance(answer, int):
            # what most of them return; UNDEFINED is one, too
            if answer:
                return True
        elif answer is None:
            if commander.actions.newest() is sentence:
                raise runtime_error(_missing(sentence))
        elif truth(answer) and answer.__class__ is not Promise:
            return True
        if turn.complaint:
            raise runtime_error(turn.complaint)
    notify_no_command(world, this)
    return False


def _verb_of(sentence: Sentence, verb: str) -> str:
    """What query_verb() says inside the action."""
    if sentence.flags & NO_SPACE:
        return verb[len(sentence.verb) :]
    if not sentence.verb or sentence.flags & SHORT:
        return verb
    return sentence.verb


def _argument(sentence: Sentence, text: str, rest: str | None) -> Any:
    """What the action gets as its argument; undefined when nothing follows the verb."""
    if sentence.flags & NO_SPACE:
        return text[len(sentence.verb) :]
    if sentence.verb and sentence.flags & SHORT:
        return text[len(sentence.verb) :].removeprefix(" ") or UNDEFINED
    if " " in sentence.verb:
        return text[len(sentence.verb) + 1 :] if len(text) > len(sentence.verb) else UNDEFINED
    return UNDEFINED if rest is None else rest


def _perform(world: World, this: Entity | None, sentence: Sentence, argument: Any) -> Any:
    function = sentence.function
    if not isinstance(function, str):
        return evaluate(this, function, argument, *sentence.arguments)
    if this is not None and _is_out_of_reach(world, this, sentence.owner, function):
        return None
    if sentence.arguments:
        answer = apply(world, this, sentence.owner, function, argument, *sentence.arguments)
    else:
        answer = apply(world, this, sentence.owner, function, argument)
    if answer is None and function.startswith("#"):  # no function has such a name
        raise runtime_error("Illegal function name.")
    return answer


def _is_out_of_reach(world: World, this: Entity, owner: Entity, function: str) -> bool:
    """In FluffOS a line that LPC gives reaches the functions that its object may call by name, a typed one all."""
    if world.config.dialect.grammar is not Grammar.FLUFFOS or owner.shadow is not None:
        return False
    return isinstance(owner, LpcObject) and function not in (owner.own_calls if owner is this else owner.calls)


def _missing(sentence: Sentence) -> str:
    if isinstance(sentence.function, Closure):
        return f"Verb '{sentence.verb}' bound to uncallable function pointer."
    return f"Function for verb '{sentence.verb}' not found."


# -- when nothing fits ----------------------------------------------------------------------------------------


def set_notify_fail(world: World, notice: str | Closure) -> None:
    """What this_player() is told when no action does his command."""
    connection = _connection_of_player(world)
    if connection is not None:
        connection.notify_fail = notice


def query_notify_fail(world: World) -> Any:
    """What notify_fail() was called with during this turn, or 0."""
    connection = _connection_of_player(world)
    return 0 if connection is None or connection.notify_fail is None else connection.notify_fail


def _connection_of_player(world: World) -> Interactive | None:
    commander = world.context.this_player()
    connection: Interactive | None = commander.interactive if isinstance(commander, LpcObject) else None
    return connection


def notify_no_command(world: World, this: Entity | None) -> None:
    """Tell an interactive commander that his command failed."""
    connection = _connection_of_player(world)
    if connection is None:
        return
    commander = connection.object
    notice, connection.notify_fail = connection.notify_fail, None
    if isinstance(notice, Closure):
        with world.context.commanded_by(commander):
            text = evaluate_safely(world, this, notice)
        if isinstance(text, str):
            messages.tell(world, this, commander, text)
    elif notice is not None:
        messages.tell(world, this, commander, notice)
    else:
        default = world.config.default_fail_message
        connection.write(f"{default}\n" if default else "What?\n")


# -- the turn of a line ---------------------------------------------------------------------------------------


def process_input(world: World, user: Entity | None, line: str) -> None:
    """One entry: do what a user typed, then prompt. An error goes to the caller, and then there is no prompt."""
    if not isinstance(user, LpcObject) or (connection := user.interactive) is None:
        return
    context = world.context
    connection.last_input = context.now
    if connection.no_echo:
        connection.input_arrived()
    world.statistics.commands += 1
    connection.notify_fail = None
    if "\x1b" in line and not connection.single_character:
        dialect = world.config.dialect
        if dialect.no_ansi and dialect.strip_before_process_input:
            line = line.replace("\x1b", " ")
    context.commanding = context.interacting = user
    try:
        if connection.input_to is None and connection.editing is None:
            was_waited_for = False
            _do_line(world, connection, line)
        else:
            was_waited_for = _take_line(world, connection, line)
        # After exec() in an input_to() the other user object is prompted; after exec() in a command nobody is.
        if user.interactive is connection or (was_waited_for and not connection.closing):
            interactives.prompt(world, connection)
    except (LpcError, ExecutionLimit) as error:
        context.note(error)
        raise
    finally:
        context.commanding = context.interacting = None


def _take_line(world: World, connection: Interactive, line: str) -> bool:
    """Let the line do what it means to an input_to() or the editor; was it for an input_to()?"""
    waits = connection.input_to is not None and not connection.no_escape
    escaped = line.startswith("!") and (waits or connection.editing is not None)
    if not escaped:
        if connection.editing is not None:
            take_line(connection, connection.editing, line)
            return False
        return interactives.call_input_to(world, connection, line)
    if connection.single_character:
        connection.read_line_once()
    else:
        connection.back_to_single_character()
        _do_line(world, connection, line[1:])
    return False


def _do_line(world: World, connection: Interactive, line: str) -> None:
    """process_input() in the user object, then the actions unless it has done everything."""
    user = connection.object
    turn = None
    if connection.has_process_input:
        context = world.context
        turn = context.command = CommandTurn()
        turn.line = line
        depth = len(context.callers)
        try:
            answer = apply(world, None, user, "process_input", line)
        except (LpcError, ExecutionLimit) as error:
            context.note(error)
            if isinstance(error, ExecutionLimit) or world.config.dialect.grammar is not Grammar.FLUFFOS:
                raise
            del context.callers[depth:]
            world.report(error)
            answer = 0  # in FluffOS the line is what it was
        finally:
            context.command = None
        if connection.closing:
            return
        user = connection.object
        turn.line = turn.complaint = ""
        if isinstance(answer, str):
            line = answer
        elif answer is None:
            connection.has_process_input = False
        elif isinstance(answer, int) and answer != 0:
            return
    if "\x1b" in line and world.config.dialect.no_ansi:
        line = line.replace("\x1b", " ")
    command(world, None, line, user, turn)  # type: ignore[arg-type] # a connection that is not closing has one
