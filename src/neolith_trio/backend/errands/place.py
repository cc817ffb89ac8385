"""Where the programs of errands lie: a mount in the mudlib that LPC can read and nobody in LPC can write.

In it are the voice, and for a moment each text that is to be evaluated, as a file of its own: so it is compiled, found
in traces and reported as every program is.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import attrs

from ...config import Config, Mount

PLACE: Final = "/__errands__"
VOICE: Final = f"{PLACE}/voice"
CODE: Final = f"{PLACE}/code"


def prepared(config: Config, directory: Path) -> Config:
    """The configuration with `directory`, which becomes the place, mounted."""
    shutil.copyfile(Path(__file__).parent / "voice.c", directory / "voice.c")
    return attrs.evolve(config, mounts=(*config.mounts, Mount(PLACE, directory, writable=False)))
