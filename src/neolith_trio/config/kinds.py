"""What a setting's value may look like: one class per kind of value.

Rule: `parse` turns the text of one line into the value or raises ValueError; `allowed` completes the
sentence "give ..." of the error message. A kind knows neither the name of its setting nor the line. Only the
table in `model` and the reader in `reading` use these.
"""

from __future__ import annotations

import enum
import ipaddress
import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

import attrs

from neolith_trio.config.values import Certificate, Charset, Command, DatabaseSource, Mount, Port, PortKind
from neolith_trio.data import frozen

ALL_INTERFACES = "*"
_TRUE = frozenset({"yes", "true", "on", "1"})
_FALSE = frozenset({"no", "false", "off", "0"})


@frozen
class Surroundings:
    """What a value is read relative to: the directory of its file, and the charset of LPC strings."""

    directory: Path
    charset: Charset


class Kind(Protocol):
    """One kind of value."""

    @property
    def allowed(self) -> str: ...

    def parse(self, text: str, around: Surroundings) -> Any: ...


@frozen
class Text:
    """Text that LPC code or a user sees: an LPC string."""

    allowed: str = "any text"

    def parse(self, text: str, around: Surroundings) -> str:
        return around.charset.to_lpc(text)


@frozen
class PlainText:
    """Text that only the driver sees."""

    allowed: str = "any text"

    def parse(self, text: str, around: Surroundings) -> str:
        return text


@frozen
class Url:
    """The address of a service that the driver asks over HTTP."""

    allowed: str = "an address such as http://localhost:8080"

    def parse(self, text: str, around: Surroundings) -> str:
        if not re.fullmatch(r"(https?|socks5h?)://[^/\s]\S*", text, re.IGNORECASE):
            raise ValueError(text)
        return text


@frozen
class Words:
    """Some words of a few."""

    among: tuple[str, ...]

    @property
    def allowed(self) -> str:
        return f"words of {', '.join(self.among)}, or nothing"

    def parse(self, text: str, around: Surroundings) -> tuple[str, ...]:
        words = tuple(text.lower().split())
        if not set(words) <= set(self.among):
            raise ValueError(text)
        return words


@frozen
class LpcPath:
    """The path of a file inside the mudlib."""

    allowed: str = "a path inside the mudlib, such as /secure/master.c"

    def parse(self, text: str, around: Surroundings) -> str:
        if not text or ".." in PurePosixPath(text).parts:
            raise ValueError(text)
        return around.charset.to_lpc(text)


@frozen
class SearchPath:
    """Directories inside the mudlib, separated by colons."""

    allowed: str = "directories inside the mudlib separated by colons, without '..'"

    def parse(self, text: str, around: Surroundings) -> tuple[str, ...]:
        found = tuple(part.strip() for part in text.split(":") if part.strip())
        if any(".." in PurePosixPath(part).parts for part in found):
            raise ValueError(text)
        return tuple(around.charset.to_lpc(part) for part in found)


@frozen
class HostDirectory:
    """A directory of the machine, relative to the configuration file unless absolute. It must be there."""

    allowed: str = "the path of an existing directory that may be read, absolute or relative to the configuration file"

    def parse(self, text: str, around: Surroundings) -> Path:
        directory = host_path(text, around.directory)
        if not text or not os.path.isdir(directory) or not os.access(directory, os.R_OK | os.X_OK):
            raise ValueError(text)
        return directory


@frozen
class Integer:
    """A whole number with a lowest and perhaps a highest value."""

    low: int = 0
    high: int | None = None
    reason: str = ""

    @property
    def allowed(self) -> str:
        limits = f"from {self.low} to {self.high}" if self.high is not None else f"of at least {self.low}"
        return f"a whole number {limits}" + (f" ({self.reason})" if self.reason else "")

    def parse(self, text: str, around: Surroundings) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
            raise ValueError(text)
        number = int(text)
        if number < self.low or (self.high is not None and number > self.high):
            raise ValueError(text)
        return number


@frozen
class Boolean:
    """A switch."""

    allowed: str = "yes, true, on or 1, or else no, false, off or 0"

    def parse(self, text: str, around: Surroundings) -> bool:
        word = text.lower()
        if word not in _TRUE | _FALSE:
            raise ValueError(text)
        return word in _TRUE


@frozen
class Choice:
    """One word of a few, in any case."""

    members: type[enum.Enum]
    aliases: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def allowed(self) -> str:
        return " or ".join(str(member.value) for member in self.members)

    def parse(self, text: str, around: Surroundings) -> enum.Enum:
        word = text.lower()
        return self.members(self.aliases.get(word, word))


@frozen
class PortNumber:
    """A port with its protocol, which may be left out, whether it is behind a proxy, and a certificate of its own."""

    allowed: str = (
        "NUMBER:KIND with a number from 0 to 65535 and one of the kinds "
        f"{', '.join(kind.value for kind in PortKind)}; behind it the word proxy, or cert=FILE key=FILE, or both"
    )

    def parse(self, text: str, around: Surroundings) -> Port:
        found = re.fullmatch(r"([0-9]{1,5})(?::(\w+))?(\s+proxy)?(?:\s+((?:cert|key)=.*))?", text, re.IGNORECASE)
        if not found or int(found[1]) > 65535:
            raise ValueError(text)
        certificate = _certificate(found[4], around) if found[4] else None
        return Port(int(found[1]), PortKind((found[2] or "telnet").lower()), bool(found[3]), certificate)


def _certificate(text: str, around: Surroundings) -> Certificate:
    files: dict[str, str] = dict(re.findall(r"(cert|key)=(.*?)(?=\s+(?:cert|key)=|$)", text))
    if not files.get("cert") or "" in files.values():
        raise ValueError(text)
    certificate = host_path(files["cert"], around.directory)
    return Certificate(certificate, host_path(files.get("key", files["cert"]), around.directory))


@frozen
class HostFile:
    """A file of the machine, relative to the configuration file unless absolute; whether it is there shows later."""

    allowed: str = "the path of a file, absolute or relative to the configuration file"

    def parse(self, text: str, around: Surroundings) -> Path:
        if not text:
            raise ValueError(text)
        return host_path(text, around.directory)


@frozen
class Network:
    """An address, or a network of addresses."""

    allowed: str = "an IPv4 or IPv6 address, or a network such as 10.0.0.0/8"

    def parse(self, text: str, around: Surroundings) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
        return ipaddress.ip_network(text)


@frozen
class Origin:
    """The place that web pages come from."""

    allowed: str = "an origin such as https://mud.example.com, or * for any"

    def parse(self, text: str, around: Surroundings) -> str:
        if text != "*" and not re.fullmatch(r"[a-z][a-z0-9+.-]*://[^/\s]+", text, re.IGNORECASE):
            raise ValueError(text)
        return text.lower()


@frozen
class Address:
    """One or more addresses to listen on; no address at all stands for every interface."""

    allowed: str = "an IPv4 or IPv6 address, localhost, or * for every interface"

    def parse(self, text: str, around: Surroundings) -> tuple[str, ...]:
        if text == ALL_INTERFACES:
            return ()
        if text.lower() == "localhost":
            return ("127.0.0.1", "::1")
        return (str(ipaddress.ip_address(text)),)


@frozen
class MountPoint:
    """A name inside the mudlib, the real directory behind it, and whether LPC may write there."""

    allowed: str = "NAME DIRECTORY rw|ro, where NAME is a path such as /save and DIRECTORY exists"

    def parse(self, text: str, around: Surroundings) -> Mount:
        found = re.fullmatch(r"(/\S+)\s+(\S.*?)\s+(rw|ro)", text, re.IGNORECASE)
        if not found:
            raise ValueError(text)
        name = PurePosixPath(found[1])
        directory = host_path(found[2], around.directory)
        if ".." in name.parts or len(name.parts) < 2 or not os.path.isdir(directory):
            raise ValueError(text)
        return Mount(around.charset.to_lpc(str(name)), directory, found[3].lower() == "rw")


@frozen
class CommandLine:
    """The name under which LPC may run a program, and where the program is."""

    allowed: str = "NAME PATH, where PATH is an absolute path of a program that can be run"

    def parse(self, text: str, around: Surroundings) -> Command:
        name, _, path = text.partition(" ")
        program = Path(path.strip())
        if not name or not program.is_absolute() or not os.access(program, os.X_OK) or program.is_dir():
            raise ValueError(text)
        return Command(around.charset.to_lpc(name), program)


@frozen
class DatabaseLine:
    """The name of a database, and what is behind it: a file of SQLite, or a server of PostgreSQL."""

    allowed: str = "NAME sqlite:PATH or NAME postgresql://USER:PASSWORD@HOST/DATABASE, with a NAME without slashes"

    def parse(self, text: str, around: Surroundings) -> DatabaseSource:
        found = re.fullmatch(r"([^\s/]+)\s+(?:sqlite:(?P<path>\S.*)|(?P<address>postgres(?:ql)?://\S+))", text)
        if not found:
            raise ValueError(text)
        name = around.charset.to_lpc(found[1])
        if found["path"]:
            return DatabaseSource(name, "sqlite", str(host_path(found["path"], around.directory)))
        return DatabaseSource(name, "postgresql", found["address"])


def host_path(text: str, directory: Path) -> Path:
    """A path as a configuration file gives it: absolute, or relative to the given directory; links resolved."""
    return (directory / Path(text).expanduser()).resolve()
