"""Why a command was not done. The texts are those that users and mudlibs of the older drivers know."""

from __future__ import annotations

from typing import Final

from ...config import Grammar
from .. import limits


class Refused(Exception):
    """The command is not done; its argument is what the user is told."""


BAD_DESTINATION: Final = "Bad destination for move or copy.\n"
BAD_LINE_NUMBER: Final = "Bad line number.\n"
BAD_MARK: Final = "A mark must be in the range 'a to 'z.\n"
BAD_PATTERN: Final = "Bad pattern in search and replace.\n"
BAD_RANGE: Final = "Bad line range.\n"
BAD_REPLACEMENT: Final = "Bad replacement in search and replace.\n"
BAD_SYNTAX: Final = "Bad command syntax.\n"
CHANGED: Final = "File has been changed.\n"
END_OF_FILE: Final = "End of file.\n"
FAILED: Final = "Failed command.\n"
FILE_FAILED: Final = "File command failed.\n"
NO_LINES_HERE: Final = "Cannot use lines or ranges with that command.\n"
NO_RANGE_HERE: Final = "Cannot use ranges with that command.\n"
NOT_FOUND: Final = "Search failed.\n"
NOT_SET: Final = "`set' command failed.\n"
NOT_SUBSTITUTED: Final = "string substitution failed.\n"
RESTRICTED: Final = "That command is restricted.\n"
TOO_LARGE: Final = "Out of memory: text may have been lost.\n"
TOO_LONG: Final = "line too long\nFailed command.\n"
UNKNOWN: Final = "Unrecognized command.\n"


def changed() -> Refused:
    """Something is not written yet."""
    if limits.current.dialect.grammar is Grammar.FLUFFOS:
        return Refused("To quit without saving: Q\nSave and quit: x\n")
    return Refused(CHANGED)
