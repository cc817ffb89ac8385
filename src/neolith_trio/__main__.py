"""`python -m neolith_trio` is `neolith-trio`."""

from neolith_trio.cli import run

if __name__ == "__main__":
    run()
