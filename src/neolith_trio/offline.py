"""What the command line can ask for without a world: to compile, to check, to read the manual.

Rule: each function writes what it has found and returns the exit status. For driver.py.
"""

from __future__ import annotations

import sys
from typing import TextIO

from neolith_trio.config import Config
from neolith_trio.errors import ConfigError
from neolith_trio.invocation import USAGE_ERROR, Check, Compile, Man

FAILED = 1


def complain(text: str) -> int:
    """Say on standard error what is wrong; the exit status for that."""
    write_to_standard_error(f"neolith-trio: {text}\n".encode("utf-8", "surrogateescape"))
    return FAILED


def compile_file(config: Config, invocation: Compile) -> int:
    """Compile one file without a world."""
    from neolith_trio.backend import checking

    text, remarks, status = checking.show(config, invocation.lpc_file, invocation.defines)
    if remarks:
        write_to_standard_error(f"{remarks.rstrip()}\n".encode("utf-8", "surrogateescape"))
    if invocation.show:
        write_to_standard_output(text.encode("utf-8", "surrogateescape"))
    return status


def read_manual(invocation: Man) -> int:
    """Show pages of the manual, or which pages speak of some words."""
    from neolith_trio import manual

    names = invocation.names
    text, complaint = manual.search(names) if invocation.search else manual.show(names)
    if not manual.page_through(text):
        write_to_standard_output(text.encode("utf-8"))
    for line in complaint.splitlines():
        complain(line)
    return FAILED if complaint else 0


def check(invocation: Check) -> int:
    """Compile files and directories without a world."""
    from neolith_trio.backend import checking, reporting

    try:
        conf = invocation.config_file
        config = checking.config_of(invocation.paths) if conf is None else Config.choose(conf, mudlib=invocation.mudlib)
        fine = reporting.report(
            config,
            invocation.paths,
            invocation.defines,
            as_json=invocation.json,
            warnings=invocation.warnings,
            ignored=invocation.ignored,
            write=write_to_standard_output,
            errors=sys.stderr,
        )
    except ConfigError as problem:
        complain(str(problem))
        return USAGE_ERROR
    return 0 if fine else FAILED


def write_to_standard_output(data: bytes) -> None:
    """Write bytes to sys.stdout, whatever it is; that nobody reads it is no reason to stop."""
    _write(sys.stdout, data)


def write_to_standard_error(data: bytes) -> None:
    """The same for what is wrong, and for what would be shown while standard output is the wire of a protocol."""
    _write(sys.stderr, data)


def _write(stream: TextIO | None, data: bytes) -> None:
    if stream is None:
        return
    try:
        raw = getattr(stream, "buffer", None)
        if raw is None:
            stream.write(data.decode("utf-8", "replace"))
        else:
            stream.flush()
            raw.write(data)
        stream.flush()
    except (OSError, ValueError):
        return
