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
from ..errors import LpcError
from ..runtime.closures import Closure
from ..runtime.outside.operations import is_result, started
from ..runtime.outside.requests.hash import HashRequest
from ..runtime.values import Entity, Mapping
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
_MOST_ASYNC_ROUNDS: Final = 1_000_000  # nor keep a thread busy for long
SECONDS: Final = 60.0
"""How long async_crypt() may wait and work."""
_FEWEST_ROUNDS: Final = 1000
_LONGEST_KEY: Final = 256  # bytes, FluffOS: what its SHA crypt takes, so a longer password could never be checked there


@efun("string crypt(string password, string | int seed)", dot_call=True)
def crypt(this: Entity, password: str, seed: Any) -> str:
    """A password as a hash, from which it cannot be read again.

    Arguments:
        password: the password.
        seed: a hash that crypt() gave, to check a password against it; or 0, "" or one character for a new hash with a
            salt of its own; or any other text to be the salt. "$1$salt$", "$5$salt$" and "$6$salt$" choose MD5,
            SHA-256 and SHA-512.
    Returns: the hash, which contains its salt.
    Errors: a password of more than 256 bytes with SHA-256 or SHA-512, in the profile fluffos.
    Example:
        string stored = crypt("sesame", 0);
        crypt("sesame", stored) == stored       // 1
    See also: oldcrypt, crc32
    """
    return hashed(_request(this, password, seed, _MOST_ROUNDS))


@efun("mixed async_crypt(string password, string | int seed, void | string | function callback, ...)")
def async_crypt(this: Entity, password: str, seed: Any, callback: str | Closure | None = None, *arguments: Any) -> Any:
    """Make a hash of a password and go on; the callback gets it in a later turn, once.

    It is called with the hash and 0; or, when there is none, with 0 and a string that says why. The game waits for
    crypt() but not for async_crypt(), so a hash may cost far more: "$6$rounds=500000$" takes seconds.

    Arguments:
        password: the password.
        seed: as for crypt(), but with up to 1,000,000 rounds.
        callback: a function, or the name of one in this object.
        ...: go to the callback, after its own two.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of the hash.
    Errors: too many operations are under way.
    Example:
        async_crypt("sesame", "$6$rounds=200000$", "hashed") > 0    // 1
    See also: crypt, async_cancel
    """

    def values(answer: Mapping) -> tuple[Any, ...]:
        return (answer["hash"], 0) if is_result(answer) else (0, answer["error"])

    request = _request(this, password, seed, _MOST_ASYNC_ROUNDS)
    label = f"crypt ${request.form}$"
    return started(this, "crypt", label, request, callback, arguments, values, seconds=SECONDS)


def _request(this: Entity, password: str, seed: Any, most_rounds: int) -> HashRequest:
    """What a seed asks for; in the profile fluffos its SHA crypt refuses keys that are too long."""
    request = _asked(this, string_bytes(password.partition("\0")[0]), seed, most_rounds)
    too_long = len(request.key) > _LONGEST_KEY and request.form in ("5", "6")
    if too_long and this.world.config.profile is Profile.FLUFFOS:
        raise LpcError("Error in crypt(), check your salt")
    return request


def _asked(this: Entity, key: bytes, seed: Any, most_rounds: int) -> HashRequest:
    """What a seed asks for; salts are drawn here, in the turn."""
    if not isinstance(seed, str) or len(seed) < 2:
        form = "6" if this.world.config.profile is Profile.FLUFFOS else "5"
        return HashRequest(form, _salt(this, 16), key)
    if match := _SHORT_SHA.fullmatch(seed):
        return HashRequest("short sha", match[1], key)
    if match := _SHORT_MD5.fullmatch(seed):
        return HashRequest("short md5", match[1], key)
    if match := _STANDARD.match(seed):
        rounds = min(max(int((match[2] or str(_ROUNDS))[:9]), _FEWEST_ROUNDS), most_rounds)
        return HashRequest(match[1], _clean(match[3]) or _salt(this, 8), key, rounds)
    if _DES.fullmatch(seed):
        return HashRequest("des", seed, key)
    return HashRequest("5", _clean(seed), key)


def hashed(request: HashRequest) -> str:
    """The hash that a request describes. Safe in any thread."""
    key, salt = request.key, request.salt
    if request.form == "short sha":
        return f"$5${salt}${hashlib.sha256(key + string_bytes(salt)).hexdigest()}"
    if request.form == "short md5":
        return f"$1${salt}${_short_md5(key + string_bytes(salt))}"
    if request.form == "des":
        return _des(key, salt)
    return _standard(request.form, salt, key, request.rounds)


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
