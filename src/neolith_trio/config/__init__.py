"""The configuration: neolith.conf, or a FluffOS-style file, into one frozen Config.

    model      Config itself: a field per setting, and the ways to get one
    dialect    what the traditions of LPC do differently, option by option
    telnet     what ports offer to clients, option by option
    kinds      what a value may look like
    reading    a file into values, warnings and errors that name the line
    fluffos    the `name : value` form in Neolith's terms
    places     where the bundled mudlib lies, where it may write, where compiled programs are kept
    values     Port, Mount, Profile, Charset

Rule: stands on the ground, imports nothing of the package but `errors` and `data`. Everybody may import these names.
"""

from neolith_trio.config.dialect import Dialect, Grammar, MappingOrder
from neolith_trio.config.model import MAX_CALL_DEPTH, SETTINGS, Config
from neolith_trio.config.places import CACHE_VARIABLE, DATA_VARIABLE, program_cache_dir, user_data_dir
from neolith_trio.config.telnet import Telnet
from neolith_trio.config.values import Certificate, Charset, Mount, Port, PortKind, Profile

__all__ = [
    "CACHE_VARIABLE",
    "DATA_VARIABLE",
    "MAX_CALL_DEPTH",
    "SETTINGS",
    "Certificate",
    "Charset",
    "Config",
    "Dialect",
    "Grammar",
    "MappingOrder",
    "Mount",
    "Port",
    "PortKind",
    "Profile",
    "Telnet",
    "program_cache_dir",
    "user_data_dir",
]
