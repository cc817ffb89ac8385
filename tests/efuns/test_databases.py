"""What the efuns on databases refuse before anything is done, and the line of the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from neolith_trio.config import Config
from neolith_trio.errors import ConfigError

from .mud import logon


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("db_exec(7, \"select 1\")", "Attempt to exec on an invalid database handle"),
        ("db_fetch(7, 1)", "Attempt to fetch from an invalid database handle"),
        ("db_close(0)", "Attempt to close an invalid database handle"),
        ("db_commit(-1)", "Attempt to commit an invalid database handle"),
        ("db_query(7, \"select 1\", 3, 0, \"f\")", "values must be an array or a mapping"),
        ("db_query(7, \"select 1\", ([ 1: 2 ]), 0, \"f\")", "the names of values must be strings"),
        ("db_query(7, \"select ?\", ({ ({ }) }), 0, \"f\")", "value 1 must be an int, a float, a string or a buffer"),
        ("db_query(7, \"select 1\", 0, ([ \"x\": 1 ]), \"f\")", "unknown option x; there are mappings, max_rows"),
        ("db_transaction(7, ({ 1 }), 0, \"f\")", "a statement must be a string"),
        ("db_open(\"../x\", 0, \"f\")", "is no file that may be written to"),
        ("db_open(\"main\", ([ \"timeout\": 0 ]), \"f\")", "timeout must be a number of seconds above 0"),
    ],
)
def test_what_is_refused_at_the_call(tmp_path: Path, call: str, error: str) -> None:
    """By an error that names what is wrong."""
    shown = logon(tmp_path, f"p(catch({call}));")

    assert error in "".join(shown)


def test_without_a_service_there_are_no_databases(tmp_path: Path) -> None:
    """db_connect() says so, and keeps no handle."""
    shown = logon(tmp_path, 'p(db_connect("", "/a.db")); p(db_status());')

    assert "".join(shown) == '"there are no databases here""No databases are open.\\n"'


def configuration(directory: Path, line: str) -> Config:
    (directory / "lib").mkdir()
    (directory / "conf").write_text(f"MudlibDir lib\nMasterFile /master.c\n{line}\n")
    return Config.load(directory / "conf")


def test_databases_of_the_configuration(tmp_path: Path) -> None:
    """A file is relative to the configuration; what is shown of an address has no password."""
    config = configuration(tmp_path, "Database a sqlite:data/a b.db\nDatabase b postgresql://mud:secret@host/mud")
    first, second = config.databases

    assert (first.name, first.engine, first.address) == ("a", "sqlite", str(tmp_path / "data" / "a b.db"))
    assert (second.engine, second.address) == ("postgresql", "postgresql://mud:secret@host/mud")
    assert "secret" not in f"{second} {second!r} {config!r}"


@pytest.mark.parametrize("line", ["a", "a sqlite:", "a/b sqlite:x.db", "a mysql://host/x", "sqlite:x.db"])
def test_a_database_that_nobody_understands_is_an_error(tmp_path: Path, line: str) -> None:
    """With the form that is wanted."""
    with pytest.raises(ConfigError, match="NAME sqlite:PATH"):
        configuration(tmp_path, f"Database {line}")
