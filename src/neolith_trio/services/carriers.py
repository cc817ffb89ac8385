"""Every kind of operation that LPC can begin, with what carries it out.

The rule: a kind is one line in `carriers`, a frozen request class in runtime/, its efuns in efuns/ and a module beside
this one with its `perform`. The driver starts a service for each.
"""

from __future__ import annotations

from typing import Any

from ..config import Config
from . import extensions, files, git, hashing, models, processes, web_requests
from .database import Desk
from .operations import Carrier


def carriers(config: Config, databases: Desk) -> tuple[Carrier[Any], ...]:
    """The kinds of a driver with that configuration, in the order in which they are started."""
    return (
        web_requests.carrier(config),
        processes.carrier(config),
        git.carrier(config),
        files.carrier(),
        databases.carrier(),
        hashing.carrier(),
        extensions.carrier(),
        models.carrier(config),
        models.carrier_of_tools(),
    )
