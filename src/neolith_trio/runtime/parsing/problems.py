"""Why a reading failed; the master's parser_error_message() makes a text of it."""

from __future__ import annotations

from typing import Any, Final

import attrs

# The numbers that master objects know.
IS_NOT: Final = 1  # nothing here is called so, with those adjectives
NOT_LIVING: Final = 2
NOT_ACCESSIBLE: Final = 3
AMBIGUOUS: Final = 4
ORDINAL: Final = 5  # the third of two
ALLOCATED: Final = 6  # a text that an object returned
THERE_IS_NO: Final = 7  # no such word at all
BAD_MULTIPLE: Final = 8  # several, where only one can be


@attrs.frozen(slots=True)
class Problem:
    """One failure: its number and what parser_error_message() gets besides."""

    kind: int
    details: tuple[Any, ...] = ()
