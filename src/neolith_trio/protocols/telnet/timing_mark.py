"""TIMING-MARK (RFC 860): "tell me when you have come to this place in what I send".

Every DO is answered with WILL, for it is a question and no state; the client throws away our output until the answer
comes, after an interrupt for instance.
"""

from __future__ import annotations

from .constants import TIMING_MARK
from .option import Option


class TimingMark(Option):
    code = TIMING_MARK
    momentary = True
