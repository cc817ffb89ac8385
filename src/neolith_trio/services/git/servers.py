"""Which servers git may get to: those with public addresses, unless more is allowed, as for HTTP requests of LPC.

The rule: the addresses that a name has are checked, and git is told to use exactly those (of git:// it looks the name
up again by itself). A server that sends git elsewhere is not followed. Where private addresses are allowed, all of
this is left to git.
"""

from __future__ import annotations

import re
import socket
from typing import Final

from ...data import frozen
from ...runtime.outside.requests.git import has_server
from ..doorman import public_addresses
from ..operations import Refused

_PORTS: Final = {"https": 443, "http": 80, "ssh": 22, "git": 9418}
_URL: Final = re.compile(r"(\w+)://(?:[^/@\s\\]*@)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(\d+))?(?:/[^\s\\]*)?")
_SSH: Final = re.compile(r"(?:[^/@:\s\\]+@)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):(?!:|//)[^\s\\]+")


@frozen
class Way:
    """How git is to get to a server: settings of its own, and options for ssh."""

    settings: tuple[str, ...] = ()
    ssh: tuple[str, ...] = ()


ANY: Final = Way()


async def way_to(url: str, *, private: bool) -> Way:
    """The way to a repository; Refused when its server has an address to which it may not go."""
    if private or not has_server(url):
        return ANY
    scheme, host, port = _server(url)
    name = host.strip("[]")
    try:
        addresses = await public_addresses(name, port)
    except socket.gaierror as problem:
        raise Refused(f"git: {name}: {problem.strerror}") from None
    if scheme == "ssh":
        known_as = name if port == _PORTS["ssh"] else f"[{name}]:{port}"
        return Way(ssh=(f"-oHostName={addresses[0]}", f"-oHostKeyAlias={known_as}"))
    pinned = ",".join(f"[{one}]" if ":" in one else one for one in addresses)
    return Way(("http.followRedirects=false", f"http.curloptResolve={name}:{port}:{pinned}"))


def _server(url: str) -> tuple[str, str, int]:
    """Protocol, host and port."""
    found = _URL.fullmatch(url)
    if found is not None and found[1] in _PORTS:
        return found[1], found[2], int(found[3] or _PORTS[found[1]])
    of_ssh = _SSH.fullmatch(url)
    if of_ssh is None:
        raise Refused("git: the address is of no form whose server could be checked; valid_http() can allow it")
    return "ssh", of_ssh[1], _PORTS["ssh"]
