"""What the operator gets to read."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from neolith_trio.backend.log import DebugLog, collecting
from neolith_trio.backend.ports import WorldPorts
from neolith_trio.config import Charset


def test_without_a_file_it_is_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Each text ends with one newline, however it came."""
    log = DebugLog()

    log.write("one")
    log.write("two\n")
    log.write("three\nfour\n")

    assert capsys.readouterr() == ("", "one\ntwo\nthree\nfour\n")


def test_a_file_is_appended_to_and_its_directory_made(tmp_path: Path) -> None:
    """A restart does not lose what the run before had to say; bytes that are no text survive."""
    path = tmp_path / "log" / "debug.log"
    for text in ("first", "second \udcff"):
        log = DebugLog(path)
        log.write(text)
        log.close()

    assert path.read_bytes() == b"first\nsecond \xff\n"


def test_every_line_has_its_date_when_the_log_has_one(tmp_path: Path) -> None:
    """So that a line found by grep can be placed."""
    log = DebugLog(tmp_path / "debug.log", with_date=True, now=lambda: 1_000_000_000.0)

    log.write("one\ntwo")
    log.close()

    lines = (tmp_path / "debug.log").read_text().splitlines()
    assert all(re.fullmatch(r"2001-09-0[89] \d\d:\d\d:40\t(one|two)", line) for line in lines)
    assert len(lines) == 2


def test_a_log_that_cannot_be_written_is_no_reason_to_stop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, a closed pipe, no standard error at all."""
    full = Path("/dev/full")
    if full.exists():
        log = DebugLog(full)
        log.write("x" * 100_000)
        log.close()
    monkeypatch.setattr("sys.stderr", None)

    DebugLog().write("nobody reads this")

    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("debug_level", "expected"),
    [
        (-1, ["WARNING: w"]),
        (0, ["WARNING: w"]),
        (1, ["INFO: i", "WARNING: w"]),
        (4, ["DEBUG: d", "INFO: i", "WARNING: w"]),
        (99, ["DEBUG: d", "INFO: i", "WARNING: w"]),
    ],
)
def test_the_package_logs_into_it_as_much_as_d_asks_for(
    tmp_path: Path, debug_level: int, expected: list[str]
) -> None:
    """And nowhere any more afterwards; the logger is left as it was."""
    log = DebugLog(tmp_path / "debug.log")
    logger = logging.getLogger("neolith_trio.net.somewhere")
    package = logging.getLogger("neolith_trio")
    before = (package.level, list(package.handlers))

    with collecting(log, debug_level):
        logger.debug("d")
        logger.info("i")
        logger.warning("w")
    logger.warning("too late")
    log.close()

    assert (tmp_path / "debug.log").read_text().splitlines() == expected
    assert (package.level, list(package.handlers)) == before


@pytest.mark.parametrize(
    ("charset", "said", "logged"),
    [
        (Charset.BYTES, "k\xc3\xa4se", b"k\xc3\xa4se"),
        (Charset.UTF8, "k\xe4se", b"k\xc3\xa4se"),
        (Charset.BYTES, "\xb0\xa1", b"\xb0\xa1"),  # a mudlib in another encoding: as it has it
    ],
)
def test_what_lpc_says_is_in_the_file_as_it_is_in_the_source(
    tmp_path: Path, charset: Charset, said: str, logged: bytes
) -> None:
    """A string of bytes is no text of Latin letters."""
    log = DebugLog(tmp_path / "debug.log")
    heard: list[str] = []
    log.listeners.append(heard.append)
    WorldPorts(log, lambda text: None, 0.0, charset).log(said)
    log.close()

    assert (tmp_path / "debug.log").read_bytes() == logged + b"\n"
    assert log.recent() == heard == [logged.decode("utf-8", "replace").replace("\ufffd", "?")]
