"""The process: `python -m neolith_trio`, and what the console script `neolith-trio` calls.

Rule: imports nothing by itself, so that Ctrl-C ends the process without a traceback from its first moment on.
"""

import sys

INTERRUPTED = 130
"""What a shell reports of a program that Ctrl-C ended."""


def run() -> None:
    """Run a driver as a process."""
    try:
        from neolith_trio import cli

        cli.run()
    except KeyboardInterrupt:
        # while modules are imported, before the driver listens for the signal, and after its orderly stop
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    run()
