"""What agents wait for, as the service that carries it out needs it (services/models.py)."""

from __future__ import annotations

from ....data import frozen


@frozen
class ModelRequest:
    """One question to a language model: the body of a chat completion but for the model's name, as JSON text."""

    body: str


@frozen
class ToolRequest:
    """A tool of LPC has returned a promise: its time passes until somebody ends it."""

    name: str
