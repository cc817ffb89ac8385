"""Efuns of MudOS and FluffOS about the clock and the driver itself."""

from __future__ import annotations

import os
import time
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...errors import LpcError, runtime_error
from ...runtime.values import Entity, Mapping, wrap
from ..registry import FLUFFOS_ONLY, efun

_CTIME = "%a %b %d %H:%M:%S %Y"


@efun("int real_time()", profiles=FLUFFOS_ONLY)
def real_time(this: Entity) -> int:
    """Seconds since the beginning of 1970; the same as time() here.

    Returns: the number.
    Example:
        real_time()
    See also: time
    """
    return int(this.world.ports.now())


@efun("int time_ns()", profiles=FLUFFOS_ONLY)
def time_ns(this: Entity) -> int:
    """Nanoseconds since the beginning of 1970.

    Returns: the number.
    Example:
        time_ns()
    See also: time, perf_counter_ns
    """
    return wrap(int(this.world.ports.now() * 1_000_000_000))


@efun("int perf_counter_ns()", profiles=FLUFFOS_ONLY)
def perf_counter_ns() -> int:
    """Nanoseconds of a clock that only goes forward, for measuring.

    Returns: the number.
    Example:
        perf_counter_ns()
    See also: time_ns, time_expression
    """
    return wrap(time.perf_counter_ns())


@efun("string strftime(string form, int when)", profiles=FLUFFOS_ONLY)
def strftime(form: str, when: int) -> str:
    """A time as text, in the form of C's strftime().

    Arguments:
        form: the form, with %Y for the year and so on.
        when: seconds since the beginning of 1970.
    Returns: the text.
    Errors: a time that no calendar has.
    Example:
        strftime("%Y-%m-%d", time())
    See also: ctime, localtime, strptime
    """
    try:
        return time.strftime(form, time.localtime(when))
    except (ValueError, OverflowError, OSError):
        raise runtime_error("strftime(): the time cannot be shown.") from None


@efun("int strptime(string form, string text)", profiles=FLUFFOS_ONLY)
def strptime(form: str, text: str) -> int:
    """The time that a text means, read in the form of C's strptime().

    Arguments:
        form: the form, with %Y for the year and so on.
        text: the text.
    Returns: seconds since the beginning of 1970; 0 when the text has another form.
    Example:
        strptime("%Y-%m-%d", "2020-01-31")
    See also: strftime
    """
    try:
        return int(time.mktime(time.strptime(text, form)))
    except (ValueError, OverflowError):
        return 0


@efun("string zonetime(string zone, int when)", profiles=FLUFFOS_ONLY)
def zonetime(zone: str, when: int) -> str:
    """ctime() in another time zone.

    Arguments:
        zone: its name, such as "Europe/Paris".
        when: seconds since the beginning of 1970.
    Returns: the text.
    Errors: a zone that nobody knows.
    Example:
        zonetime("UTC", 0)      // "Thu Jan 01 00:00:00 1970"
    See also: ctime, is_daylight_savings_time
    """
    return _moment(zone, when).strftime(_CTIME)


@efun("int is_daylight_savings_time(string zone, int when)", profiles=FLUFFOS_ONLY)
def is_daylight_savings_time(zone: str, when: int) -> int:
    """Are the clocks of a time zone set to summer time?

    Arguments:
        zone: its name.
        when: seconds since the beginning of 1970.
    Returns: 1 or 0.
    Errors: a zone that nobody knows.
    Example:
        is_daylight_savings_time("UTC", 0)      // 0
    See also: zonetime
    """
    return int(bool(_moment(zone, when).dst()))


def _moment(zone: str, when: int) -> datetime:
    try:
        return datetime.fromtimestamp(when, ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OverflowError, OSError):
        raise LpcError(f"*Unknown time zone or time: '{zone}', {when}.\n") from None


# -- the driver -----------------------------------------------------------------------------------------------


@efun("void set_config(int number, mixed value)", profiles=FLUFFOS_ONLY)
def set_config(number: int, value: Any) -> int:
    """Change a setting of the driver; settings do not change while the driver runs here.

    Arguments:
        number: the number of the setting.
        value: what it should be.
    Errors: always.
    Example:
        catch(set_config(0, 1))
    See also: get_config
    """
    raise runtime_error(f"set_config(): setting {number} cannot be changed while the driver runs.")


@efun("mixed *sys_network_ports()", profiles=FLUFFOS_ONLY)
def sys_network_ports(this: Entity) -> list[Any]:
    """The ports on which users come in.

    Returns: an array for each: its number from 1, its protocol, the port, and 1 when it is within TLS, 0 otherwise.
    Example:
        sys_network_ports()
    See also: query_host_name
    """
    ports = enumerate(this.world.config.ports, 1)
    return [[number, port.kind.spoken, port.number, int(port.is_encrypted)] for number, port in ports]


@efun("void sys_reload_tls(int number)", profiles=FLUFFOS_ONLY)
def sys_reload_tls(this: Entity, number: int) -> int:
    """Read the certificate of a port again, from the files of the configuration.

    Connections keep what they have; users who come later see the new one. It happens soon after the turn. If the files
    cannot be used, the log says so, and the old certificate stays. SIGHUP does it for all ports.

    Arguments:
        number: the port's, as sys_network_ports() counts them: from 1.
    Errors: there is no such port, or it is not within TLS.
    Example:
        catch(sys_reload_tls(100))
    See also: sys_network_ports
    """
    ports = this.world.config.ports
    if not 0 < number <= len(ports) or not ports[number - 1].is_encrypted:
        raise runtime_error(f"sys_reload_tls(): port {number} of the configuration has no TLS.")
    this.world.ports.reload_certificate(number)
    return 0


@efun("mapping network_stats()", profiles=FLUFFOS_ONLY)
def network_stats() -> Mapping:
    """How much went over the network; it is not counted here.

    Returns: an empty mapping.
    Example:
        network_stats()
    See also: mud_status
    """
    return Mapping()


@efun("string get_os_env(string name)", profiles=FLUFFOS_ONLY)
def get_os_env(name: str) -> Any:
    """A variable of the environment of the driver; LPC sees none but its language and time zone.

    Arguments:
        name: the variable.
    Returns: its value, or 0.
    Example:
        get_os_env("TZ")
    See also: envsubst
    """
    return os.environ.get(name, 0) if name in ("TZ", "LANG", "LC_ALL") else 0


@efun("void set_debug_level(int | string level)")
def set_debug_level(this: Entity, level: Any) -> int:
    """Let the driver say more, or less, about itself in its log.

    Arguments:
        level: as for the option -d: 0 for warnings only, 1 and 2 for what happens too, 3 and 4 for everything. Names of
            levels are accepted, but there are none: they change nothing.
    Example:
        set_debug_level(0)
    See also: debug_message
    """
    if isinstance(level, int):
        this.world.ports.set_debug_level(level)
    return 0


@efun("void clear_debug_level(string level)", profiles=FLUFFOS_ONLY)
def clear_debug_level(level: str) -> int:
    """Undo set_debug_level(); there are no levels.

    Arguments:
        level: the name of a level.
    Example:
        clear_debug_level("connections")
    See also: set_debug_level
    """
    return 0


@efun("mapping debug_levels()", profiles=FLUFFOS_ONLY)
def debug_levels() -> Mapping:
    """The levels of set_debug_level().

    Returns: an empty mapping.
    Example:
        debug_levels()
    See also: set_debug_level
    """
    return Mapping()
