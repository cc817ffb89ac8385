"""What a test of a mudlib needs: a driver on some LPC files, users who type, and time that does not have to pass.

    async def test_a_greeting(autojump_clock):
        async with running({"master.c": MASTER}) as mud:
            user = await mud.connect()
            assert await user.until("Your name: ")
            await user.type("frodo")

Rule: everything but the two ends is real: the compiler, the world, the backend, the inbox, the stop. The users are
`ScriptedUser`s instead of sockets. With Trio's autojump clock (pytest-trio's fixture `autojump_clock`) heart beats and
call_outs come at once. `mud.log` is what the driver had to say.
"""

# General layout:
#
# mud.py    running(): a driver in a nursery, and what a test may ask of it
# user.py   ScriptedUser: a connection whose other end is the test

from neolith_trio.testing.mud import Mud as Mud
from neolith_trio.testing.mud import configured as configured
from neolith_trio.testing.mud import running as running
from neolith_trio.testing.user import ScriptedUser as ScriptedUser
