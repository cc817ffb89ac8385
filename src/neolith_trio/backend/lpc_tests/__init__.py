"""Tests that are written in LPC: what `neolith-trio run-tests` runs. docs/testing-lpc.md tells people how.

    collecting    which files there are, and the configuration of the driver that runs them
    selecting     which of their tests are wanted (-k)
    running       one test after the other, each in entries of its own
    reporting     dots, failures, the summary
    lpc_test.h    the assertions; master.c the master object where there is no mudlib

Only the driver comes here.
"""

from .collecting import prepare
from .reporting import Report
from .running import CapturedLog, TestRun
from .selecting import selection

__all__ = ["CapturedLog", "Report", "TestRun", "prepare", "selection"]
