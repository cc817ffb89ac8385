"""parse_command(): what its parts know of numbers, plurals and words, what the dialects do, and what costs a turn."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from neolith_trio.config import Charset, Profile
from neolith_trio.runtime.budget import TimedBudget
from neolith_trio.runtime.parse_command.numerals import numeral
from neolith_trio.runtime.parse_command.plurals import plural
from neolith_trio.runtime.parse_command.words import Words

from ..efuns.mud import MASTER, Mud, logon
from .test_evaluation import needs_timer, with_budget

MASTER_WITH_WORDS = f"""{MASTER}
string *parse_command_prepos_list() {{ return ({{ "in", "on top of" }}); }}
string parse_command_all_word() {{ return "all"; }}
"""
THING = """
string name;
object called(string n) { name = n; return this_object(); }
object arrive(object where) { move_object(where); return this_object(); }
string *parse_command_id_list() { return ({ name }); }
"""
OTHERS = [Profile.MUDOS, Profile.FLUFFOS]


def seen(root: Path, body: str, profile: Profile = Profile.NEOLITH, master: str = MASTER_WITH_WORDS) -> list[str]:
    """What a user writes whose logon() does that, in a mud with things."""
    charset = Charset.UTF8 if profile is Profile.FLUFFOS else Charset.BYTES
    return logon(root, body, {"master.c": master, "thing.c": THING}, profile=profile, charset=charset)


class TestNumerals:
    """Words that say a number."""

    @pytest.mark.parametrize(
        ("word", "number"),
        [
            ("0", 0), ("17", 17), ("+4", 4), ("3rd", 3), (" 2", 2), ("one", 1), ("nineteen", 19), ("twenty", 20),
            ("ninetynine", 99), ("first", -1), ("twelfth", -12), ("twentieth", -20), ("twentyfirst", -21), ("all", 0),
            ("", 0), ("-1", None), ("twenty-one", None), ("hundred", None), ("Two", None), ("x2", None),
        ],
    )  # fmt: skip
    def test_a_number_is_read(self, word: str, number: int | None) -> None:
        """Digits, words to ninety-nine, ordinals below zero."""
        assert numeral(word, "all", modern=False) == numeral(word, "all", modern=True) == number

    def test_the_ninth_is_spelled_by_dialect(self) -> None:
        """Neolith and MudOS have a spelling of their own."""
        assert [numeral("ninth", None, modern=modern) for modern in (False, True)] == [None, -9]
        assert [numeral("thirtynineth", None, modern=modern) for modern in (False, True)] == [-39, None]

    def test_no_number_below_a_hundred_is_missing(self) -> None:
        """Ones and tens are written as one word."""
        tens = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
        ones = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
        spoken = {numeral(ten + one, None, modern=True) for ten in tens[2:] for one in ones}

        assert spoken == set(range(20, 100))

    def test_without_a_word_for_all_there_is_none(self) -> None:
        """The master names it."""
        assert numeral("all", None, modern=True) is None


class TestPlurals:
    """Plurals of names."""

    @pytest.mark.parametrize(
        ("name", "old", "modern"),
        [
            ("sword", "swords", "swords"), ("knife", "knives", "knives"), ("leaf", "leaves", "leaves"),
            ("rose", "rosves", "roses"), ("torch", "torches", "torches"), ("path", "patses", "paths"),
            ("glass", "glasses", "glasses"), ("box", "boxes", "boxes"), ("ox", "ox", "ox"), ("key", "keys", "keys"),
            ("berry", "berries", "berries"), ("soliloquy", "soliloquies", "soliloquies"), ("quy", "quys", "quys"),
            ("man", "men", "men"), ("mouse", "mousves", "mice"), ("tooth", "tootses", "teeth"), ("", "", ""),
            ("long sword", "longs sword", "longs sword"), ("sack of corn", "sacks of corn", "sacks of corn"),
            ("x" * 91, "x" * 90 + "xes", "x" * 90 + "xes"), ("x" * 92, "x" * 92, "x" * 92),
        ],
    )  # fmt: skip
    def test_a_plural_is_made(self, name: str, old: str, modern: str) -> None:
        """Neolith and MudOS run their rules together."""
        assert plural(name, name.split(" "), modern=False) == old
        assert plural(name, name.split(" "), modern=True) == modern


class TestWords:
    """Names among the words of a command."""

    def words(self, text: str) -> Words:
        """The words of a text, at no cost."""
        return Words(text.split(" "), lambda name: name.split(" "), lambda: None)

    def test_a_name_is_found_from_a_place_on(self) -> None:
        """At its first word from there."""
        words = self.words("a b a c")
        assert [words.find("a", start) for start in range(4)] == [(0, 0), (2, 2), (2, 2), None]

    def test_a_name_of_several_words_counts_the_word_after_it(self) -> None:
        """As the reference drivers do."""
        assert self.words("a b a c d").find("a c", 0) == (2, 4)
        assert self.words("b a").find("a c", 0) is None
        assert self.words("a c").find(" a c", 0) is None

    @pytest.mark.parametrize(
        ("text", "fits"),
        [("red", True), ("dark red", True), ("red dark red", True), ("dark", False), ("red dark", False), ("", False)],
    )
    def test_adjectives_of_several_words(self, text: str, fits: bool) -> None:
        """All words must belong to one."""
        words = self.words(text)
        assert words.all_among(frozenset({"red", "dark red", "very dark"}), 0, len(words)) is fits

    def test_the_longest_adjective_is_taken_first(self) -> None:
        """There is no way back to a shorter one."""
        words = self.words("dark red big")
        assert not words.all_among(frozenset({"dark", "dark red", "red big"}), 0, 3)
        assert words.all_among(frozenset({"dark", "red big"}), 0, 3)


class TestDialects:
    """The same efun in the other dialects."""

    @pytest.mark.parametrize("profile", OTHERS)
    def test_a_blank_at_the_ends_of_a_pattern_does_not_count(self, tmp_path: Path, profile: Profile) -> None:
        """Because explode() drops it there."""
        body = """
            mixed what;
            p(parse_command("get sword", ({ new("/thing")->called("sword") }), " 'get' / 'take' %i ", what));
            p(sizeof(what));
        """
        assert seen(tmp_path, body, profile) == ["1", "2"]

    def test_in_neolith_the_blank_counts(self, tmp_path: Path) -> None:
        """After it comes an element that wants a word."""
        assert seen(tmp_path, """mixed what; p(parse_command("get sword", ({ }), "'get' %w ", what));""") == ["0"]

    @pytest.mark.parametrize(("profile", "shown"), [(Profile.MUDOS, ["1", "0"]), (Profile.FLUFFOS, ["0", "1"])])
    def test_plurals_differ(self, tmp_path: Path, profile: Profile, shown: list[str]) -> None:
        """FluffOS does not run its rules together."""
        body = """
            mixed what, *roses = ({ new("/thing")->called("rose") });
            p(parse_command("rosves", roses, "%i", what));
            p(parse_command("roses", roses, "%i", what));
        """
        assert seen(tmp_path, body, profile) == shown

    @pytest.mark.parametrize(("profile", "shown"), [(Profile.MUDOS, "-9"), (Profile.FLUFFOS, "0")])
    def test_ordinals_differ(self, tmp_path: Path, profile: Profile, shown: str) -> None:
        """By one letter."""
        assert seen(tmp_path, 'int n; parse_command("nineth", ({ }), "%d", n); p(n);', profile) == [shown]

    def test_words_of_any_script(self, tmp_path: Path) -> None:
        """Characters are compared as they are."""
        body = """
            mixed what;
            p(parse_command("nimm schlüssel", ({ new("/thing")->called("schlüssel") }), "'nimm' %i", what));
            p(sizeof(what));
        """
        assert seen(tmp_path, body, Profile.FLUFFOS) == ["1", "2"]


class TestWhatCrashesOthers:
    """Calls that the reference drivers do not survive."""

    def test_a_preposition_without_a_list(self, tmp_path: Path) -> None:
        """There is none."""
        body = """
            mixed where;
            p(parse_command("in", ({ }), "%p", where));
            p(parse_command("in", ({ }), "%p / %w", where));
        """
        assert seen(tmp_path, body, master=MASTER) == ["0", "1"]

    def test_living_things_among_other_values(self, tmp_path: Path) -> None:
        """The others are passed over."""
        body = """
            enable_commands();
            mixed who;
            p(parse_command("all", ({ 0, "x", this_object(), 1.5, ({ }) }), "%l", who));
            p(sizeof(who));
            p(parse_command("all", ({ 0 }), "%l", who));
        """
        assert seen(tmp_path, body) == ["1", "2", "0"]

    def test_more_objects_than_an_array_holds(self, tmp_path: Path) -> None:
        """The array of %i would be too large."""
        body = """
            mixed what;
            for (int i = 0; i < 10; i++) new("/thing")->called("x")->arrive(this_object());
            p(catch(parse_command("all", this_object(), "%i", what)));
        """
        files = {"master.c": MASTER_WITH_WORDS, "thing.c": THING}
        mud = Mud(tmp_path, {**files, "user.c": f"{_PRINT}void logon() {{ {body} }}"}, max_array_size=10)
        assert mud.logon() == '"Illegal array size.\\n"\n'


_PRINT = 'void p(mixed what) { printf("%O\\n", what); }\n'

# Each is much work for a short call.
RUNAWAYS = {
    "many words and names": """
        mixed what, *names = allocate(5000);
        for (int i = 0; i < 5000; i++) names[i] = "name" + i;
        NAMES(names)
        parse_command(times("word ", 10000), ({ this_object() }), "%s %i", what);
    """,
    "many alternatives": """
        mixed what;
        parse_command(times("w ", 14000), ({ }), "%s " + times("'x' / ", 7000) + "'y'", what);
    """,
    "many prepositions": """
        mixed what;
        parse_command(times("w ", 14000), ({ }), "%s %p", what);
    """,
}
TIMES = """
string times(string text, int n) {
    string all = "";
    while (n > 0) { all += text; n--; }
    return all;
}
string *names;
string *parse_command_id_list() { return names; }
"""


def cut_in_the_call(root: Path, mud: Mud) -> bool:
    """Does the log say that the budget ended in the line that calls parse_command()?"""
    lines = (root / "user.c").read_text().splitlines()
    number = next(number for number, line in enumerate(lines, 1) if line.lstrip().startswith("parse_command("))
    return mud.outside.logged[0].startswith(f"/user.c:{number}: *Too long evaluation.")


class TestBudget:
    """A call that takes for ever costs its own turn."""

    @pytest.fixture
    def timed(self) -> Iterator[TimedBudget]:
        """A timed budget that has the signal."""
        budget = TimedBudget(150_000)
        budget.install()
        yield budget
        budget.uninstall()

    def mud(self, root: Path, name: str, cost: int) -> Mud:
        """A mud whose user makes such a call at logon."""
        body = RUNAWAYS[name].replace("NAMES(names)", "this_object()->tell(names);")
        user = f'{TIMES}void tell(string *n) {{ names = n; }}\nvoid logon() {{ {body} write("never\\n"); }}'
        master = f"""{MASTER}
            string *parse_command_prepos_list() {{
                string *all = allocate(14000);
                for (int i = 0; i < 14000; i++) all[i] = "p" + i;
                return all;
            }}
        """
        return Mud(root, {"master.c": master, "user.c": user}, max_evaluation_cost=cost)

    @pytest.mark.parametrize("name", RUNAWAYS)
    def test_a_counted_budget_ends_it(self, tmp_path: Path, name: str) -> None:
        """Every look-up is a step."""
        mud = self.mud(tmp_path, name, 150_000)
        started = time.monotonic()

        assert mud.logon() == ""
        assert cut_in_the_call(tmp_path, mud)
        assert time.monotonic() - started < 10

    @needs_timer
    @pytest.mark.parametrize("name", RUNAWAYS)
    def test_the_timer_ends_it(self, tmp_path: Path, timed: TimedBudget, name: str) -> None:
        """The work may be cut where it is."""
        mud = with_budget(self.mud(tmp_path, name, 1_000_000), timed)
        started = time.monotonic()

        assert mud.logon() == ""
        assert cut_in_the_call(tmp_path, mud)
        assert time.monotonic() - started < 10
