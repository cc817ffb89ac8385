"""What somebody outside of LPC wants done in a turn of its own, and waits to hear of: load, call, evaluate, inspect.

    desk.py    Asked and GivenUp, the events; Answer; Desk, where a service asks and waits
    running.py Errands, which does them, one a turn
    kinds.py   every kind of errand by its name
    tools.py   the kind that tools of LPC answer
    place.py   the directory in the mudlib that the programs of errands lie in
    voice.c    the object on whose behalf errands are done

For services that let operators or their programs in; LPC has efuns for all of it.
"""

from __future__ import annotations

from .desk import Answer as Answer
from .desk import Asked as Asked
from .desk import Denied as Denied
from .desk import Desk as Desk
from .desk import GivenUp as GivenUp
from .place import prepared as prepared
