"""What holds for all tests: they leave the user's own directories alone, and each other."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from neolith_trio.config import CACHE_VARIABLE
from neolith_trio.runtime import limits

from . import scheduling

# also for the drivers that tests start as processes of their own; the tests of the cache bring a directory
os.environ[CACHE_VARIABLE] = "0"

# The same examples in every run, so that a change is judged by what it changes; HYPOTHESIS_PROFILE=explore looks for
# new ones, as the full sizes do. A machine that is busy is no failure.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))


def pytest_configure(config: pytest.Config) -> None:
    """Tests that measure against a clock come last, and have the machine to themselves."""
    config.pluginmanager.register(scheduling.Alone())


@pytest.fixture(autouse=True)
def limits_of_no_world() -> Iterator[None]:
    """Each test begins with the limits of no world; what a world put in force ends with its test."""
    before = limits.use(limits.Limits())
    yield
    limits.use(before)
