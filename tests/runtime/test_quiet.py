"""Quiet functions: calls of them are not written into the books, and nobody can tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from neolith_trio.efuns import REGISTRY
from neolith_trio.efuns.registry import VARIANTS
from neolith_trio.runtime import master
from neolith_trio.runtime.programs.quiet import EFUNS
from neolith_trio.runtime.programs.reloading import recompile

from ..efuns.mud import MASTER, Mud, logon

LOUD_NAMES = {"apply", "apply_visible", "callback", "call_other", "evaluate", "callers"}
"""What a Python function names that calls LPC or looks at the callers."""
FUNCTIONS = {
    "int tells() { return count; }": True,
    'void sets(int n) { count += n; names[n] = "x"; }': True,
    "string makes(object ob) { return upper_case(file_name(ob)) + sizeof(names); }": True,
    "int loops() { int sum; foreach (int one in ({ 1, 2 })) sum += one; return sum; }": True,
    'mixed fails() { error("no\\n"); }': True,
    "object asks() { return previous_object(); }": False,
    "int calls() { return this_object()->tells(); }": False,
    "int its_own() { return other() + other(); }": True,
    "int only_declared() { return tells(); }": False,
    "object its_loud() { return loud(); }": False,
    "int itself(int n) { return n < 1 ? 0 : itself(n - 1); }": False,
    "mixed evaluates(function f) { return evaluate(f); }": False,
    'mixed catches() { return catch(error("no\\n")); }': False,
    "mixed filters(mixed *a) { return filter(a, (: $1 :)); }": False,
    "function points() { return (: other :); }": False,
    "async int waits() { return 1; }": False,
}


@pytest.mark.parametrize("text", FUNCTIONS)
def test_quiet_is_what_can_neither_call_nor_ask(tmp_path: Path, text: str) -> None:
    """Variables, operators and some efuns; everything else may lead to somebody who asks."""
    program = (
        f"int count; mapping names = ([]); int tells(); int other() {{ return 0; }} "
        f"object loud() {{ return previous_object(); }} {text}"
    )
    mud = Mud(tmp_path, {"user.c": program})
    mud.logon()
    name = text.split("(")[0].split()[-1]

    assert mud.user.quiet.within(mud.user.__class__, mud.user.applies[name][0]) is FUNCTIONS[text]


def _names_in(checked: Any) -> set[str]:
    """What an efun's own function names, behind the check of its arguments."""
    return set(checked.__globals__.get("_function", checked).__code__.co_names)


PLAYERS = {
    "int tells() { return count; }": True,
    "object asks() { return this_player(); }": False,
    "object its_players() { return player(); }": False,
}


@pytest.mark.parametrize("text", PLAYERS)
def test_who_asks_for_the_player_asks_somebody(tmp_path: Path, text: str) -> None:
    """Itself, or by another function of its object."""
    mud = Mud(tmp_path, {"user.c": f"int count; object player() {{ return this_player(); }} {text}"})
    mud.logon()
    name = text.split("(")[0].split()[-1]

    assert mud.user.quiet.asks_for_nobody(mud.user.__class__, mud.user.applies[name][0]) is PLAYERS[text]


@pytest.mark.parametrize("name", sorted(EFUNS))
def test_one_efun_only_asks_for_the_player(name: str) -> None:
    """What asks_for_nobody() does not know would see the player of another heart beat, or none."""
    asks = bool({"this_player", "this_interactive", "commanding", "interacting"} & _names_in(REGISTRY[name].function))

    assert asks is (name == "this_player")


@pytest.mark.parametrize("name", sorted(EFUNS))
def test_no_efun_of_quiet_code_calls_lpc(name: str) -> None:
    """Nor the form of it that another dialect has."""
    for efun in (REGISTRY[name], VARIANTS.get(name)):
        if efun is not None:
            assert not LOUD_NAMES & _names_in(efun.function)
            assert "function " not in efun.prototype


ERRORS = {
    "master.c": MASTER
    + """
        mixed *seen = ({ });
        void error_handler(mapping error, int caught) {
          seen = map(all_previous_objects(), (: file_name :));
          seen += map(error["trace"], (: $1["function"] :));
          seen += call_stack(2) + call_stack(3);
        }
        mixed *query_seen() { return seen; }
    """,
    "thing.c": """
        int quietly(int n) { return n / (n - n); }
        int loudly(int n) { previous_object(); return n / (n - n); }
    """,
}


def test_an_error_in_a_quiet_function_is_told_as_in_any_other(tmp_path: Path) -> None:
    """The error handler sees the same callers and the same trace."""
    shown = logon(
        tmp_path,
        """
        void logon() {
          object thing;
          mixed *quiet, *loud;
          seteuid(getuid());
          thing = load_object("/thing");
          catch(thing->quietly(1));
          quiet = master()->query_seen();
          catch(thing->loudly(1));
          loud = master()->query_seen();
          p(implode(quiet, " "));
          p(implode(loud, " "));
          catch(evaluate((: $1 / ($1 - $1) :), 1));
          p(implode(master()->query_seen(), " "));
          catch(evaluate((: $1 / ($1 - $1) + sizeof(call_stack()) :), 1));
          p(implode(master()->query_seen(), " "));
        }""",
        ERRORS,
    )

    assert shown[0].replace("quietly", "loudly") == shown[1]
    assert "/user#" in shown[0]
    assert shown[2] == shown[3]


BORN = "int a = 3; string b; string tells() { return a + b; }"
BIRTHS = {
    **ERRORS,
    "quiet.c": f'{BORN} void create() {{ b = "b"; a++; error("no\\n"); }}',
    "loud.c": f'{BORN} void create() {{ previous_object(); b = "b"; a++; error("no\\n"); }}',
}


def test_a_quiet_create_begins_an_object_as_any_other(tmp_path: Path) -> None:
    """The variables have their values, and an error in it has the same callers and trace."""
    shown = logon(
        tmp_path,
        """
        void logon() {
          seteuid(getuid());
          foreach (string name in ({ "/quiet", "/loud" })) {
            object ob;
            catch(load_object(name));
            catch(clone_object(name));
            p(implode(master()->query_seen(), " "));
            ob = children(name)[0];
            p(clonep(ob) + " " + ob->tells());
          }
        }""",
        BIRTHS,
    )

    assert shown[0].replace("quiet#2", "loud#3") == shown[2]
    assert "create" in shown[0]
    assert shown[1] == shown[3] == '"1 4b"'


def test_a_simul_efun_that_is_compiled_again_is_another(tmp_path: Path) -> None:
    """What calls of it remember is forgotten."""
    files = {"simul.c": "int answer() { return 1; }", "user.c": "int ask() { return answer(); }"}
    mud = Mud(tmp_path, files, simul_efun_file="/simul")
    mud.enter(lambda: master.load_simul_efuns(mud.world))
    mud.logon()
    assert mud.user.applies["ask"][0](mud.user) == 1

    (tmp_path / "simul.c").write_text("int answer() { return 2; }")
    mud.enter(lambda: recompile(mud.world, mud.user, "simul"))
    assert mud.user.applies["ask"][0](mud.user) == 2


@pytest.mark.parametrize(
    "made", ["(: 1 / ($1 - $1) :)", "(: fails :)", "(: fails, 5 :)", "function(int n) { return n / 0; }"]
)
def test_an_error_in_a_function_value_is_told_alike_whoever_called_it(tmp_path: Path, made: str) -> None:
    """The runtime the first time, compiled code itself from then on."""
    text = f"""
        int zero;
        int fails(int n) {{ return n / zero; }}
        mixed try(function f) {{ catch(evaluate(f, 1)); return "/master"->query_seen(); }}
        void logon() {{
          function f = {made.replace("/ 0", "/ zero")};
          mixed *first = try(f), *then = try(f);
          p(implode(first, " ")); p(implode(first, " ") == implode(then, " "));
        }}
    """
    told, alike = logon(tmp_path, text.replace("void logon()", "void ignored() {} void logon()"), ERRORS)

    assert told.count("<function>") == (2 if "fails" in made else 4)
    assert alike == "1"


def test_a_function_value_that_was_called_before_still_needs_its_owner(tmp_path: Path) -> None:
    """Also where an argument ends it; and arguments are evaluated once, before."""
    text = """
        int count;
        int once(object ob) { count++; if (ob) destruct(ob); return count; }
        void logon() {
          object other = new("/other");
          function f = other->mine();
          p(evaluate(f, 1)); p(evaluate(f, 2)); p(evaluate(f, once(0), 5)); p((*f)(once(0)));
          p(strsrch(catch(evaluate(f, once(other))), "is destructed") > 0); p(count);
          p(catch(evaluate(f, 1)) != 0);
        }
    """
    shown = logon(tmp_path, text, {"other.c": "function mine() { return (: $1 * 10 :); }"})

    assert shown == ["10", "20", "10", "20", "1", "3", "1"]


def test_a_recompiled_program_has_new_function_values(tmp_path: Path) -> None:
    """What was called by an old one is forgotten."""
    mud = Mud(tmp_path, {"user.c": "int f() { return 1; } function g = (: f :); int run() { return evaluate(g); }"})
    mud.logon()
    user = mud.user
    assert [user.f_run(), user.f_run()] == [1, 1]

    (tmp_path / "user.c").write_text("int f() { return 2; } function g; int run() { return evaluate(g); }")
    recompile(mud.world, None, "user")

    assert [user.f_run(), user.f_run()] == [2, 2]
