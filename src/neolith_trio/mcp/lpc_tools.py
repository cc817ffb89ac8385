"""Tools that objects of the mudlib answer, as programs see them.

Rule: this is a copy of what the world has, replaced as a whole whenever that changes; whoever waits for a change hears
of it once, however many there were. What does not fit the upper level of a tool's schema is refused here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import attrs
import trio

from ..backend.errands import Answer, Denied
from ..backend.errands.desk import Report
from ..backend.errands.tools import TOOL
from ..runtime.outside.mcp import Offer

if TYPE_CHECKING:
    from .tools import Mud

_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "array": (list,),
    "object": (dict,), "null": (type(None),),
}  # fmt: skip


@attrs.frozen(slots=False)
class LpcTool:
    """One tool."""

    offer: Offer

    @property
    def name(self) -> str:
        """Its name."""
        return self.offer.name

    @property
    def title(self) -> str | None:
        """Its name for people."""
        return self.offer.title or None

    @property
    def doc(self) -> str:
        """What it does."""
        return self.offer.doc

    @property
    def changes(self) -> bool:
        """Whether it can change the world."""
        return not self.offer.read_only

    @cached_property
    def schema(self) -> dict[str, Any]:
        """Its arguments as JSON Schema."""
        schema: dict[str, Any] = json.loads(self.offer.schema)
        return schema

    def checked(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments; Denied names one that is missing, unknown or of a wrong type."""
        properties = self.schema["properties"]
        for name in self.schema.get("required", ()):
            if name not in given:
                raise Denied(f"{self.name}: {name} is missing")
        for name, value in given.items():
            about = properties.get(name)
            if about is None and self.schema.get("additionalProperties") is False:
                raise Denied(f"{self.name} has no argument {name}; it has {', '.join(properties) or 'none'}")
            if isinstance(about, dict) and not _fits(value, about.get("type")):
                raise Denied(f"{self.name}: {name} must be of the type {about['type']}")
            if isinstance(about, dict) and value not in about.get("enum", [value]):
                raise Denied(f"{self.name}: {name} must be one of {json.dumps(about['enum'])}")
        return dict(given)

    async def run(self, mud: Mud, report: Report, **arguments: Any) -> Answer:
        """Let its object answer."""
        return await mud.desk.follow(TOOL, report, self.offer.seconds, name=self.name, arguments=arguments)


def _fits(value: Any, wanted: Any) -> bool:
    kinds = wanted if isinstance(wanted, list) else [wanted]
    if not all(isinstance(kind, str) and kind in _TYPES for kind in kinds):
        return True
    if isinstance(value, bool):
        return "boolean" in kinds
    whole = isinstance(value, float) and value.is_integer() and "integer" in kinds
    return whole or any(isinstance(value, _TYPES[kind]) for kind in kinds)


class ToolsOfLpc:
    """All of them, by name."""

    def __init__(self) -> None:
        self.tools: dict[str, LpcTool] = {}
        self.version = 0
        self._changed = trio.Event()

    def replace(self, offers: tuple[Offer, ...]) -> None:
        """From now on there are these."""
        self.tools = {one.name: LpcTool(one) for one in offers}
        self.version += 1
        self._changed.set()
        self._changed = trio.Event()

    async def beyond(self, version: int) -> int:
        """Wait until there are others than in that version; which version they are."""
        while self.version == version:
            await self._changed.wait()
        return self.version
