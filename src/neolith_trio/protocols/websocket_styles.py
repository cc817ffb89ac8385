"""What the messages of a WebSocket carry, by the subprotocol that was agreed on.

The subprotocols are those that MUD clients ask for:

    telnet   the bytes of a telnet port, in binary messages; `binary` is its older name
    ascii    text, in binary messages as FluffOS sends it; the client may use either kind
    gmcp     text in binary messages, GMCP as "Package.Name json" in text messages
    (none)   text messages; each that comes in is a line

The first three are also known by the names that mudstandards.org proposes.

Rule: names only, so that what does not speak WebSocket can be without the packages for it.
"""

from __future__ import annotations

import enum
from typing import Final


class Style(enum.Enum):
    """What messages carry."""

    TELNET = "telnet"
    ASCII = "ascii"
    GMCP = "gmcp"
    TEXT = ""


STYLES: Final = {
    "telnet": Style.TELNET,
    "binary": Style.TELNET,
    "ascii": Style.ASCII,
    "gmcp": Style.GMCP,
    "telnet.mudstandards.org": Style.TELNET,
    "terminal.mudstandards.org": Style.ASCII,
    "gmcp.mudstandards.org": Style.GMCP,
}
"""The subprotocols by name."""
