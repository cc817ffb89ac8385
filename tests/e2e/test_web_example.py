"""The example of the web port does what its page shows."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from .processes import COMMAND, PATIENCE, ROOT, caller, free_port

pytest.importorskip("hypercorn", reason="the extra web is not installed")
EXAMPLE = ROOT / "examples" / "web"


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """The example, on a port that is free."""
    number = free_port()
    settings = (EXAMPLE / "neolith.conf").read_text(encoding="utf-8")
    conf = tmp_path / "neolith.conf"
    conf.write_text(settings.replace("8090", str(number)).replace(" lib", f" {EXAMPLE / 'lib'}"), encoding="utf-8")
    driver = subprocess.Popen([*COMMAND, "-f", str(conf)], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(int(PATIENCE * 10)):
            try:
                with caller(number):
                    break
            except OSError:
                assert driver.poll() is None
                subprocess.run(["sleep", "0.1"], check=True)
        yield number
    finally:
        driver.send_signal(signal.SIGTERM)
        assert driver.wait(PATIENCE) == 0


def test_the_guest_book(port: int) -> None:
    """As the page of the example shows it, by HTTP and on the channel."""
    headers = {"Authorization": "Bearer only for this example"}
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=PATIENCE) as client:
        written = client.post("/guests", json={"text": "Was here."})
        bad = client.post("/guests", json={"txt": "?"})
        read = client.get("/guests")
        counted = client.get("/countdown", headers={"Authorization": ""})
    attached = subprocess.run(
        [sys.executable, str(EXAMPLE / "attach.py"), str(port)], capture_output=True, text=True, timeout=PATIENCE
    )

    assert (written.status_code, written.text) == (201, '{"entries":1}')
    assert (bad.status_code, bad.text) == (400, 'POST {"text": "..."}, please.\n')
    assert read.text == '["Was here."]'
    assert counted.text == "3\n2\n1\n0\n"
    assert attached.stderr == ""
    assert attached.stdout.splitlines() == [
        "attached as client 1",
        '{"book":["Was here."]}',
        '{"new":"Hello from the channel."}',
    ]
