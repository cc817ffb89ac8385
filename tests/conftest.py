"""What holds for all tests: they leave the user's own directories alone, and each other."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from neolith_trio.config import CACHE_VARIABLE
from neolith_trio.runtime import limits

# also for the drivers that tests start as processes of their own; the tests of the cache bring a directory
os.environ[CACHE_VARIABLE] = "0"


@pytest.fixture(autouse=True)
def limits_of_no_world() -> Iterator[None]:
    """Each test begins with the limits of no world; what a world put in force ends with its test."""
    before = limits.use(limits.Limits())
    yield
    limits.use(before)
