"""Actions, command(), and the turn of a user's line."""

from __future__ import annotations

from typing import Any

import pytest

from neolith_trio.errors import LpcError
from neolith_trio.runtime import commands, interactive
from neolith_trio.runtime.closures import Closure
from neolith_trio.runtime.objects import COMMANDS
from neolith_trio.runtime.values import UNDEFINED, LpcObject
from neolith_trio.runtime.world import World

from .worlds import Library, Line, Outside, booted_world, master_functions


class User:
    """A user who is connected, what his functions saw, and what his screen shows."""

    def __init__(self, **settings: Any) -> None:
        self.trail: list[Any] = []
        self.answers: dict[str, Any] = {}
        library, self.outside, self.line = Library(), Outside(), Line()
        library.add("user.c", *self._functions())

        def connect(master: Any, port: Any = 0) -> Any:
            return master.world.objects.clone("user", master)

        self.world: World = booted_world(library, self.outside, master_functions(connect=connect), **settings)
        found = interactive.connect(self.world, self.line, 4000)  # type: ignore[arg-type]
        assert found is not None
        self.object: LpcObject = found
        self.object.flags |= COMMANDS

    def _functions(self) -> list[Any]:
        def act(ob: Any, *arguments: Any) -> Any:
            turn = ob.world.context.command
            self.trail.append((turn.word() if turn else None, *arguments))
            answer = self.answers.get("act", 1)
            return answer(ob) if callable(answer) else answer

        def write_prompt(ob: Any) -> Any:
            answer = self.answers.get("write_prompt", 0)
            return answer(ob) if callable(answer) else answer

        def process_input(ob: Any, line: Any = 0) -> Any:
            self.trail.append(f"process_input {line} verb {ob.world.context.command.word()}")
            answer = self.answers.get("process_input", 0)
            return answer(ob) if callable(answer) else answer

        def input_prompt(ob: Any, *arguments: Any) -> int:
            self.trail.append(("input_prompt", *arguments))
            return 0

        return [act, write_prompt, process_input, input_prompt]

    def can(self, verb: str, flags: int = 0, *arguments: Any, function: Any = "act") -> None:
        """Give the user an action of his own."""
        with self.world.context.commanded_by(self.object):
            commands.add_action(self.world, self.object, function, verb, flags, arguments)

    def do(self, text: str) -> bool:
        """command() by the driver."""
        return commands.command(self.world, None, text, self.object)

    def types(self, line: str) -> str:
        """One line of the user's, as the backend brings it; returns what appears on his screen."""
        self.line.written.clear()
        commands.process_input(self.world, self.object, line)
        return self.screen()

    def screen(self) -> str:
        """What was written to him since the last time."""
        for link in self.world.interactives:
            link.flush()
        shown = b"".join(self.line.written).decode()
        self.line.written.clear()
        return shown


@pytest.mark.parametrize(
    ("verb", "flags", "text", "seen"),
    [
        ("look", 0, "look", ("look", 0)),
        ("look", 0, "look at cat  ", ("look", "at cat")),
        ("look", 0, "looks", None),
        ("look at", 0, "look at cat", ("look at", "cat")),
        ("look at", 0, "look atcat", None),
        ("l", 1, "look at cat", ("look", "ook at cat")),
        ("look", 1, "look cat", ("look", "cat")),
        ("'", 2, "'hello there", ("hello", "hello there")),
        ("", 0, "go north", ("go", "north")),
        ("", 1, "go", ("go", 0)),
        ("", 2, "go north", ("go", "go north")),
        ("look", 0, " look", None),
    ],
)
def test_verbs_match_as_their_flags_say(verb: str, flags: int, text: str, seen: Any) -> None:
    """The function gets what follows, query_verb() says what was typed."""
    user = User()
    user.can(verb, flags)
    done = user.do(text)

    assert done is (seen is not None)
    assert user.trail == ([seen] if seen else [])


def test_an_argument_that_is_not_there_is_undefined() -> None:
    """undefinedp() can tell it from 0."""
    user = User()
    user.can("look")
    user.do("look")

    assert user.trail[0][1] is UNDEFINED


def test_the_newest_action_comes_first_and_zero_passes_the_command_on() -> None:
    """Carried arguments come after the command's own."""
    user = User()
    user.can("go", 0, "old")
    user.can("go", 0, "new")
    user.answers["act"] = 0

    assert user.do("go") is False
    assert user.trail == [("go", 0, "new"), ("go", 0, "old")]
    assert user.screen() == "What?\n"


def test_a_function_value_is_an_action_too() -> None:
    """It is called with the same arguments."""
    user = User()
    seen: list[Any] = []
    user.can("go", 0, 7, function=Closure("anonymous", "<code>", user.object, lambda ob, *args: seen.append(args) or 1))

    assert user.do("go home") is True
    assert seen == [("home", 7)]


def test_what_fails_is_told_in_the_words_of_notify_fail() -> None:
    """A text, a function's text, the configured one, or What?; each only once."""
    user = User(default_fail_message="Pardon me?")
    user.can("go")
    texts: list[Any] = ["Where to?\n", Closure("anonymous", "<code>", user.object, lambda ob: "Really?\n"), None]

    def act(ob: Any) -> int:
        notice = texts.pop(0)
        if notice is not None:
            commands.set_notify_fail(ob.world, notice)
        return 0

    user.answers["act"] = act
    told = [user.types("go") for _ in range(3)]

    assert told == ["Where to?\n", "Really?\n", "Pardon me?\n"]


def test_an_action_may_not_disappear_and_then_say_that_it_was_not_meant() -> None:
    """Both forms of it have a text of their own."""
    user = User()
    user.can("cut")

    def remove(ob: Any) -> int:
        return 0 if commands.remove_action(ob.world, ob, "act", "cut") else 1

    user.answers["act"] = remove
    with pytest.raises(LpcError, match=r"Illegal to call remove_action\(\) from a verb returning zero"):
        user.do("cut")
    user.can("lose")
    user.answers["act"] = lambda ob: commands.remove_actions_of(ob, ob) or 0
    with pytest.raises(LpcError, match="Illegal to move or destruct an object"):
        user.do("lose")


def test_commands_nest_and_the_verb_comes_back() -> None:
    """command() inside an action has a verb of its own."""
    user = User()
    user.can("outer")
    user.can("inner")

    def act(ob: Any) -> int:
        verb = ob.world.context.command.word()
        if verb == "outer":
            commands.command(ob.world, ob, "inner x", ob)
            user.trail.append(ob.world.context.command.word())
        return 1

    user.answers["act"] = act
    user.do("outer")

    assert user.trail == [("outer", 0), ("inner", "x"), "outer"]
    assert user.world.context.command is None


def test_an_object_that_is_not_living_has_no_commands() -> None:
    """Nothing is called, nothing is told."""
    user = User()
    user.can("go")
    user.object.flags &= ~COMMANDS

    assert user.do("go") is False
    assert user.screen() == ""


# -- the turn of a line ---------------------------------------------------------------------------------------


def test_a_line_goes_through_process_input_which_may_change_or_take_it() -> None:
    """A string replaces it, a number but 0 ends it."""
    user = User()
    user.can("go")
    for answer in (0, "go away", 1):
        user.answers["process_input"] = answer
        user.types("go home")

    assert user.trail == [
        "process_input go home verb go",
        ("go", "home"),
        "process_input go home verb go",
        ("go", "away"),
        "process_input go home verb go",
    ]


def test_the_prompt_is_the_default_one_when_write_prompt_fails() -> None:
    """From then on write_prompt() is not called any more; the error is reported."""
    user = User()
    user.can("go")
    shown = [user.types("go")]

    def fail(ob: Any) -> int:
        raise LpcError("*in write_prompt\n")

    user.answers["write_prompt"] = fail
    shown += [user.types("go"), user.types("go")]

    assert shown == ["", "> ", "> "]
    assert user.outside.logged == ["in write_prompt"]


def test_an_error_in_an_action_leaves_no_prompt_and_clean_books() -> None:
    """The backend reports it; the next line works."""
    user = User()
    user.can("go")

    def fail(ob: Any) -> int:
        raise LpcError("*no\n")

    user.answers["act"] = fail
    with pytest.raises(LpcError):
        user.types("go")
    context = user.world.context

    assert (context.command, context.commanding, context.interacting) == (None, None, None)
    assert user.screen() == ""


def test_input_to_takes_the_next_line_before_everything_else() -> None:
    """Its prompt hears the function's name, the flags and the arguments."""
    user = User()
    user.can("go")
    got: list[Any] = []
    link = user.object.interactive
    assert link is not None
    waiting = Closure("local", "act", user.object, lambda ob, *args: got.append(args) or 0)
    user.answers["act"] = lambda ob: link.wait_for(interactive.InputTo(waiting, "act", (5,)), 1, single=False) or 1
    user.types("go")
    user.types("go secret")

    assert got == [("go secret", 5)]
    assert ("input_prompt", "act", 1, 5) in user.trail
    assert user.line.told == ["echo False", "echo True"]
    assert link.input_to is None


@pytest.mark.parametrize(("flags", "escapes"), [(0, True), (1, True), (2, False), (3, False)])
def test_an_exclamation_mark_escapes_from_input_to(flags: int, escapes: bool) -> None:
    """The rest of the line is a command and the input goes on waiting, unless flag 2 forbids it."""
    user = User()
    user.can("go")
    got: list[Any] = []
    link = user.object.interactive
    assert link is not None
    waiting = Closure("local", "act", user.object, lambda ob, *args: got.append(args) or 0)
    link.wait_for(interactive.InputTo(waiting, "act", ()), flags, single=False)
    user.types("!go")

    assert (got == []) is escapes
    assert (link.input_to is not None) is escapes
    assert (("go", 0) in user.trail) is escapes


def test_a_user_who_leaves_in_his_command_gets_no_prompt() -> None:
    """His connection is closed after what was written."""
    user = User()
    user.can("quit")

    def leave(ob: Any) -> int:
        ob.interactive.write("Bye.\n")
        ob.world.objects.destruct(ob, ob)
        return 1

    user.answers["act"] = leave

    assert user.types("quit") == "Bye.\n"
    assert user.line.told == ["close"]
    assert user.world.interactives == []


def test_a_command_inside_process_input_has_the_verb_of_the_line() -> None:
    """Until one of its actions is tried; and it leaves no verb behind."""
    user = User()
    user.can("go")

    def commanding(ob: Any) -> int:
        user.do("go west")
        user.trail.append(ob.world.context.command.word())
        return 1

    user.answers["process_input"] = commanding
    user.types("  jump   high")

    assert user.trail == ["process_input   jump   high verb jump", ("go", "west"), "jump"]
    assert user.world.context.command is None


def test_a_complaint_in_process_input_does_not_reach_the_actions() -> None:
    """remove_action() there has nothing to do with an action that returns 0 afterwards."""
    user = User()
    user.can("go")
    user.can("jump")
    user.answers["act"] = 0

    def removing(ob: Any) -> int:
        assert commands.remove_action(ob.world, ob, "act", "jump")
        return 0

    user.answers["process_input"] = removing

    assert "What?" in user.types("go home")
