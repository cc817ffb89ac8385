r"""The macros every LPC file finds defined, by profile.

Rule: a table of facts about this driver, no more: an option macro is there when what it promises is true here, so a
mudlib that asks `#ifdef __PACKAGE_SOCKETS__` gets an honest answer. __FILE__, __DIR__ and __LINE__ are not here; the
lexer computes them.

Neolith defines an option as nothing, or as its value; the profiles mudos and fluffos have in addition what mudlibs
written for those drivers look at. The driver hands the result to the lexer in `LexOptions.macros`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

# Options of Neolith that hold here. Not among them: __NO_SHADOWS__ (there are shadows) and the sizes of tables this
# driver has not. What the dialect decides comes in `options`.
_NEOLITH_OPTIONS: Final[Mapping[str, str]] = {
    "__ARRAY_STATS__": "",
    "__AUTO_TRUST_BACKBONE__": "",
    "__BINARIES__": "",
    "__CALLOUT_HANDLES__": "",
    "__HEARTBEAT_INTERVAL__": "2000000",
    "__LARGEST_PRINTABLE_STRING__": "8192",
    "__LOG_CATCHES__": "",
    "__MAX_SAVE_SVALUE_DEPTH__": "25",
    "__OLD_ED__": "",
    "__PACKAGE_CURL__": "",
    "__PACKAGE_JSON__": "",
    "__PACKAGE_SOCKETS__": "",
    "__RESTRICTED_ED__": "",
    "__SAVE_EXTENSION__": '".o"',
    "__STRING_STATS__": "",
    "__THIS_PLAYER_IN_CALL_OUT__": "",
}

# What drivers of the MudOS line announce by themselves and what holds here too.
_MUDOS: Final[Mapping[str, str]] = {
    "HAS_ED": "",
    "HAS_PRINTF": "",
    "HAS_RUSAGE": "",
    "MUDOS": "1",
    "__ARCH__": '"neolith-trio"',
    "__ARRAY_STATS__": "",
    "__CALLOUT_HANDLES__": "",
    "__COMPILER__": '"python"',
    "__LARGEST_PRINTABLE_STRING__": "65535",
    "__MAX_SAVE_SVALUE_DEPTH__": "25",
    "__MUDLIB_ERROR_HANDLER__": "",
    "__OLD_ED__": "",
    "__PACKAGE_CONTRIB__": "",
    "__PACKAGE_PARSER__": "",
    "__PACKAGE_SOCKETS__": "",
    "__PRIVS__": "",
    "__RESTRICTED_ED__": "",
    "__SAVE_EXTENSION__": '".o"',
    "__STRING_STATS__": "",
    "__THIS_PLAYER_IN_CALL_OUT__": "",
}
_FLUFFOS: Final[Mapping[str, str]] = {
    **_MUDOS,
    "FLUFFOS": "1",
    "__DEFAULT_DB__": "1",
    "__PACKAGE_ASYNC__": "",
    "__PACKAGE_COMPRESS__": "",
    "__PACKAGE_CRYPTO__": "",
    "__PACKAGE_DB__": "",
    "__PACKAGE_MATH__": "",
    "__PACKAGE_PCRE__": "",
    "__PACKAGE_SHA1__": "",
    "__PACKAGE_TRIM__": "",
    "__RANDOMIZED_RESETS__": "",
    "__SANE_SORTING__": "",
    "__SENSIBLE_MODIFIERS__": "",
    "__USE_SQLITE3__": "1",
    "SIZEOFINT": "8",
    "MAX_INT": "9223372036854775807",
    "MIN_INT": "(-9223372036854775807 - 1)",
    "MAX_FLOAT": "1.7976931348623157e+308",
    "MIN_FLOAT": "2.2250738585072014e-308",
}

_PROFILES: Final[Mapping[str, Mapping[str, str]]] = {
    "neolith": _NEOLITH_OPTIONS,
    "mudos": _MUDOS,
    "fluffos": _FLUFFOS,
}

_DEFINITION: Final = re.compile(r"([A-Za-z_]\w*)(?:=(.*))?", re.ASCII | re.DOTALL)


def quoted(text: str) -> str:
    r"""`text` as an LPC string literal.

    >>> print(quoted('say "hi"'))
    "say \"hi\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def predefined_macros(
    profile: str = "neolith",
    *,
    version: str = "",
    mud_name: str = "",
    port: int = 0,
    arguments: Sequence[str] = (),
    options: Sequence[tuple[str, str | None]] = (),
    definitions: Sequence[tuple[str, str]] = (),
) -> dict[str, str]:
    """Name and text of every predefined macro.

    `options` are those that a mudlib chose for its driver, None for one it will not have; `definitions` are those of -D
    and come last.
    """
    macros = {
        "__LPC__": "1",
        "__DRIVER__": '"neolith"',
        "__NEOLITH_TRIO__": "1",
        "__VERSION__": quoted(version),
        "__ARGV__": "({" + ",".join(quoted(argument) for argument in arguments) + "})",
        **_PROFILES[profile],
    }
    if profile == "fluffos":
        del macros["__OLD_ED__"]  # ed() is there, but mudlibs that hand lines to ed_cmd() refuse to live beside it
    if profile != "neolith":
        macros |= {"MUD_NAME": quoted(mud_name), "__PORT__": str(port)}
    for name, text in options:
        macros.pop(name, None)
        if text is not None:
            macros[name] = text
    macros.update(definitions)
    return macros


def parse_definition(text: str) -> tuple[str, str] | None:
    """Name and text of a -D option, `NAME` or `NAME=TEXT`; None when there is no proper name.

    >>> parse_definition("DEBUG=1")
    ('DEBUG', '1')
    """
    match = _DEFINITION.fullmatch(text)
    return (match[1], match[2] or "") if match else None
