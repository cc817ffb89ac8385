"""Ports that offer all that there is, and ports that offer one thing."""

from __future__ import annotations

import attrs

from neolith_trio.protocols.telnet.offers import Offers

EVERYTHING = Offers(**{field.name: field.name != "terminal_names" for field in attrs.fields(Offers)})
