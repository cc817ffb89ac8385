"""Every exception that crosses a room of this package.

Rule: an exception says what was wrong, where, and what to do about it. Nobody in this package catches
BaseException, and a cancelled task stays cancelled. Anybody may import this module; it imports nothing
of the package.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final


class NeolithError(Exception):
    """Base of every error that this package raises on purpose."""


class ConfigError(NeolithError):
    """A configuration that cannot be used; the message names file, line, setting and what is allowed."""


class ListenFailed(NeolithError):
    """A port that cannot be listened on; the message names address, port and cause."""


class CompileError(NeolithError):
    """An LPC file that does not compile; `diagnostics` holds every error of the file in source order."""

    def __init__(self, path: str, diagnostics: Sequence[Any]) -> None:
        super().__init__(f"Error in loading object '/{path.lstrip('/')}'")
        self.path = path
        self.diagnostics = tuple(diagnostics)


class LpcError(NeolithError):
    """A runtime error of an LPC program: what LPC's catch() sees.

    `value` is the LPC value that catch() returns: for a runtime error a string that starts with a star and
    ends with a newline, for argument errors the same without star, for throw() any value. `trace` is filled
    by the runtime at the place where the error is reported.
    """

    thrown = False  # by throw()
    commander: Any = None  # this_player() where it happened, noted while the error passes by
    interacting: Any = None  # and this_player(1)
    command: Any = None  # and the command that ran

    @property
    def value(self) -> Any:
        """What it was made with; Python keeps that, and makes an error without an __init__() in half the time."""
        return self.args[0]

    def text(self) -> str:
        """The error as one line of text, without the leading star and the trailing newline."""
        text = self.value if isinstance(self.value, str) else "Unspecified error"
        return text.removeprefix("*").rstrip("\n")


class Thrown(LpcError):
    """What throw() raises: a value on its way to the next catch()."""

    thrown = True


class ExecutionLimit(NeolithError):
    """A limit of the evaluation was reached; catch() does not swallow it."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value
        self.commander: Any = None  # these three as in LpcError
        self.interacting: Any = None
        self.command: Any = None

    def text(self) -> str:
        """The error as one line of text, without the leading star and the trailing newline."""
        return self.value.removeprefix("*").rstrip("\n")


class EvaluationLimit(ExecutionLimit):
    """The entry into LPC used up its evaluation budget."""

    def __init__(self, value: str = "*Too long evaluation. Execution aborted.\n") -> None:
        super().__init__(value)


class TooDeepRecursion(ExecutionLimit):
    """The call depth limit was reached."""

    def __init__(self, value: str = "*Too deep recursion.\n") -> None:
        super().__init__(value)


UNCATCHABLE: Final = "*Can't catch too deep recursion error.\n"
UNCATCHABLE_COST: Final = "*Can't catch eval cost too big error.\n"
LONGEST_ERROR: Final = 2045


def error_text(message: str) -> str:
    """What catch() returns of error(message)."""
    return f"*{message.removesuffix(chr(10))[:LONGEST_ERROR]}\n"


def runtime_error(message: str) -> LpcError:
    """An LpcError with the star and the newline that LPC programs expect of runtime errors."""
    return LpcError(f"*{message}\n")
