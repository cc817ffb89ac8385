"""Efuns that put a time into words and numbers. time() and uptime() are with the timers."""

from __future__ import annotations

import time
from typing import Any

from ..errors import LpcError
from ..runtime import limits
from .registry import efun


def _local(seconds: int, name: str) -> time.struct_time:
    try:
        return time.localtime(seconds)
    except (OverflowError, ValueError, OSError):
        raise LpcError(f"Bad time value {seconds} passed to {name}()\n") from None


@efun("string ctime(int seconds)")
def ctime(seconds: int) -> str:
    """A time in words, in the time zone of the driver.

    Arguments:
        seconds: seconds since 1 January 1970 00:00 UTC, as time() gives them.
    Returns: the text, always of the same form.
    Errors: a time that the system cannot express.
    Example:
        ctime(1000000000)       // "Sun Sep  9 01:46:40 2001"
    See also: time, localtime
    """
    return time.asctime(_local(seconds, "ctime"))


@efun("mixed *localtime(int seconds)")
def localtime(seconds: int) -> list[Any]:
    """A time in numbers, in the time zone of the driver.

    The indices have names in <localtime.h>.

    Arguments:
        seconds: seconds since 1 January 1970 00:00 UTC, as time() gives them.
    Returns: an array of ten: second, minute, hour, day of the month, month (0-11), year, day of the week (0: Sunday),
        day of the year (from 0), offset of the time zone in seconds east of UTC, name of the time zone.
    Errors: a time that the system cannot express.
    Example:
        localtime(0)[5]     // 1970
    See also: ctime, time
    """
    at = _local(seconds, "localtime")
    zone = at.tm_zone
    if limits.current.byte_strings:
        zone = zone.encode("utf-8", "surrogateescape").decode("latin-1")
    weekday = (at.tm_wday + 1) % 7
    numbers = [at.tm_sec, at.tm_min, at.tm_hour, at.tm_mday, at.tm_mon - 1, at.tm_year]
    return [*numbers, weekday, at.tm_yday - 1, at.tm_gmtoff, zone]
