"""What holds for all tests: they leave the user's own directories alone."""

from __future__ import annotations

import os

from neolith_trio.config import CACHE_VARIABLE

# also for the drivers that tests start as processes of their own; the tests of the cache bring a directory
os.environ[CACHE_VARIABLE] = "0"
