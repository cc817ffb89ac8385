"""Which LPC files hold the tests, and the configuration of the driver that runs them.

The mudlib is that of the configuration file, or the directory that the tests have in common. In it appear, as mounts
that nobody may write: the directory with the header of assertions, and tests that lie outside of the mudlib.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Final

import attrs

from ...config import Config, Mount
from ...errors import ConfigError
from ...runtime.files import Sandbox
from ..checking import config_of, lpc_path, wanted_files

SUPPORT: Final = "/__run_tests__"
HEADER: Final = f"{SUPPORT}/lpc_test.h"
OUTSIDE: Final = "/__tests__"


def prepare(config: Config | None, paths: Sequence[Path]) -> tuple[Config, list[str]]:
    """The configuration of the driver and the LPC paths of the test files; ConfigError when one is not there.

    A file whose name begins with an underscore is no test file: tests load it when they need it.
    """
    if config is None:
        config = attrs.evolve(config_of(paths), master_file=f"{SUPPORT}/master.c")
    # tests are nobody's users, and the mudlib's own headers come first
    config = attrs.evolve(
        config,
        ports=(),
        mounts=(*config.mounts, Mount(SUPPORT, Path(__file__).parent, writable=False)),
        include_dirs=(*config.include_dirs, SUPPORT),
    )
    outside = [path for path in paths if path.exists() and not _is_inside(config, path)]
    if outside:
        root = config_of(outside).mudlib_dir
        config = attrs.evolve(config, mounts=(*config.mounts, Mount(OUTSIDE, root, writable=False)))
    found = wanted_files(config, Sandbox(config), paths)
    support = f"{SUPPORT}/"
    tests = [one for one in found if not PurePosixPath(one).name.startswith("_") and not one.startswith(support)]
    if not tests:
        raise ConfigError(f"{', '.join(map(str, paths))}: there are no LPC files")
    return config, tests


def _is_inside(config: Config, path: Path) -> bool:
    try:
        lpc_path(config, path)
    except ConfigError:
        return False
    return True
