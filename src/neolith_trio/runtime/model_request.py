"""One question to a language model, as the service that asks it needs it (services/models.py)."""

from __future__ import annotations

from ..data import frozen


@frozen
class ModelRequest:
    """The body of a chat completion but for the name of the model, as JSON text."""

    body: str
