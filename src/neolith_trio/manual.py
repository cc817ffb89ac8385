"""The manual: a page for every efun and apply, made of the docstrings and tables that the driver itself goes by.

The rule: nobody edits docs/efun and docs/apply; `python -m neolith_trio.manual DIRECTORY` writes them, and a test fails
when they are stale. `neolith-trio man NAME` shows the same pages in a terminal. A docstring has this form, in this
order, with nothing but the first line obligatory:

    One line that says what it does.

    Further paragraphs.

    Arguments:
        name: what it is.
    Returns: what comes back.
    Errors: when there is an error.
    Example:
        explode("a b", " ")     // ({ "a", "b" })
    See also: implode, sscanf
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import attrs

from neolith_trio.config import Profile
from neolith_trio.efuns import REGISTRY, Efun
from neolith_trio.efuns.registry import VARIANTS
from neolith_trio.lpc.forms import FORMS
from neolith_trio.runtime.applies import APPLIES, Apply

SECTIONS: Final = ("Arguments", "Returns", "Errors", "Example", "See also")
_HEADING: Final = re.compile(rf"({'|'.join(SECTIONS)}):(?: +(.*))?")
_ITEM: Final = re.compile(r"([\w.]+(?:, [\w.]+)*): (.*)")
_WIDTH: Final = 80
_NO_SUCH_COMMAND: Final = 127
_BOLD: Final = "\x1b[1m{}\x1b[0m"


class BadPage(ValueError):
    """A docstring that has not the form of a page."""


@attrs.frozen
class Text:
    """What a docstring says."""

    summary: str
    description: tuple[str, ...] = ()  # paragraphs
    arguments: tuple[tuple[str, str], ...] = ()
    returns: str = ""
    errors: str = ""
    example: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()


@attrs.frozen
class Page:
    """One page: `directory` is "efun" or "apply". `variants` are what some dialects have under the same name."""

    name: str
    directory: str
    synopsis: tuple[str, ...]
    notes: tuple[str, ...]
    text: Text
    variants: tuple[Page, ...] = ()


# -- reading docstrings ---------------------------------------------------------------------------------------


def read(docstring: str) -> Text:
    """The text of a docstring; BadPage when it has not the form."""
    lines = docstring.strip("\n").split("\n")
    parts: dict[str, list[str]] = {"": []}
    current = ""
    for line in lines:
        heading = _HEADING.fullmatch(line)
        if heading is None:
            parts[current].append(line)
            continue
        current = heading[1]
        if current in parts or any(SECTIONS.index(current) < SECTIONS.index(one) for one in parts if one):
            raise BadPage(f"the section {current!r} stands in a wrong place")
        parts[current] = [heading[2]] if heading[2] else []
    paragraphs = _paragraphs(parts.pop(""))
    if not paragraphs:
        raise BadPage("there is no first line")
    return Text(
        paragraphs[0],
        tuple(paragraphs[1:]),
        tuple(_items(parts.get("Arguments", []))),
        _sentence(_flowed(parts.get("Returns", []))),
        _sentence(_flowed(parts.get("Errors", []))),
        tuple(textwrap.dedent("\n".join(parts.get("Example", []))).rstrip().split("\n")) if "Example" in parts else (),
        tuple(one.strip() for one in _flowed(parts.get("See also", [])).split(",") if one.strip()),
    )


def _paragraphs(lines: Iterable[str]) -> list[str]:
    return [_flowed(one.split("\n")) for one in re.split(r"\n\s*\n", "\n".join(lines).strip()) if one.strip()]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _flowed(lines: Iterable[str]) -> str:
    return " ".join(line.strip() for line in lines).strip()


def _items(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    found: list[list[str]] = []
    for line in lines:
        item = _ITEM.fullmatch(line.strip())
        if line.startswith("    ") and not line.startswith("     ") and item is not None:
            found.append([item[1], item[2]])
        elif found and line.strip():
            found[-1].append(line.strip())
        elif line.strip():
            raise BadPage(f"not an argument: {line.strip()!r}")
    return ((name, " ".join(words)) for name, *words in found)


# -- all pages ------------------------------------------------------------------------------------------------


def pages() -> list[Page]:
    """All pages, by name."""
    efuns = [*map(_of_efun, REGISTRY.items()), *(_of_form(name) for name in FORMS if name not in REGISTRY)]
    applies = [_of_apply(one) for one in APPLIES]
    return sorted([*efuns, *applies], key=lambda page: (page.directory, page.name))


def _of_efun(item: tuple[str, Efun]) -> Page:
    name, efun = item
    other = VARIANTS.get(name)
    variants = () if other is None else (_of_one_efun(name, other),)
    page = _of_one_efun(name, efun)
    return attrs.evolve(page, variants=variants)


def _of_one_efun(name: str, efun: Efun) -> Page:
    try:
        text = read(efun.manual)
    except BadPage as wrong:
        raise BadPage(f"{name}(): {wrong}") from None
    synopsis = re.sub(rf"\b{efun.real_name}\b(?=\s*\()", name, efun.prototype.strip())
    return Page(name, "efun", (synopsis,), tuple(_notes(name, efun)), text)


def _notes(name: str, efun: Efun) -> Iterator[str]:
    if efun.profiles != frozenset(Profile):
        names = " and ".join(one.value for one in Profile if one in efun.profiles)
        yield f"Only in the profile {names}." if len(efun.profiles) == 1 else f"Only in the profiles {names}."
    if efun.real_name != name:
        yield f"Another name of {efun.real_name}()."
    if efun.dot_call:
        yield f"May be called as value.{name}()."


def _of_form(name: str) -> Page:
    form = FORMS[name]
    return Page(name, "efun", form.synopsis, ("Part of the language: it is compiled, not called.",), read(form.manual))


def _of_apply(apply: Apply) -> Page:
    notes = [f"Called in {apply.place.value}."]
    if apply.profiles != frozenset(Profile):
        notes.append(f"Only in {' and '.join(one.value for one in Profile if one in apply.profiles)}.")
    return Page(apply.name, "apply", (apply.prototype,), tuple(notes), read(apply.manual))


def find(name: str) -> list[Page]:
    """The pages of that name: an efun and an apply may share it."""
    return [page for page in pages() if page.name == name]


def close_names(name: str) -> list[str]:
    """Names of pages that somebody may have meant."""
    return difflib.get_close_matches(name, sorted({page.name for page in pages()}), 2, 0.7)


# -- as Markdown ----------------------------------------------------------------------------------------------


def markdown(page: Page) -> str:
    """A page as a file of the documentation."""
    return "\n".join(_markdown(page, f"# {page.name}", "##")) + "\n"


def _markdown(page: Page, title: str, level: str) -> Iterator[str]:
    text = page.text
    yield from (title, "", text.summary, "", f"{level} Synopsis", "", "```c", *page.synopsis, "```")
    for note in page.notes:
        yield from ("", note)
    if text.description:
        yield from ("", f"{level} Description")
        for paragraph in text.description:
            yield from ("", textwrap.fill(paragraph, 120, break_long_words=False, break_on_hyphens=False))
    if text.arguments:
        yield from ("", f"{level} Arguments", "")
        yield from (f"- `{name.replace(', ', '`, `')}`: {what}" for name, what in text.arguments)
    for heading, content in (("Returns", text.returns), ("Errors", text.errors)):
        if content:
            yield from ("", f"{level} {heading}", "", content)
    if text.example:
        yield from ("", f"{level} Example", "", "```c", *text.example, "```")
    for variant in page.variants:
        names = " and ".join(sorted(one.value for one in VARIANTS[page.name].profiles))
        yield ""
        yield from _markdown(variant, f"{level} In {names}", f"{level}#")
    if text.see_also:
        yield from ("", f"{level} See also", "", ", ".join(_link(page, name) for name in text.see_also))


def _link(page: Page, name: str) -> str:
    directory = "efun" if name in REGISTRY or name in FORMS else "apply"
    return f"[{name}]({'' if directory == page.directory else f'../{directory}/'}{name}.md)"


def index(found: Sequence[Page], title: str) -> str:
    """The list of all pages of a directory."""
    made = "Made by `python -m neolith_trio.manual docs`; `neolith-trio man NAME` shows a page."
    lines = [f"- [{page.name}]({page.name}.md): {page.text.summary}" for page in found]
    return "\n".join([f"# {title}", "", made, "", *lines]) + "\n"


def files() -> dict[str, str]:
    """The files of the manual, by their path below docs."""
    found = pages()
    written = {f"{page.directory}/{page.name}.md": markdown(page) for page in found}
    for directory, title in (("efun", "Efuns"), ("apply", "Applies")):
        of_these = [page for page in found if page.directory == directory]
        written[f"{directory}/README.md"] = index(of_these, title)
    return written


def write(docs: Path) -> int:
    """Write the manual below a directory and remove pages of what there is no more; how many files changed."""
    changed = 0
    wanted = files()
    for path, text in wanted.items():
        place = docs / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists() or place.read_text(encoding="utf-8") != text:
            place.write_text(text, encoding="utf-8", newline="\n")
            changed += 1
    for directory in ("efun", "apply"):
        for place in (docs / directory).glob("*.md"):
            if f"{directory}/{place.name}" not in wanted:
                place.unlink()
                changed += 1
    return changed


# -- in a terminal --------------------------------------------------------------------------------------------


def terminal(page: Page, width: int = _WIDTH, *, bold: bool = False) -> str:
    """A page for a terminal of that width."""
    lines = _terminal(page, f"{page.name} ({page.directory})", min(width, 100), _BOLD if bold else "{}")
    return "\n".join(lines) + "\n"


def _terminal(page: Page, title: str, width: int, heading: str) -> Iterator[str]:
    def filled(text: str, hanging: str = "") -> str:
        return textwrap.fill(
            text, width, initial_indent="    ", subsequent_indent="    " + hanging, break_on_hyphens=False
        )

    text = page.text
    yield from (heading.format(title), filled(text.summary), "", heading.format("Synopsis"))
    yield from (f"    {line}" for line in page.synopsis)
    yield from (filled(note) for note in page.notes)
    if text.description:
        yield from ("", heading.format("Description"))
        yield "\n\n".join(filled(paragraph) for paragraph in text.description)
    if text.arguments:
        yield from ("", heading.format("Arguments"))
        yield from (filled(f"{name}: {what}", "    ") for name, what in text.arguments)
    for name, content in (("Returns", text.returns), ("Errors", text.errors)):
        if content:
            yield from ("", heading.format(name), filled(content))
    if text.example:
        yield from ("", heading.format("Example"), *(f"    {line}" for line in text.example))
    for variant in page.variants:
        names = " and ".join(sorted(one.value for one in VARIANTS[page.name].profiles))
        yield ""
        yield from _terminal(variant, f"{page.name} in {names}", width, heading)
    if text.see_also:
        yield from ("", heading.format("See also"), filled(", ".join(text.see_also)))


def listing(width: int = _WIDTH) -> str:
    """The names of all pages, for a terminal."""
    lines = []
    for directory, title in (("efun", "Efuns"), ("apply", "Applies")):
        names = " ".join(page.name for page in pages() if page.directory == directory)
        lines += [f"{title}:", textwrap.fill(names, min(width, 100), initial_indent="  ", subsequent_indent="  "), ""]
    return "\n".join(lines) + "neolith-trio man NAME shows a page.\n"


def show(names: Sequence[str]) -> tuple[str, str]:
    """What `neolith-trio man NAME ...` writes, and what there is to complain about; without names a list of all."""
    size = shutil.get_terminal_size((_WIDTH, 0))
    if not names:
        return listing(size.columns), ""
    bold = sys.stdout is not None and sys.stdout.isatty()
    shown = [terminal(page, size.columns, bold=bold) for name in names for page in find(name.removesuffix("()"))]
    missing = [_unknown(name) for name in names if not find(name.removesuffix("()"))]
    return "\n".join(shown), "".join(missing)


def search(words: Sequence[str]) -> tuple[str, str]:
    """What `neolith-trio man -k WORD ...` writes: the pages that speak of all these words, those named so first."""
    wanted = [word.lower() for word in words]
    found = [page for page in pages() if all(word in _everything(page) for word in wanted)]
    found.sort(key=lambda page: (not all(word in page.name for word in wanted), not _told_early(page, wanted)))
    if not found:
        return "", f"no page speaks of {' and '.join(words)}\n"
    names = [f"{page.name} ({page.directory})" for page in found]
    widest = max(map(len, names))
    width = min(shutil.get_terminal_size((_WIDTH, 0)).columns, 100)
    below = " " * (widest + 2)
    lines = [
        textwrap.fill(page.text.summary, width, initial_indent=f"{name:{widest}}  ", subsequent_indent=below)
        for name, page in zip(names, found, strict=True)
    ]
    return "\n".join(lines) + "\n", ""


def _told_early(page: Page, words: Iterable[str]) -> bool:
    summary = page.text.summary.lower()
    return all(word in page.name or word in summary for word in words)


def _everything(page: Page) -> str:
    """All words of a page but its example and its references."""
    text = page.text
    arguments = (word for item in text.arguments for word in item)
    parts = (page.name, text.summary, *text.description, *arguments, text.returns, text.errors)
    return "\n".join((*parts, *map(_everything, page.variants))).lower()


def page_through(text: str) -> bool:
    """Let the reader's own pager ($PAGER) show a text that is longer than the terminal; whether one has."""
    if sys.stdout is None or not sys.stdout.isatty() or sys.stdin is None or not sys.stdin.isatty():
        return False
    command = os.environ.get("PAGER", "less" if os.name == "posix" else "")
    size = shutil.get_terminal_size((_WIDTH, 24))
    if not command.strip() or text.count("\n") < size.lines:
        return False
    # -R of less: bold stays bold. What is set already is the reader's own choice
    environment = {"LESS": "-R", **os.environ}
    try:
        with subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, env=environment) as pager:
            pager.communicate(text.encode("utf-8"))
    except OSError:
        return False
    return pager.returncode != _NO_SUCH_COMMAND


def _unknown(name: str) -> str:
    close = close_names(name)
    hint = f"; did you mean {' or '.join(close)}?" if close else "; `neolith-trio man` lists all pages"
    return f"there is no page on {name}{hint}\n"


def main(arguments: Sequence[str]) -> int:
    """Write the pages into the directory that is given, or into docs; the exit status."""
    if len(arguments) > 1 or any(one.startswith("-") for one in arguments):
        sys.stderr.write(
            "usage: python -m neolith_trio.manual [DIRECTORY]\nwrites the pages of the manual, into docs by itself\n"
        )
        return 0 if set(arguments) & {"-h", "--help"} else 2
    sys.stdout.write(f"{write(Path(arguments[0] if arguments else 'docs'))} files changed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
