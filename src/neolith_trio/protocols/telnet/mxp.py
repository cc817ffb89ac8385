"""MXP (option 91, https://www.zuggsoft.com/zmud/mxp.htm): tags in the text, such as links and images.

The document lets either side propose it, so both verbs are agreed to; we propose it with DO, as FluffOS does.
"""

from __future__ import annotations

from ..events import Side
from .constants import MXP
from .option import Option


class Mxp(Option):
    code = MXP
    accepts_local = True
    accepts_remote = True
    offered = Side.REMOTE
