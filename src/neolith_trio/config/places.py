"""Where the bundled mudlib lies, where it may write, and where compiled programs are kept.

Rule: the package itself is never written to. Only `model` calls this; the variables named here, and PATH for the
bundled mudlib, are the whole influence of the environment on the configuration.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from neolith_trio.errors import ConfigError

DATA_VARIABLE = "NEOLITH_TRIO_DATA"
CACHE_VARIABLE = "NEOLITH_TRIO_CACHE"
BUNDLED_CONFIG = Path(__file__).parent.parent / "bundled.conf"
_NAME = "neolith-trio"


def user_data_dir(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The directory of the user's own data: saved characters and logs of the bundled mudlib, history of the console."""
    if chosen := environ.get(DATA_VARIABLE):
        return Path(chosen).expanduser().absolute()
    shared = Path(environ.get("XDG_DATA_HOME", ""))
    # The rules of that variable: a relative path in it counts as if it were not set.
    if shared.is_absolute():
        return shared / _NAME
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / _NAME
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    return Path.home() / ".local" / "share" / _NAME


def program_cache_dir(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path | None:
    """The directory of compiled programs; None when the user wants none, or has no place for it."""
    chosen = environ.get(CACHE_VARIABLE)
    if chosen == "0":
        return None
    try:
        return Path(chosen).expanduser().absolute() if chosen else _user_cache_dir(environ, platform) / "programs"
    except RuntimeError:  # nobody's home
        return None


def _user_cache_dir(environ: Mapping[str, str], platform: str) -> Path:
    shared = Path(environ.get("XDG_CACHE_HOME", ""))
    if shared.is_absolute():
        return shared / _NAME
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / _NAME / "Cache"
    if platform == "darwin":
        return Path.home() / "Library" / "Caches" / _NAME
    return Path.home() / ".cache" / _NAME


def program(name: str) -> Path | None:
    """A program of the machine; None when it has none of that name."""
    found = shutil.which(name)
    return None if found is None else Path(found).absolute()


def prepare(directory: Path) -> Path:
    """Make sure that a directory is there and can be written to."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ConfigError(
            f"{directory}: the directory for saved data cannot be made: {problem.strerror}; "
            f"name another in the environment variable {DATA_VARIABLE}"
        ) from None
    if not os.access(directory, os.W_OK):
        raise ConfigError(
            f"{directory}: the directory for saved data cannot be written to; "
            f"name another in the environment variable {DATA_VARIABLE}"
        )
    return directory.resolve()
