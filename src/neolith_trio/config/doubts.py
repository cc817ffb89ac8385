"""What a configuration names and the machine has not: said at the start, for later nobody looks there.

Rule: each is a warning and not an error, for the mud runs without it, and what is missing now may come. Only `model`
calls this.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from neolith_trio.config.values import Charset, Mount

_SECRETS = {"git_credentials": "GitCredentials", "agent_key_file": "AgentKeyFile"}


def doubts(values: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each thing that the fields name and that is not there."""
    directories: Sequence[str] = values.get("include_dirs", ())
    mounts: Sequence[Mount] = values.get("mounts", ())
    places = {name: real(name, values["mudlib_dir"], mounts, values["charset"]) for name in directories}
    for name, place in places.items():
        if not place.is_dir():
            yield f"IncludeDir: there is no directory {place}; headers are not looked for in {name}"
    header = (values.get("global_include") or "").strip().strip('"<>')
    if header and not any(_tried(header, values, places.values())):
        yield f"GlobalInclude: {header} is neither in the mudlib nor in IncludeDir; programs are read without it"
    for field, name in _SECRETS.items():
        file = values.get(field)
        if file is not None and not os.access(file, os.R_OK):
            yield f"{name}: {file} cannot be read"


def real(name: str, mudlib: Path, mounts: Iterable[Mount], charset: Charset) -> Path:
    """Where a path of the mudlib lies on the machine."""
    inside = f"/{name.strip('/')}"
    for mount in mounts:
        if f"{inside}/".startswith(f"{mount.name}/"):
            return mount.directory / charset.from_lpc(inside[len(mount.name) :]).lstrip("/")
    return mudlib / charset.from_lpc(inside).lstrip("/")


def _tried(header: str, values: Mapping[str, Any], places: Iterable[Path]) -> Iterator[bool]:
    """Is the header at each place where it is looked for, whatever file includes it? Beside it, nobody knows."""
    yield real(header, values["mudlib_dir"], values.get("mounts", ()), values["charset"]).is_file()
    for place in places:
        yield (place / values["charset"].from_lpc(header)).is_file()
