"""The natural-language parser: rules of verbs, words of things, and what is done or said in the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from neolith_trio.config import Charset, Profile
from neolith_trio.errors import LpcError
from neolith_trio.runtime.parsing.rules import tokens_of
from neolith_trio.runtime.parsing.words import ordinal, split

from ..efuns.mud import logon

MASTER = """
string get_root_uid() { return "Root"; }
string get_bb_uid() { return "Back"; }
string creator_file(string file) { return "Back"; }
object connect(int port) { return new("/user"); }
string *parse_command_prepos_list() { return ({ "in", "at", "with" }); }
object *parse_command_users() { return ({ }); }
string parser_error_message(int kind, object ob, mixed what, int several) { return kind + ":" + what; }
"""
ROOM = """
void create() { parse_init(); }
int inventory_visible() { return 1; }
int inventory_accessible() { return 1; }
string *parse_command_id_list() { return ({ "room" }); }
"""
THING = """
string *names, *adjectives = ({ });
int living;
varargs void set(string n, string adj, int l) {
    names = ({ n }); living = l;
    if (adj) adjectives = ({ adj });
    parse_init();
    parse_refresh();
}
string *parse_command_id_list() { return names; }
string *parse_command_plural_id_list() { return ({ names[0] + "s" }); }
string *parse_command_adjectiv_id_list() { return adjectives; }
int is_living() { return living; }
int inventory_visible() { return 1; }
int inventory_accessible() { return 1; }
string name() { return implode(adjectives + names, " "); }
mixed direct_verb_rule(string verb, string rule) {
    if (sizeof(adjectives) && adjectives[0] == "hot") return "#Too hot.";
    return 1;
}
mixed indirect_verb_rule(string verb, string rule) { return 1; }
mixed direct_put_obj_in_obj(object me, object bag) { return 1; }
mixed indirect_put_obj_in_obj(object thing, object me) { return names[0] == "bag"; }
"""
VERBS = """
string *log = ({ });
void create() {
    parse_init();
    parse_add_rule("look", "");
    parse_add_rule("look", "at OBJ");
    parse_add_rule("get", "OBS");
    parse_add_rule("put", "OBJ in OBJ");
    parse_add_rule("say", "STR");
    parse_add_rule("kiss", "LIV");
    parse_add_rule("spell", "WRD with STR");
    parse_add_synonym("take", "get");
}
mixed can_verb_rule(string verb, string rule) { return 1; }
mixed direct_verb_rule(string verb, string rule) { return 1; }
string called(mixed what) {
    if (pointerp(what)) return implode(map(what, (: called :)), "+");
    return objectp(what) ? what->name() : what;
}
void note(string s) { tell_object(this_player(), s + "\\n"); }
void do_look() { note("look"); }
void do_look_at_obj(object ob, string typed) { note("look at " + ob->name() + " as " + typed); }
void do_get_obs(mixed *obs) { note("get " + called(obs)); }
void do_get_obj(object ob) { note("get " + ob->name()); }
void do_put_obj_in_obj(object ob, object bag) { note(ob->name() + " into " + bag->name()); }
void do_say_str(string s) { note("say " + s); }
void do_kiss_liv(object ob) { note("kiss " + ob->name()); }
void do_verb_rule(string verb, string rule, string one, string two) { note(verb + "/" + rule + "/" + one + "/" + two); }
"""
USER = """
object thing(string n, string adj, int l) {
    object ob = new("/thing");
    ob->set(n, adj, l);
    ob->arrive(environment());
    return ob;
}
int inventory_visible() { return 1; }
int inventory_accessible() { return 1; }
mixed can_verb_rule() { return 1; }
void try(string s);
void logon() {
    object room = load_object("/room");
    load_object("/verbs");
    enable_commands();
    parse_init();
    move_object(room);
    thing("sword", "red", 0); thing("sword", "blue", 0); thing("bag", 0, 0);
    thing("elf", 0, 1); thing("coal", "hot", 0);
    TRY
}
void try(string s) { mixed r = parse_sentence(s); if (r != 1) write("" + r + "\\n"); }
"""


def answers(root: Path, *sentences: str) -> list[str]:
    """What a user sees who types the sentences in a room with a few things."""
    tries = "".join(f'try("{sentence}");' for sentence in sentences)
    thing = THING + "void arrive(object where) { move_object(where); }"
    files = {"master.c": MASTER, "room.c": ROOM, "thing.c": thing, "verbs.c": VERBS}
    return logon(root, USER.replace("TRY", tries), files, profile=Profile.FLUFFOS, charset=Charset.UTF8)


class TestSentences:
    """What becomes of a sentence."""

    def test_a_verb_alone(self, tmp_path: Path) -> None:
        """The rule without words."""
        assert answers(tmp_path, "look") == ["look"]

    def test_a_thing_is_found_by_adjective_and_noun(self, tmp_path: Path) -> None:
        """Its words go to the function as they were typed."""
        assert answers(tmp_path, "look at the RED sword") == ["look at red sword as the RED sword"]

    def test_numbers_choose_among_equals(self, tmp_path: Path) -> None:
        """The newest thing is the first."""
        assert answers(tmp_path, "look at first sword", "look at 2nd sword") == [
            "look at blue sword as first sword",
            "look at red sword as 2nd sword",
        ]

    def test_several_things(self, tmp_path: Path) -> None:
        """A plural takes all that agree; a singular one of them."""
        assert answers(tmp_path, "get swords", "take sword") == ["get red sword+blue sword", "get blue sword"]

    def test_two_things(self, tmp_path: Path) -> None:
        """Each is asked about the other."""
        assert answers(tmp_path, "put red sword in bag") == ["red sword into bag"]

    def test_words_keep_their_marks(self, tmp_path: Path) -> None:
        """What STR takes is the text as it was typed."""
        assert answers(tmp_path, "say Hello, you!") == ["say Hello, you!"]

    def test_a_living_being(self, tmp_path: Path) -> None:
        """LIV takes no thing; the master is told why."""
        assert answers(tmp_path, "kiss elf", "kiss bag") == ["kiss elf", "2:bag"]

    def test_the_general_function_of_a_verb(self, tmp_path: Path) -> None:
        """do_verb_rule() stands for all that are not there."""
        assert answers(tmp_path, "spell fire with great care") == ["spell/WRD with STR/fire/great care"]

    def test_nothing_of_that_name(self, tmp_path: Path) -> None:
        """The nearest reading says what is missing."""
        assert answers(tmp_path, "look at unicorn") == ["7:unicorn"]

    def test_an_adjective_that_does_not_fit(self, tmp_path: Path) -> None:
        """The noun is there, but not so."""
        assert answers(tmp_path, "look at red bag") == ["1:bag"]

    def test_a_verb_that_nobody_knows(self, tmp_path: Path) -> None:
        """0: not even the verb; -1: no rule fits."""
        assert answers(tmp_path, "dance", "look under bag") == ["0", "-1"]

    def test_a_thing_refuses(self, tmp_path: Path) -> None:
        """Its reason reaches the user."""
        assert answers(tmp_path, "look at coal") == ["6:Too hot."]


class TestWords:
    """Sentences cut into words."""

    def test_words_are_lower_case_without_apostrophes(self) -> None:
        """What stands between them is no word."""
        assert [word.text for word in split("  Don't look, \"AT\" it.")] == ["dont", "look", "at", "it."]

    def test_a_word_knows_where_it_stands(self) -> None:
        """From its first mark to the next word."""
        sentence = "say Hello, you"

        assert [sentence[word.start : word.end] for word in split(sentence)] == ["say", "Hello,", "you"]

    @pytest.mark.parametrize(("word", "number"), [("second", 2), ("a", 1), ("12th", 12), ("12nd", 0), ("22nd", 22)])
    def test_ordinals(self, word: str, number: int) -> None:
        """In words and in digits, if those are spelt right."""
        assert ordinal(word) == number


class TestRules:
    """Rules as they are written."""

    def test_weights(self) -> None:
        """A rule about a living being beats one about a thing, that beats words."""
        rules = [tokens_of(rule, ["in"]) for rule in ("LIV", "OBJ", "OBS", "STR", "in")]
        weights = [sum(token.weight for token in tokens) for tokens in rules]

        assert weights == [4, 3, 2, 1, 1]

    @pytest.mark.parametrize("rule", ["OBJ OBJ OBJ", "OBS LVS", "under OBJ", "STR:v", "OBJ:x"])
    def test_wrong_rules(self, rule: str) -> None:
        """They are refused when they are announced."""
        with pytest.raises(LpcError):
            tokens_of(rule, ["in"])
