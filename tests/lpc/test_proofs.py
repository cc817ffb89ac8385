"""Random programs, compiled with all that is proven of them and without: the same answers and the same errors.

A thousand are compared here; the soak compares a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

from neolith_trio.backend import compiling
from neolith_trio.errors import LpcError
from neolith_trio.runtime import calls
from neolith_trio.runtime.texts.printing import show
from tests.efuns.mud import Mud

from .programs import AROUND, Author

PER_FILE: Final = 50
ARGUMENTS: Final[tuple[tuple[Any, ...], ...]] = (
    (),
    (5, 2),
    (-7, "x"),
    (2**63 - 1, 1.5),
    ("no int", 3),
    (1.5, 0),
)

CHOICES: Final = {"auto_seteuid": True}


def compared(root: Path, monkeypatch: pytest.MonkeyPatch, seeds: range) -> int:
    """Run the functions of some seeds in both forms; how many answers were compared."""
    count = 0
    specialising = Mud(root / "specialised", {}, dialect_choices=CHOICES, max_local_variables=100)
    with without_proofs(monkeypatch):
        plainly = Mud(root / "plain", {}, dialect_choices=CHOICES, max_local_variables=100)
    for first in range(seeds.start, seeds.stop, PER_FILE):
        here = range(first, min(first + PER_FILE, seeds.stop))
        text = AROUND + "".join(Author(seed).function(f"f{seed}") for seed in here)
        for one, other in zip(answers(specialising, text, here), answers(plainly, text, here), strict=True):
            assert one == other, Author(seed_of(one)).function("f")
            count += 1
    return count


def seed_of(answer: str) -> int:
    """The seed of the function that gave an answer."""
    return int(answer[1 : answer.index("(")])


@contextmanager
def without_proofs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Muds that are made inside compile plainly."""
    chosen = compiling.Dialect.of

    def plain(*args: Any, **more: Any) -> compiling.Dialect:
        dialect = chosen(*args, **more)
        return attrs.evolve(dialect, options=attrs.evolve(dialect.options, proofs=False))

    with monkeypatch.context() as patching:
        patching.setattr(compiling.Dialect, "of", plain)
        yield


def answers(mud: Mud, text: str, seeds: range) -> Iterator[str]:
    """What each function gives for each of the arguments: a value in LPC's form, or an error."""
    path = f"program{seeds.start}"
    (mud.root / f"{path}.c").write_text(text)
    ob: Any = mud.world.objects.find_or_load(path, None)
    for seed in seeds:
        for arguments in ARGUMENTS:
            given = ["nothing"]

            def call(seed: int = seed, arguments: tuple[Any, ...] = arguments, given: list[str] = given) -> None:
                try:
                    given[0] = show(calls.call_other(ob, ob, f"f{seed}", *arguments))
                except LpcError as error:
                    given[0] = f"error {error.value}"

            mud.enter(call)
            yield f"f{seed}{arguments}: {given[0]}"
    mud.world.objects.destruct(ob, None)


@pytest.mark.timeout(300)  # a quarter of a minute, on a machine with much else to do
@pytest.mark.parametrize("first", range(0, 1000, 250))
def test_what_is_proven_changes_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: int) -> None:
    """A thousand functions, each with arguments that keep the promises of their types and with others that do not."""
    assert compared(tmp_path, monkeypatch, range(first, first + 250)) == 250 * len(ARGUMENTS)


@pytest.mark.soak
def test_what_is_proven_changes_no_answer_of_very_many(tmp_path: Path) -> None:
    """A hundred thousand, on all processors."""
    firsts = range(1000, 101_000, 1000)
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        counts = pool.map(compared_elsewhere, [tmp_path / str(one) for one in firsts], firsts)

    assert sum(counts) == 100_000 * len(ARGUMENTS)


def compared_elsewhere(root: Path, first: int) -> int:
    """What a process of the pool does."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        return compared(root, monkeypatch, range(first, first + 1000))
