"""The examples do what their page says, also when they are scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from .processes import ROOT, run

EXAMPLES = ROOT / "examples"


def test_hello_greets_its_arguments() -> None:
    """And is over by itself."""
    nobody = run("-c", EXAMPLES / "hello.c")
    two = run("-c", EXAMPLES / "hello.c", "Ada", "Bob")

    assert (nobody.returncode, nobody.stdout, nobody.stderr) == (0, "Hello, world!\n", "")
    assert (two.returncode, two.stdout, two.stderr) == (0, "Hello, Ada and Bob!\n", "")


def test_the_guessing_game_can_be_a_script() -> None:
    """Each line is a guess; when the script ends too early, the status tells."""
    guessed = run("-c", EXAMPLES / "guess.c", "42", text="50\n30\n42\n")
    missed = run("-c", EXAMPLES / "guess.c", "42", text="50\n")

    assert (guessed.returncode, guessed.stderr) == (0, "")
    assert guessed.stdout.endswith("Lower.\nYour guess: Higher.\nYour guess: Yes! That took you 3 guesses.\n")
    assert (missed.returncode, missed.stderr) == (1, "")


@pytest.mark.parametrize("times", [5, pytest.param(100, marks=[pytest.mark.soak, pytest.mark.timeout(600)])])
def test_every_line_before_the_end_of_a_script_is_executed(tmp_path: Path, times: int) -> None:
    """With its output, every time, and the last line too, which has no end."""
    conf = tmp_path / "tiny.conf"
    settings = (EXAMPLES / "tiny.conf").read_text(encoding="utf-8").replace("Port  ", "# Port")
    conf.write_text(settings.replace(" tiny_mudlib", f" {EXAMPLES / 'tiny_mudlib'}"), encoding="utf-8")
    view = "A small white room with a bell on the table.\n"

    done = [run("-f", conf, "-c", text="Ada\nring\nlook\nsay hi") for _ in range(times)]

    assert {(one.returncode, one.stdout, one.stderr) for one in done} == {
        (0, f"Your name: {view}> Ding!\n> {view}> You say: hi\n> ", "")
    }
