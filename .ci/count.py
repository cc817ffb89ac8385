"""The closing line: what pytest counted, and the steps of the gate besides.

usage: count.py TESTS.xml STEPS-PASSED STEPS-FAILED STEPS-SKIPPED
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def counted(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped tests of a JUnit report; nothing when there is none."""
    if not report.exists():
        return 0, 0, 0
    suites = ElementTree.parse(report).getroot().iter("testsuite")
    numbers = [[int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")] for suite in suites]
    total, failures, errors, skipped = (sum(column) for column in zip(*numbers, strict=True))
    return total - failures - errors - skipped, failures + errors, skipped


if __name__ == "__main__":
    tests = counted(Path(sys.argv[1]))
    passed, failed, skipped = (test + int(step) for test, step in zip(tests, sys.argv[2:5], strict=True))
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
