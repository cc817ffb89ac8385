"""How large LPC values may grow, and how the characters of strings are meant.

One Limits is in force at a time (`current`): every entry into LPC puts that of its world there, so that several worlds
can live in one process. Operators and efuns read `limits.current` at the moment they need it and never keep it.
"""

from __future__ import annotations

from typing import Final

from ..config import Charset, Config, Dialect, Profile
from ..data import frozen

_NEOLITH: Final = Dialect.of(Profile.NEOLITH, {})


@frozen(slots=True)
class Limits:
    """The sizes from the configuration; the defaults are those of Neolith's configuration file.

    `byte_strings`: every character of a string is one byte (the profiles neolith and mudos). `dialect`: how values
    behave where the traditions differ.
    """

    array: int = 15_000
    mapping: int = 15_000
    string: int = 200_000
    buffer: int = 4_000_000
    bit_field: int = 1_200
    byte_transfer: int = 10_000
    read_file: int = 20_000
    save_depth: int = 25
    byte_strings: bool = True
    dialect: Dialect = _NEOLITH

    @classmethod
    def of(cls, config: Config) -> Limits:
        """What a configuration says."""
        return cls(
            array=config.max_array_size,
            mapping=config.max_mapping_size,
            string=config.max_string_length,
            buffer=config.max_buffer_size,
            bit_field=config.max_bitfield_bits,
            byte_transfer=config.max_byte_transfer,
            read_file=config.max_read_file_size,
            byte_strings=config.charset is Charset.BYTES,
            dialect=config.dialect,
        )


current = Limits()


def use(limits: Limits) -> Limits:
    """Put `limits` in force; the ones before are returned."""
    global current
    before, current = current, limits
    return before
