"""Single keystrokes in a stream of bytes.

Rule: how a stream is cut into keystrokes depends on its bytes alone, never on how they were chunked. An
escape sequence is one keystroke and so is a UTF-8 character; a byte that begins neither is one by itself.
Pure functions: anybody may call them.
"""

from __future__ import annotations

ESCAPE = 0x1B
# a CSI sequence with more parameters than this is not a key
MAX_ESCAPE = 32

_PARAMETERS = frozenset(b"0123456789;")
_SINGLE_SHIFTS = frozenset(b"NO")


def keystroke_length(data: bytes | bytearray, start: int = 0) -> int:
    """How many bytes the keystroke at `start` has; 0 while it is incomplete."""
    available = len(data) - start
    if available == 0:
        return 0
    if data[start] == ESCAPE:
        return _escape_length(data, start, available)
    return _utf8_length(data, start, available)


def _escape_length(data: bytes | bytearray, start: int, available: int) -> int:
    # ESC alone is incomplete: only the next byte says whether a sequence begins
    if available == 1:
        return 0
    if data[start + 1] == ord("["):
        i = 2
        while i < available and data[start + i] in _PARAMETERS and i < MAX_ESCAPE:
            i += 1
        return 0 if i >= available else i + 1
    if data[start + 1] in _SINGLE_SHIFTS:
        return 0 if available < 3 else 3
    return 2


def _utf8_length(data: bytes | bytearray, start: int, available: int) -> int:
    lead = data[start]
    if lead < 0xC2 or lead > 0xF4:
        return 1
    length = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    for i in range(1, min(length, available)):
        if data[start + i] & 0xC0 != 0x80:
            return 1
    if available < length:
        return 0
    try:
        bytes(data[start : start + length]).decode("utf-8")
    except UnicodeDecodeError:
        return 1
    return length


def erase_last(text: bytearray) -> None:
    """What backspace does to a line: take away its last UTF-8 character, or its last byte if it has none."""
    for length in (4, 3, 2):
        begin = len(text) - length
        if begin >= 0 and text[begin] >= 0xC2 and keystroke_length(text, begin) == length:
            del text[begin:]
            return
    del text[-1:]
