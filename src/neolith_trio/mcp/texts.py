"""What a program can read of a mud beside its tools: resources (the manual, the tree of objects) and prompts.

Rule: a resource is text behind an address, a prompt is text for whoever works on the mud. Nothing here knows of the
`mcp` package.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import unquote

import attrs

from .. import manual
from ..backend.errands import Answer
from .tools import Mud

SCHEME: Final = "neolith://"
MARKDOWN: Final = "text/markdown"
PLAIN: Final = "text/plain"


@attrs.frozen
class Resource:
    """Something to read. An address that ends in {name} stands for all whose names fit."""

    address: str
    name: str
    doc: str
    kind: str
    read: Callable[[Mud, str], Awaitable[Answer]]


async def _efuns(mud: Mud, name: str) -> Answer:
    return await _listed(mud, "efun", "Efuns")


async def _applies(mud: Mud, name: str) -> Answer:
    return await _listed(mud, "apply", "Applies")


async def _listed(mud: Mud, directory: str, title: str) -> Answer:
    permitted = await mud.desk.ask("manual")
    pages = [page for page in manual.pages() if page.directory == directory]
    return Answer(manual.index(pages, title)) if permitted.fine else permitted


async def _page(mud: Mud, name: str) -> Answer:
    permitted = await mud.desk.ask("manual")
    pages = manual.find(name)
    if not pages:
        return Answer(f"there is no page on {name}", fine=False)
    return Answer("\n".join(map(manual.markdown, pages))) if permitted.fine else permitted


async def _objects(mud: Mud, name: str) -> Answer:
    return await mud.desk.ask("list_objects")


async def _object(mud: Mud, name: str) -> Answer:
    return await mud.desk.ask("inspect", object=f"/{name.lstrip('/')}")


RESOURCES: Final = (
    Resource(f"{SCHEME}manual/efuns", "efuns", "every efun in a line", MARKDOWN, _efuns),
    Resource(f"{SCHEME}manual/applies", "applies", "every apply in a line", MARKDOWN, _applies),
    Resource(f"{SCHEME}manual/page/{{name}}", "page", "the manual page of an efun or apply", MARKDOWN, _page),
    Resource(f"{SCHEME}objects", "objects", "the tree of loaded objects: what holds what", PLAIN, _objects),
    Resource(f"{SCHEME}object/{{name}}", "object", "a loaded object, its name without the first slash", PLAIN, _object),
)


async def read(mud: Mud, address: str) -> tuple[str, Answer] | None:
    """The kind and the text of what is at an address; None when nothing is."""
    for one in RESOURCES:
        fixed, _, variable = one.address.partition("{")
        if address == fixed or (variable and address.startswith(fixed) and len(address) > len(fixed)):
            return one.kind, await one.read(mud, unquote(address[len(fixed) :]))
    return None


@attrs.frozen
class Prompt:
    """A prompt: its arguments by name with what they are, and its text with them in braces."""

    name: str
    doc: str
    arguments: dict[str, str]
    text: str


PROMPTS: Final = {
    one.name: one
    for one in (
        Prompt(
            "write_object",
            "Write an LPC object that fits into this mudlib.",
            {"path": "where the file is to be, such as /island/tower.c", "idea": "what the object is and does"},
            """\
Write the LPC object {path} for this mudlib: {idea}

First look how it is done here: list the directory of {path} and read one or two files of it that are like the wanted
one, and what they inherit. Use `manual` for every efun and apply whose arguments you are not sure of. Follow the
conventions of those files: what is inherited, how create() sets things up, how names are written.
When the file is written, `check` it and mend every error and warning. If the tools `load` and `play` are there, load it
and try it as a test player; show what the player saw.
""",
        ),
        Prompt(
            "debug_error",
            "Find out why an error happens, and mend it.",
            {"error": "the error as somebody saw it, with its trace if there is one"},
            """\
Find the cause of this error in the mudlib:

{error}

Look with `log` for its trace: the last line is where it happened, those above say who called. Read these places, and
`inspect` the objects that are named there for the values of their variables. Look with `manual` at the efuns of that
line: which values do they take, when do they return 0? Say what the cause is and how you know. Then propose the
smallest change that mends it, `check` the changed file, and say how to see that the error is gone.
""",
        ),
    )
}
