"""Configuration files into values: both forms, with the line of every complaint.

A file is in one of two forms, told apart by its content. Neolith's has `Name value` on each line, FluffOS's
`name : value`; the latter is translated line by line into the former (see `fluffos`), so that there is one
way from text to value. In both, a line that begins with `#` is a comment and white space around a value does not count.

Rule: what cannot be used is a ConfigError naming file, line, setting and what is allowed; what can be done
without is a warning. The first of two values of one setting counts, as in the reference. Only `model` calls this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from neolith_trio.config import fluffos
from neolith_trio.config.kinds import Kind, Surroundings
from neolith_trio.config.values import Charset, Profile
from neolith_trio.data import define, frozen
from neolith_trio.errors import ConfigError


@frozen
class Setting:
    """One setting: the name in the file, the field of Config it fills, and what it may hold.

    `number` is the index under which LPC's get_config() knows it; `aliases` are other names that are in use.
    """

    name: str
    kind: Kind
    doc: str
    field: str = ""
    number: int | None = None
    repeatable: bool = False
    aliases: tuple[str, ...] = ()


@frozen
class Assignment:
    """One line of a file that sets something; `label` is the name as it was written there."""

    line: int
    label: str
    name: str
    text: str


@define
class Reading:
    """What came out of one file."""

    path: Path
    profile: Profile = Profile.NEOLITH
    charset: Charset = Charset.BYTES
    values: dict[str, Any] = attrs.field(factory=dict)
    texts: dict[str, str] = attrs.field(factory=dict)  # what the file says, by field
    warnings: list[str] = attrs.field(factory=list)

    def warn(self, line: int, message: str) -> None:
        self.warnings.append(f"{self.path}:{line}: {message}")


def read(path: Path, settings: Sequence[Setting], mudlib: Path | None = None) -> Reading:
    """Read a configuration file of either form into field values and warnings; `mudlib` stands for its MudlibDir."""
    lines = list(_lines(path))
    reading = Reading(path)
    by_name = {name.lower(): setting for setting in settings for name in (setting.name, *setting.aliases)}
    if fluffos.is_fluffos_form(text for _, text in lines):
        reading.profile = Profile.FLUFFOS
        assignments = list(_from_fluffos(lines, by_name, reading))
    else:
        assignments = [_split(line, text) for line, text in lines]
    known = [(by_name[each.name.lower()], each) for each in _known(assignments, by_name, reading)]
    if mudlib is not None:
        known = list(_moved(known, mudlib.absolute()))
    _choose_dialect(known, reading)
    _fill(known, reading)
    return reading


def _moved(known: Sequence[tuple[Setting, Assignment]], mudlib: Path) -> Iterator[tuple[Setting, Assignment]]:
    """The same with another mudlib directory, and with the log in it where it was in the old one."""
    old = next((each.text for setting, each in known if setting.field == "mudlib_dir"), "").rstrip("/")
    for setting, each in known:
        if setting.field == "mudlib_dir":
            yield setting, attrs.evolve(each, text=str(mudlib))
        elif setting.field == "log_dir_name" and old and f"{each.text}/".startswith(f"{old}/"):
            yield setting, attrs.evolve(each, text=each.text[len(old) :].lstrip("/") or ".")
        else:
            yield setting, each


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig", "surrogateescape")
    except OSError as problem:
        raise ConfigError(f"{path}: the configuration file cannot be read: {problem.strerror}") from None
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            yield number, stripped


def _split(line: int, text: str) -> Assignment:
    name, *rest = text.split(None, 1)
    return Assignment(line, name, name, rest[0] if rest else "")


def _from_fluffos(
    lines: Sequence[tuple[int, str]], by_name: dict[str, Setting], reading: Reading
) -> Iterator[Assignment]:
    """Translate what FluffOS knows; settings that only this driver has may stand beside it in their own form."""
    superseded = fluffos.superseded_keys(text for _, text in lines)
    certificates = fluffos.certificates(text for _, text in lines)
    for line, text in lines:
        ours = _split(line, text)
        if not fluffos.knows(text) and ours.name.lower() in by_name and not ours.text.startswith(":"):
            yield ours
            continue
        found = fluffos.translate(text, reading.path.parent, certificates)
        if isinstance(found, fluffos.Complaint):
            reading.warn(line, found.message)
        elif found is not None and found.key not in superseded:
            yield Assignment(line, found.key, found.name, found.text)


def _known(
    assignments: Iterable[Assignment], by_name: dict[str, Setting], reading: Reading
) -> Iterator[Assignment]:
    """Sort out what nobody knows and what is set twice."""
    first: dict[str, int] = {}
    for each in assignments:
        setting = by_name.get(each.name.lower())
        if setting is None:
            reading.warn(each.line, f"unknown setting {each.label!r} is ignored{_did_you_mean(each.label, by_name)}")
        elif not setting.repeatable and setting.name in first:
            reading.warn(each.line, f"{each.label} is set again; line {first[setting.name]} counts")
        else:
            first.setdefault(setting.name, each.line)
            yield each


def _did_you_mean(name: str, by_name: dict[str, Setting]) -> str:
    import difflib  # only for what is misspelt

    close = difflib.get_close_matches(name.lower(), by_name, n=1, cutoff=0.7)
    return f"; did you mean {by_name[close[0]].name}?" if close else ""


def _choose_dialect(known: Iterable[tuple[Setting, Assignment]], reading: Reading) -> None:
    """Profile and Charset come first, since the other texts are read by them."""
    chosen: dict[str, Any] = {}
    for setting, each in known:
        if setting.name in ("Profile", "Charset"):
            chosen[setting.name] = _value(setting, each, reading)
    reading.profile = chosen.get("Profile", reading.profile)
    utf8 = reading.profile is Profile.FLUFFOS
    reading.charset = chosen.get("Charset", Charset.UTF8 if utf8 else Charset.BYTES)
    reading.values.update(profile=reading.profile, charset=reading.charset)


def _fill(known: Iterable[tuple[Setting, Assignment]], reading: Reading) -> None:
    for setting, each in known:
        value = _value(setting, each, reading)
        if setting.repeatable:
            reading.values[setting.field] = (*reading.values.get(setting.field, ()), value)
        else:
            reading.values[setting.field] = value
            reading.texts[setting.field] = each.text


def _value(setting: Setting, each: Assignment, reading: Reading) -> Any:
    try:
        return setting.kind.parse(each.text, Surroundings(reading.path.parent, reading.charset))
    except ValueError:
        where = f"{reading.path}:{each.line}: {each.label}"
        more = "; --mudlib DIR names another" if setting.field == "mudlib_dir" else ""
        raise ConfigError(f"{where}: {each.text!r} is not allowed; give {setting.kind.allowed}{more}") from None
