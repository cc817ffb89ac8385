"""The order of tests that run in several processes at once: those marked `alone` come last, in one process.

A test that holds what it measures against a clock has no business beside others: it gets the machine to itself.
tests/conftest.py registers this plugin, which does nothing but sort where tests run in one process. Who shares them
out among several knows their names only; so the processes that collect them write down which are to be alone.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import attrs
import pytest

ALONE: Final = "alone"
PLACE: Final = "where to write who is alone"


@attrs.define(eq=False)
class Alone:
    """The hooks, of pytest and of pytest-xdist; in each of the processes."""

    _place: Path | None = None

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell a process where to write names; the place is gone when the tests are."""
        if self._place is None:
            directory = TemporaryDirectory()
            node.config.add_cleanup(directory.cleanup)
            self._place = Path(directory.name)
        node.workerinput[PLACE] = str(self._place)

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Put those at the end, and write down who they are."""
        items.sort(key=lambda item: item.get_closest_marker(ALONE) is not None)
        told = getattr(config, "workerinput", {})
        if PLACE in told:
            names = [item.nodeid for item in items if item.get_closest_marker(ALONE)]
            (Path(told[PLACE]) / told["workerid"]).write_text("\n".join(names), encoding="utf-8")

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> Any:
        """Share them out with regard to that, unless something else than that was asked for."""
        return scheduler(config, log, self._place) if self._place and config.getvalue("dist") == "load" else None


def scheduler(config: pytest.Config, log: Any, place: Path) -> Any:
    """Who shares tests out; where they run in one process nobody needs the package."""
    from xdist.scheduler import LoadScheduling

    class AloneAtTheEnd(LoadScheduling):
        """All others are spread as they are done; then all processes end but one, and that does what is left."""

        _names: frozenset[str] | None = None

        def remove_node(self, node: Any) -> str | None:
            """A process has ended: perhaps there is only one now."""
            crashed = super().remove_node(node)
            for other in self.nodes:
                self.check_schedule(other)
            return crashed

        def _send_tests(self, node: Any, num: int) -> None:
            """Give a process as many tests, of those that may run now."""
            self.pending.sort()  # a process that died has left its own at the end
            free = sum(not self._is_alone(index) for index in self.pending)
            if free:
                super()._send_tests(node, min(num, free))
            elif self.nodes == [node]:
                super()._send_tests(node, num)
            elif any(not other.shutting_down for other in self.nodes if other is not node):
                node.shutdown()

        def _is_alone(self, index: int) -> bool:
            assert self.collection is not None
            if self._names is None:
                told = [one.read_text(encoding="utf-8") for one in place.iterdir()]
                self._names = frozenset(name for names in told for name in names.split("\n"))
            return self.collection[index] in self._names

    return AloneAtTheEnd(config, log)
