"""MSP (option 90, https://www.zuggsoft.com/zmud/msp.htm): sounds and music.

They are named by `!!SOUND(...)` in the text, or in a subnegotiation, which the document calls out of band.
"""

from __future__ import annotations

from ..events import Side
from .constants import MSP
from .option import Option


class Msp(Option):
    code = MSP
    accepts_local = True
    offered = Side.LOCAL
