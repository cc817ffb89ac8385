"""The example of a Python package with efuns does what its page says, installed as pip would install it."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from .processes import COMMAND, PATIENCE, ROOT, free_port

EXAMPLE = ROOT / "examples" / "python_efuns"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A directory of packages with the example in it."""
    import tomllib

    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = tmp_path / "site" / "neolith_ping-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    points = "".join(
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
        for group, entries in project["entry-points"].items()
    )
    (info / "entry_points.txt").write_text(points)
    (info.parent / "neolith_ping.py").write_bytes((EXAMPLE / "neolith_ping.py").read_bytes())
    return info.parent


@pytest.fixture
def server() -> Iterator[int]:
    """The port of somebody who takes connections."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_accept, args=(listener,), daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        with socket.create_connection(listener.getsockname()) as last:
            last.sendall(b"enough")
        thread.join(PATIENCE)


def _accept(listener: socket.socket) -> None:
    while True:
        connection, _ = listener.accept()
        with connection:
            if connection.recv(10):
                return


def ping(site: Path, port: int) -> tuple[str, int]:
    """What the example shows, and its exit status."""
    command = [*COMMAND, "-f", EXAMPLE / "neolith.conf", "-c", EXAMPLE / "lib" / "master.c", "127.0.0.1", str(port)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])}
    pipe = subprocess.PIPE
    # its end would end the driver before the answer comes
    with subprocess.Popen(list(map(str, command)), stdin=pipe, stdout=pipe, text=True, env=environment) as process:
        assert process.stdout is not None
        shown = process.stdout.read()
        return shown, process.wait(PATIENCE)


def test_a_server_answers(site: Path, server: int) -> None:
    """A plain efun, an operation and its progress, called by LPC."""
    shown, status = ping(site, server)

    assert shown.startswith("try I\n")
    assert shown.endswith("127.0.0.1 answers, best of III tries\n")
    assert status == 0


def test_nobody_answers(site: Path) -> None:
    """The package's own words reach LPC."""
    port = free_port()
    shown, status = ping(site, port)

    assert shown.startswith(f"error: no connection to 127.0.0.1 port {port}: ")
    assert status == 1


def test_without_the_package_the_driver_says_so(tmp_path: Path) -> None:
    """And does not start."""
    done = subprocess.run(
        [*COMMAND, "-f", str(EXAMPLE / "neolith.conf")], capture_output=True, text=True, timeout=PATIENCE, check=False
    )

    assert done.returncode == 1
    assert "Extension ping: no Python package brings it" in done.stderr
