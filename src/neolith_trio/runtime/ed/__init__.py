"""The line editor: what a user of ed() or an object with ed_start() types commands to.

The rule: a Session takes one line at a time and answers by its desk's `write`; it never waits, and all it knows of the
world is its desk. The text stays as it was when a command is refused. The driver's part (interactive.py, commands.py)
feeds the session of a connection; the efuns of ed.py feed that of an object.
"""

# General layout:
#
# session.py        Session: a line comes in, and what mode it is meant for
# commands.py       what every command letter does
# addresses.py      1,$  .+3  /pattern/  'a : the lines that a command is for
# searching.py      patterns, and the next line that fits one
# substitution.py   s/pattern/replacement/
# indentation.py    I: how LPC source is indented
# listing.py        lines as they are shown
# buffer.py         the lines, and the current one
# settings.py       what `set` changes
# refusals.py       why a command was not done
# guide.py          the help that h shows
# desk.py           files, master and screen, as the editor needs them
# sessions.py       who edits what: starting and ending

from .sessions import Editors as Editors
from .sessions import end_for_user as end_for_user
from .sessions import start_for_user as start_for_user
from .sessions import take_line as take_line
