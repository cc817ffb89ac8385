"""Which options a telnet port offers beyond those that every port has.

Rule: frozen data; the driver makes it of the configuration, the wire reads it when a connection begins. What is not
offered is refused when a client asks for it.
"""

from __future__ import annotations

from attrs import evolve, frozen


@frozen
class Offers:
    """A switch for each option, in the order in which they are offered."""

    linemode: bool = False
    terminal_names: bool = False
    """Ask for all the names of a terminal, as MTTS wants it, and not only for the first."""
    environment: bool = False
    compression: bool = False
    compressed_input: bool = False
    mxp: bool = False
    gmcp: bool = False
    msdp: bool = False
    zmp: bool = False
    mssp: bool = False
    encodings: bool = False
    msp: bool = False
    prompt_marks: bool = False
    """Tell clients where a prompt ends: by EOR when they have agreed to it, else by GA."""

    def uncompressed(self) -> Offers:
        """The same for what carries telnet and compresses it itself."""
        return evolve(self, compression=False, compressed_input=False)


NOTHING = Offers()
