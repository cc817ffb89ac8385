"""Configuration files in FluffOS's form, `name : value`, line by line in Neolith's terms.

Rule: a table and its few exceptions; no file is opened here and no value judged, but that a directory of web pages
or a program that is not there is a complaint and not the end. Only `reading` calls this.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from neolith_trio.data import frozen

# Where the text of the value can be taken as it is.
_SAME = {
    "name": "MudName",
    "mudlib directory": "MudlibDir",
    "master file": "MasterFile",
    "simulated efun file": "SimulEfunFile",
    "global include file": "GlobalInclude",
    "include directories": "IncludeDir",
    "save binaries directory": "SaveBinaryDir",
    "debug log file": "DebugLogFile",
    "default error message": "DefaultErrorMsg",
    "default fail message": "DefaultFailMsg",
    "mud ip": "BindAddress",
    "address server ip": "AddrServerIP",
    "address server port": "AddrServerPort",
    "time to clean up": "CleanupDuration",
    "time to reset": "ResetDuration",
    "inherit chain size": "MaxInheritDepth",
    "maximum evaluation cost": "MaxEvaluationCost",
    "maximum array size": "MaxArraySize",
    "maximum mapping size": "MaxMappingSize",
    "maximum buffer size": "MaxBufferSize",
    "maximum string length": "MaxStringLength",
    "maximum bits in a bitfield": "MaxBitFieldBits",
    "maximum byte transfer": "MaxByteTransfer",
    "maximum read file size": "MaxReadFileSize",
    "maximum local variables": "MaxLocalVariables",
    "maximum call depth": "MaxCallDepth",
    "enable mxp": "EnableMxp",
    "enable gmcp": "EnableGmcp",
    "enable zmp": "EnableZmp",
    "enable mssp": "EnableMssp",
    "enable msp": "EnableMsp",
    "enable msdp": "EnableMsdp",
    "evaluator stack size": "StackSize",
    "reserved size": "ReservedMemorySize",
    "hash table size": "SharedStringHashSize",
    "object table size": "ObjectHashSize",
    "sane explode string": "SaneExplode",
    "reversible explode string": "ReversibleExplode",
    "old range behavior": "OldRangeBehavior",
    "interactive catch tell": "InteractiveCatchTell",
    "no ansi": "NoAnsi",
    "strip before process input": "StripBeforeProcessInput",
    "enable_commands call init": "EnableCommandsCallInit",
    "reverse defer": "ReverseDefer",
    "no resets": "NoResets",
    "lazy resets": "LazyResets",
    "heartbeat interval msec": "HeartBeatInterval",
    "max suspended async functions": "MaxSuspendedFunctions",
}

# Settings of things that do not exist here (a swap file, hash tables of fixed size): accepted without a word.
_WITHOUT_EFFECT = frozenset({
    "binary directory",
    "bin directory",
    "call_out(0) nest level",
    "compiler stack size",
    "display preload progress",
    "gametick msec",
    "has console",
    "living hash table size",
    "maximum users",
    "mudlib error handler",
    "suppress argument warnings",
    "swap file",
    "time to swap",
    "trace",
    "trace code",
    "trace lpc execution context",
    "trace lpc instructions",
    "trap crashes",
    "warn old range behavior",
    "warn tab",
    "wombles",
})

# Switches of FluffOS that stand still here, and where they stand; a file that wants the other side is told so.
_AS_IT_IS = {
    "call other type check": "0",
    "call other warn": "0",
    "noninteractive stderr write": "0",
    "old type behavior": "0",
    "randomized resets": "1",
    "receive snoop": "1",
    "sane sorting": "1",
    "snoop shadowed": "0",
    "sprintf add_justified ignore ansi colors": "1",
    "this_player in call_out": "1",
}

_SPECIAL = frozenset({"log directory", "port number", "websocket http dir"})
_EXTERNAL_PORT = re.compile(r"external_port_[0-9]+")
_EXTERNAL_COMMAND = re.compile(r"external_cmd_([0-9]+)")
_CERTIFICATE = re.compile(r"(external_port_[0-9]+)_tls")
_SERVED = frozenset({"telnet", "ascii", "binary", "websocket"})


@frozen
class Translated:
    """A line in Neolith's terms, with the key it had."""

    key: str
    name: str
    text: str


@frozen
class Complaint:
    """A line that is left out, and why."""

    message: str


def is_fluffos_form(lines: Iterable[str]) -> bool:
    """Whether most of the lines that set something are `name : value` with a name that FluffOS knows."""
    votes = [knows(line) for line in lines]
    return sum(votes) * 2 > len(votes)


def knows(line: str) -> bool:
    """Whether a line is `name : value` with a name that FluffOS knows."""
    return _is_known(_key(line))


def superseded_keys(lines: Iterable[str]) -> frozenset[str]:
    """Keys of the older drivers that FluffOS leaves alone because the file has the newer ones as well."""
    newer = any(_EXTERNAL_PORT.fullmatch(_key(line)) for line in lines)
    return frozenset({"port number"}) if newer else frozenset()


def certificates(lines: Iterable[str]) -> dict[str, str]:
    """What the lines about TLS say, by the key of the port that each is about."""
    found = ((_CERTIFICATE.fullmatch(_key(line)), line.partition(":")[2].strip()) for line in lines)
    return {about[1]: text for about, text in found if about and text}


def translate(line: str, directory: Path, certificates: Mapping[str, str]) -> Translated | Complaint | None:
    """One line in Neolith's terms, a reason to leave it out, or None when there is nothing to say about it."""
    key, text = _key(line), line.partition(":")[2].strip()
    if key in _WITHOUT_EFFECT or (not text and knows(line)):
        return None
    if key in _AS_IT_IS:
        it_is = _AS_IT_IS[key]
        return None if text == it_is else Complaint(f"{key}: it is {it_is} here, and cannot be {text}")
    if key in _SAME:
        return Translated(key, _SAME[key], text)
    if key == "port number":
        return Translated(key, "Port", text)
    if key == "log directory":
        return Translated(key, "LogDir", _log_directory(text, directory))
    if key == "websocket http dir":
        return _web_directory(key, text, directory)
    if _EXTERNAL_PORT.fullmatch(key):
        return _external_port(key, text, certificates.get(key, ""))
    if command := _EXTERNAL_COMMAND.fullmatch(key):
        return _external_command(key, command[1], text)
    if _CERTIFICATE.fullmatch(key):
        # it was joined to its port
        return None
    # The reader knows how to complain about a name it cannot place.
    return Translated(key or line, key or line, text)


def _key(line: str) -> str:
    return " ".join(line.partition(":")[0].lower().split()) if ":" in line else ""


def _is_known(key: str) -> bool:
    numbered = any(form.fullmatch(key) for form in (_EXTERNAL_PORT, _EXTERNAL_COMMAND, _CERTIFICATE))
    return numbered or any(key in table for table in (_SAME, _WITHOUT_EFFECT, _AS_IT_IS, _SPECIAL))


def _log_directory(text: str, directory: Path) -> str:
    """A leading slash means the mudlib's top, as LogDir has it without one; else the file's own directory."""
    inside = text.lstrip("/")
    return inside if text.startswith("/") and inside else str(directory / text)


def _web_directory(key: str, text: str, directory: Path) -> Translated | Complaint:
    if not (directory / text).is_dir():
        return Complaint(f"{key}: {text!r} is no directory; the client in the package is served instead")
    return Translated(key, "WebRoot", text)


def _external_command(key: str, number: str, text: str) -> Translated | Complaint:
    if not Path(text).is_absolute() or not os.access(text, os.X_OK) or Path(text).is_dir():
        return Complaint(f"{key}: {text!r} is no absolute path of a program that can be run; it is left out")
    return Translated(key, "ExternalCommand", f"{int(number)} {text}")


def _external_port(key: str, text: str, certificate: str) -> Translated | Complaint:
    kind, _, number = text.lower().partition(" ")
    if kind.isalpha() and kind not in _SERVED:
        return Complaint(f"{key}: a port of kind {kind!r} is not served; it is left out")
    return Translated(key, "Port", f"{number.strip()}:{kind} {certificate}".strip() if number else kind)
