"""Efuns that hash passwords.

New hashes are SHA-256 crypt (SHA-512 in the profile fluffos, as mudlibs for it test). Everything that older drivers
stored can still be checked: DES, MD5, SHA-256 and SHA-512 crypt, and the two short forms that Neolith writes ($1$salt$
with 14 characters, $5$salt$ with 64 hexadecimal digits).
"""

from __future__ import annotations

import hashlib
import re
from random import Random
from typing import Any, Final

from ..config import Profile
from ..runtime.values import Entity
from .registry import efun
from .strings import string_bytes

_ALPHABET: Final = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_DES: Final = re.compile(r"[./0-9A-Za-z]{13}")
_SHORT_MD5: Final = re.compile(r"\$1\$([^$]{1,8})\$[./0-9A-Za-z]{14}")
_SHORT_SHA: Final = re.compile(r"\$5\$([^$]{1,31})\$[0-9a-f]{64}")
_STANDARD: Final = re.compile(r"\$([156])\$(?:rounds=(\d+)\$)?([^$]*)")
_SALT_LENGTH: Final = {"1": 8, "5": 16, "6": 16}
_HASHES: Final = {"1": "md5_crypt", "5": "sha256_crypt", "6": "sha512_crypt"}
_ROUNDS: Final = 5000
_MOST_ROUNDS: Final = 100_000  # a seed from LPC must not stop the driver for seconds
_FEWEST_ROUNDS: Final = 1000


@efun("string crypt(string password, string | int seed)", dot_call=True)
def crypt(this: Entity, password: str, seed: Any) -> str:
    """A password as a hash, from which it cannot be read again.

    Arguments:
        password: the password.
        seed: a hash that crypt() gave, to check a password against it; or 0, "" or one character for a new hash with a
            salt of its own; or any other text to be the salt. "$1$salt$", "$5$salt$" and "$6$salt$" choose MD5,
            SHA-256 and SHA-512.
    Returns: the hash, which contains its salt.
    Example:
        string stored = crypt("sesame", 0);
        crypt("sesame", stored) == stored       // 1
    See also: oldcrypt, crc32
    """
    key = string_bytes(password.partition("\0")[0])
    if not isinstance(seed, str) or len(seed) < 2:
        form = "6" if this.world.config.profile is Profile.FLUFFOS else "5"
        return _standard(form, _salt(this, 16), key, _ROUNDS)
    if match := _SHORT_SHA.fullmatch(seed):
        return f"$5${match[1]}${hashlib.sha256(key + string_bytes(match[1])).hexdigest()}"
    if match := _SHORT_MD5.fullmatch(seed):
        return f"$1${match[1]}${_short_md5(key + string_bytes(match[1]))}"
    if match := _STANDARD.match(seed):
        rounds = min(max(int(match[2] or _ROUNDS), _FEWEST_ROUNDS), _MOST_ROUNDS)
        return _standard(match[1], _clean(match[3]) or _salt(this, 8), key, rounds)
    if _DES.fullmatch(seed):
        return _des(key, seed)
    return _standard("5", _clean(seed), key, _ROUNDS)


@efun("string oldcrypt(string password, string | int seed)", dot_call=True)
def oldcrypt(this: Entity, password: str, seed: Any) -> str:
    """A password as a DES hash, as old mudlibs stored it.

    Only the first eight characters of the password count, so use crypt() for new passwords.

    Arguments:
        password: the password.
        seed: the stored hash or its first two characters; 0 for a new salt.
    Returns: the hash of 13 characters.
    Example:
        oldcrypt("sesame", stored) == stored
    See also: crypt
    """
    key = string_bytes(password.partition("\0")[0])
    return _des(key, seed if isinstance(seed, str) and len(seed) >= 2 else _salt(this, 2))


def _salt(this: Entity, length: int) -> str:
    """Characters from the world's random numbers."""
    random: Random = this.world.random
    return "".join(random.choice(_ALPHABET) for _ in range(length))


def _clean(salt: str) -> str:
    """The salt with characters that no crypt format knows replaced."""
    return "".join(one if one in _ALPHABET else _ALPHABET[ord(one) % len(_ALPHABET)] for one in salt)


def _standard(form: str, salt: str, key: bytes, rounds: int) -> str:
    settings: dict[str, Any] = {"salt": salt[: _SALT_LENGTH[form]]}
    if form != "1":
        settings["rounds"] = rounds
    hashed: str = _passlib(_HASHES[form]).using(**settings).hash(key)
    return hashed


def _des(key: bytes, seed: str) -> str:
    hashed: str = _passlib("des_crypt").using(salt=_clean(seed[:2]), truncate_error=False).hash(key)
    return hashed


def _passlib(name: str) -> Any:
    """One of passlib's hashes. It is slow to import, and most starts of a driver hash nothing."""
    from passlib import hash as hashes

    return getattr(hashes, name)


def _short_md5(salted: bytes) -> str:
    """Three groups of three bytes and a last byte, of which the low bits come first."""
    digest = hashlib.md5(salted, usedforsecurity=False).digest()
    groups = [int.from_bytes(digest[start : start + 3], "little") for start in (0, 5, 10)]
    letters = [_ALPHABET[group >> shift & 0x3F] for group in groups for shift in (0, 6, 12, 18)]
    return "".join(letters) + _ALPHABET[digest[15] & 0x3F] + _ALPHABET[digest[15] >> 6]
