"""What the repository has for servers: the unit of systemd and the image start a driver that understands them."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from neolith_trio.config.places import CACHE_VARIABLE, DATA_VARIABLE
from neolith_trio.driver import STOP
from neolith_trio.invocation import Run, parse

ROOT = Path(__file__).parent.parent


def unit() -> dict[str, str]:
    """The lines of the unit by name."""
    lines = (ROOT / "deploy" / "neolith-trio.service").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def image() -> str:
    return (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_unit_starts_a_mud_and_lets_it_stop_in_order() -> None:
    """Its command line is one that there is, and nobody kills a driver that is still about to stop."""
    program, *arguments = shlex.split(unit()["ExecStart"])
    invocation = parse(arguments)

    assert program.endswith("/bin/neolith-trio")
    assert isinstance(invocation, Run)
    assert invocation.config_file == Path("/srv/mud/neolith.conf")
    assert int(unit()["TimeoutStopSec"]) > STOP
    assert {CACHE_VARIABLE, DATA_VARIABLE} <= {pair.split("=")[0] for pair in shlex.split(unit()["Environment"])}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    """Every line of it; the driver itself is not where the unit has it, so that another program stands for it."""
    text = (ROOT / "deploy" / "neolith-trio.service").read_text(encoding="utf-8")
    copy = tmp_path / "mud.service"
    copy.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/sh", text, flags=re.MULTILINE), encoding="utf-8")
    command = ["systemd-analyze", "verify", str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=50)

    assert [line for line in done.stderr.splitlines() if "mud.service" in line] == []


def test_the_image_installs_extras_that_there_are() -> None:
    """And starts the driver with the configuration that is mounted."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    named = re.search(r"'\.\[([\w,]+)\]'", image())
    command = re.search(r"^CMD (.*)$", image(), re.MULTILINE)

    assert named is not None
    assert set(named[1].split(",")) <= set(extras)
    assert command is not None
    assert isinstance(parse(json.loads(command[1])), Run)
    assert f"{DATA_VARIABLE}=/data {CACHE_VARIABLE}=/cache" in image()


def test_what_the_image_is_made_of_reaches_its_build() -> None:
    """The list of what is left out leaves nothing out that is copied."""
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    copied = [name for line in re.findall(r"^COPY (?!--)(.*) \S+$", image(), re.MULTILINE) for name in line.split()]

    assert copied == ["pyproject.toml", "README.md", "LICENSE", "src"]
    assert {f"!{name}" for name in copied} <= set(kept)
