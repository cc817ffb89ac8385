"""git, run so that nothing which a repository or LPC can put into files is executed.

The rule: the git directory, with its configuration and hooks, lies in the driver's data directory, one for each
directory of the mudlib, and is named on every command line. Hooks, external diffs, editors, file system monitors,
submodules and the configuration of user and system are off; only the protocols of `GitProtocols` are spoken.
Credentials come from the file `GitCredentials` alone, and are taken out of everything that is told. Nobody is asked.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Final

import trio

from ...config import Config, user_data_dir
from ...data import frozen
from ..operations import Refused
from ..processes import Enough, run
from .servers import ANY, Way

_OFF: Final = (
    f"core.hooksPath={os.devnull}",
    "core.fsmonitor=false",
    "core.editor=false",
    "core.askPass=",
    "diff.external=",
    "gc.auto=0",
    "submodule.recurse=false",
    "fetch.recurseSubmodules=false",
    "commit.gpgSign=false",
    "credential.helper=",
    "protocol.allow=never",
)
_OPERATORS: Final = (
    "PATH", "SystemRoot", "SSH_AUTH_SOCK", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH",
    "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
)  # fmt: skip
"""What of the driver's environment git has: how it gets to servers, and which certificates are trusted."""
_KEPT: Final = 10_000  # bytes of what git says; the last ones tell why it failed
_CREDENTIALS: Final = re.compile(r"(\w+://)[^/@\s]+@")
_WHY: Final = re.compile(r"^(?:fatal|error): (.*)", re.MULTILINE)


@frozen
class Said:
    """What came of a command."""

    status: int
    output: str
    words: str
    """What git said beside it."""

    def checked(self) -> Said:
        """The same; Refused, with git's own reason, when the command has failed."""
        if self.status == 0:
            return self
        reasons = _WHY.findall(self.words) or self.words.strip().splitlines()[-1:] or [f"exit status {self.status}"]
        raise Refused(f"git: {reasons[0].strip()}")


@frozen
class Git:
    """git as one driver uses it."""

    program: Path
    home: Path
    """Where the git directories are."""
    protocols: tuple[str, ...]
    credentials: Path | None = None
    private: bool = False
    """Whether every clone may be brought up to date from an address that is not public."""

    @classmethod
    def of(cls, config: Config) -> Git | None:
        """What the configuration says; None when it does not allow git."""
        program = next((one.path for one in config.processes if one.name == "git"), None)
        if program is None:
            return None
        home = user_data_dir() / "git" if config.git_dir is None else config.git_dir
        return cls(program, home, config.git_protocols, config.git_credentials, config.http_private_addresses)

    def git_directory(self, directory: Path) -> Path:
        """Where the git directory of a directory of the mudlib is, or is to be."""
        digest = hashlib.sha256(os.fsencode(directory)).hexdigest()[:24]
        return self.home / f"{re.sub('[^A-Za-z0-9_-]', '_', directory.name)}-{digest}"

    async def unlock(self, directory: Path) -> None:
        """Take away what a git that was killed has left behind; nobody else may be at work there."""
        await trio.to_thread.run_sync(_unlock, self.git_directory(directory))

    async def inside(
        self, directory: Path, *words: str, hear: Hear | None = None, most: int = 1_000_000, way: Way = ANY
    ) -> Said:
        """Run git on a directory of the mudlib that is a clone."""
        git_directory = self.git_directory(directory)
        if not await trio.Path(git_directory).is_dir() or not await trio.Path(directory).is_dir():
            raise Refused("no directory that git_clone() has made")
        where = (f"--git-dir={git_directory}", f"--work-tree={directory}")
        return await self.run(directory, *where, *words, hear=hear, most=most, way=way)

    async def run(
        self, directory: Path, *words: str, hear: Hear | None = None, most: int = 1_000_000, way: Way = ANY
    ) -> Said:
        """Run git in a directory; `hear` gets what it says while it runs."""
        output, said = bytearray(), bytearray()

        async def take_output(piece: bytes) -> None:
            output.extend(piece)
            if len(output) > most:
                raise Enough

        async def take_words(piece: bytes) -> None:
            said.extend(piece)
            del said[:-_KEPT]
            if hear is not None:
                await hear(piece)

        command = ["git", *(part for one in self._settings(way) for part in ("-c", one)), *words]
        try:
            status = await run(
                command,
                take_output,
                take_words,
                executable=self.program,
                directory=directory,
                environment=self._environment(way),
            )
        except Enough:
            raise Refused(f"git has written more than {most} bytes and was ended") from None
        return Said(status, output.decode("utf-8", "surrogateescape"), without_credentials(said))

    def _settings(self, way: Way) -> Iterator[str]:
        yield from _OFF
        yield from way.settings
        yield from (f"protocol.{one}.allow=always" for one in self.protocols)
        if self.credentials is not None:
            yield f"credential.helper=store --file='{self.credentials}'"

    def _environment(self, way: Way) -> dict[str, str]:
        kept = {name: os.environ[name] for name in _OPERATORS if name in os.environ}
        return kept | {
            "HOME": str(self.home),
            "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ASKPASS": "",
            "SSH_ASKPASS": "",
            "GIT_SSH_COMMAND": shlex.join(("ssh", "-oBatchMode=yes", *way.ssh)),
            "GIT_NO_REPLACE_OBJECTS": "1",
        }


def _unlock(git_directory: Path) -> None:
    for pattern in ("*.lock", "refs/**/*.lock"):
        for lock in git_directory.glob(pattern):
            lock.unlink(missing_ok=True)


Hear = Callable[[bytes], Awaitable[None]]


def without_credentials(said: bytes | bytearray) -> str:
    """What git said, without user names and passwords of addresses."""
    return _CREDENTIALS.sub(r"\1", said.decode("utf-8", "replace"))
