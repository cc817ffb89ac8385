"""One call of an asynchronous efun of an extension, as the service that carries it out needs it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from ....data import frozen
from ..ports.operation import Plain


@frozen
class ExtensionRequest:
    """An async function, and the arguments behind its first, which is how it tells of its progress."""

    efun: str
    function: Callable[..., Awaitable[Any]]
    arguments: tuple[Plain, ...]
