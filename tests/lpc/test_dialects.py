"""What differs between the dialects of LPC, and what programs written for the others rely on."""

from __future__ import annotations

from pathlib import Path

from neolith_trio.config import Charset, Profile

from ..efuns.mud import logon


def fluffos(root: Path, body: str, files: dict[str, str] | None = None) -> list[str]:
    """What a user of the fluffos profile writes whose logon() has that body."""
    return logon(root, body, files, profile=Profile.FLUFFOS, charset=Charset.UTF8)


class TestNames:
    """Names mean what was declared before their use."""

    def test_a_function_defined_later_does_not_hide_an_efun(self, tmp_path: Path) -> None:
        """A compiler that reads once knows only the efun at the call."""
        body = 'string before() { return capitalize("x"); } string capitalize(string s) { return "own"; }'

        assert logon(tmp_path, f'{body} void logon() {{ p(before()); p(capitalize("x")); }}') == ['"X"', '"own"']

    def test_a_prototype_makes_it_known_at_once(self, tmp_path: Path) -> None:
        """Then the program's function is meant from there on."""
        body = 'string capitalize(string s); string f() { return capitalize("x"); }'
        body += ' string capitalize(string s) { return "own"; }'

        assert logon(tmp_path, f"{body} void logon() {{ p(f()); }}") == ['"own"']

    def test_equal_functions_that_a_macro_makes_in_one_line(self, tmp_path: Path) -> None:
        """Each is a function of its own, and none pushes another out of its place."""
        body = "#define F (: 1 :)\nmixed m() { return ({ F, F, F }); } int last() { return 7; }"

        assert logon(tmp_path, f"{body} void logon() {{ p(sizeof(m())); p(last()); }}") == ["3", "7"]
