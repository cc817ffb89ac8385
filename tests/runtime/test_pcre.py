"""Patterns in the form of PCRE, matched by Python's `re`."""

from __future__ import annotations

import re

import pytest

from neolith_trio.runtime.texts.pcre import translate

CASES = [
    # what matches and what does not, by the rules of PCRE in UTF mode without UCP
    (r"^\p{Han}+$", "\u5f20\u5927\u4e09", "\u5f20a"),
    (r"^\pL+$", "\u00e9a\u5f20", "a1"),
    (r"^[\p{Lu}_]+$", "\u00c4_B", "a"),
    (r"^\P{Han}$", "a", "\u5f20"),
    (r"^\p{^Han}$", "a", "\u5f20"),
    (r"^[^\P{Greek}]$", "\u03b1", "a"),
    (r"^[[:alpha:]_-]+$", "a_-b", "1"),
    (r"^[[:^digit:]]$", "\u00e9", "1"),
    (r"^\w$", "a", "\u00e9"),
    (r"^[\W]$", "\u00e9", "a"),
    (r"^[\D\s]$", " ", "5"),
    (r"^\x{4e00}$", "\u4e00", "x"),
    (r"^\Qa.b\E$", "a.b", "axb"),
    (r"a\z", "ba", "a\n"),
    (r"a\Z", "a\n", "ab"),
    (r"^a\Rb$", "a\r\nb", "a b"),
    (r"^a(?i)b|c$", "xC", "Abx"),
    (r"^(a(?i)b)c$", "aBc", "aBC"),
    (r"^(?<x>a|b)\k<x>$", "bb", "ab"),
    (r"^(a|b)\g{1}$", "aa", "ab"),
    (r"^[]a]+$", "]a", "b"),
    (r"^[[&|~]+$", "[&|~", "a"),
    (r"^(?=a)(?:ab?)$", "ab", "b"),
    (r"^[a-]+$", "a-", "b"),
    (r"^\(\|\)$", "(|)", ""),
]


@pytest.mark.parametrize(("pattern", "fitting", "other"), CASES)
def test_it_matches_what_pcre_matches(pattern: str, fitting: str, other: str) -> None:
    """And nothing else."""
    ready = re.compile(translate(pattern))

    assert ready.search(fitting)
    assert not ready.search(other)


def test_a_greedy_repetition_takes_little_and_a_lazy_one_much() -> None:
    """That is what the option is for."""
    little = re.search(translate("a+", ungreedy=True), "aaa")
    much = re.search(translate("a+?", ungreedy=True), "aaa")

    assert little
    assert much
    assert (little[0], much[0]) == ("a", "aaa")


def test_a_comment_of_a_verbose_pattern_opens_no_group() -> None:
    """Parentheses in it are text."""
    assert re.fullmatch(translate("a # (\nb", verbose=True), "ab", re.VERBOSE)


@pytest.mark.parametrize("pattern", [r"\p{Klingon}", "[[:elf:]]", r"\K", "(?R)", "(", "\\"])
def test_what_cannot_be_done_is_an_error(pattern: str) -> None:
    """It is never taken for something else."""
    with pytest.raises(re.error):
        re.compile(translate(pattern))
