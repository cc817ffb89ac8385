"""recompile_object(): a program is exchanged under the objects that live."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from neolith_trio.errors import LpcError
from neolith_trio.runtime import master
from neolith_trio.runtime.calls import apply, evaluate
from neolith_trio.runtime.values import UNDEFINED, Destructed

from .mud import MASTER, Mud

THING = """
int count = 1;
string name = "thing";
void set_count(int n) { count = n; }
int query_count() { return count; }
string query_name() { return name; }
"""


class Workbench:
    """A mud without users, in which files are changed."""

    def __init__(self, root: Path, **files: str) -> None:
        self._root = root
        given = {f"{name}.c": text for name, text in files.items()}
        self.mud = Mud(root, {"master.c": MASTER, "tool.c": TOOL, **given})
        self.world = self.mud.world
        self.tool = self.load("tool")

    def load(self, name: str) -> Any:
        return self._ask(lambda: self.world.objects.find_or_load(name, self.world.master))

    def clone(self, name: str) -> Any:
        return self._ask(lambda: self.world.objects.clone(name, self.world.master))

    def call(self, ob: Any, name: str, *args: Any) -> Any:
        return self._ask(lambda: apply(self.world, None, ob, name, *args))

    def write(self, name: str, text: str) -> None:
        (self._root / f"{name}.c").write_text(text)

    def recompile(self, name: str, text: str) -> Any:
        """Change a file and recompile it; what recompile_object() gives."""
        self.write(name, text)
        return self.call(self.tool, "recompile", f"/{name}")

    def _ask(self, thunk: Callable[[], Any]) -> Any:
        """Run an entry; its value, or its error."""
        found: list[Any] = []
        problems: list[LpcError] = []

        def entry() -> None:
            try:
                found.append(thunk())
            except LpcError as problem:
                problems.append(problem)

        self.world.evaluation.run(entry)
        if problems:
            raise problems[0]
        assert found, self.mud.outside.logged
        return found[0]


TOOL = """
varargs mixed recompile(mixed what, int heirs) { return recompile_object(what, heirs); }
string name_of(object ob) { return ob->query_name(); }
"""
OTHERS = ("kept", "added", "dropped", "unfit", "heirs")


def test_the_blueprint_and_all_clones_run_the_new_code_and_keep_their_variables(tmp_path: Path) -> None:
    """New variables get their initialisers, those that are kept do not run theirs; create() is not called."""
    bench = Workbench(tmp_path, thing=THING)
    blueprint, clone = bench.load("thing"), bench.clone("thing")
    bench.call(blueprint, "set_count", 5)
    bench.call(clone, "set_count", 7)

    told = bench.recompile(
        "thing",
        "int extra = 3, *list; int count = 100;\n"
        "int query_count() { return count * 1000 + extra; }\nvoid create() { count = -1; }\n",
    )

    assert [bench.call(ob, "query_count") for ob in (blueprint, clone)] == [5003, 7003]
    assert bench.call(clone, "query_name") is None
    assert (told["program"], told["objects"]) == ("/thing", [blueprint, clone])
    assert [told[key] for key in OTHERS] == [["count"], ["extra", "list"], ["name"], [], []]
    assert bench.call(bench.clone("thing"), "query_count") == -1000 + 3


@pytest.mark.parametrize("what", ["thing", "/thing.c", "/thing#1", "object"])
def test_a_program_has_many_names(tmp_path: Path, what: str) -> None:
    """The file's, and each of its objects'."""
    bench = Workbench(tmp_path, thing=THING)
    clone = bench.clone("thing")

    told = bench.call(bench.tool, "recompile", clone if what == "object" else what)

    assert len(told["objects"]) == 2


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("int count; int f() { return y; }", "Error in loading object '/thing':"),
        ('inherit "/nowhere";', "Inherited file '/nowhere' does not exist!"),
        ('inherit "/thing";', "Illegal to inherit self."),
        ('int count, extra = 1, fails = call_other(this_object(), "gone", 1 / (count - count));', "Division by zero"),
        ('string fresh = "x"; mixed count = 2; mixed m = evaluate((: error("no\\n") :));', "no"),
    ],
)
def test_what_fails_leaves_everything_as_it_was(tmp_path: Path, text: str, error: str) -> None:
    """Also when the initialisers of other variables have run already."""
    bench = Workbench(tmp_path, thing=THING)
    one, two = bench.load("thing"), bench.clone("thing")
    bench.call(two, "set_count", 7)
    before = [(ob.__class__, dict(ob.__dict__), ob.flags) for ob in (one, two)]

    with pytest.raises(LpcError, match=error.replace("(", r"\(")):
        bench.recompile("thing", text)

    assert [(ob.__class__, ob.__dict__, ob.flags) for ob in (one, two)] == before
    assert bench.call(two, "query_count") == 7


def test_what_is_not_loaded_cannot_be_recompiled(tmp_path: Path) -> None:
    """There is nothing that could go on."""
    bench = Workbench(tmp_path, thing=THING)

    with pytest.raises(LpcError, match="'/thing' is not loaded"):
        bench.call(bench.tool, "recompile", "/thing")


def test_inherited_variables_follow_their_program(tmp_path: Path) -> None:
    """Wherever its inherit statement stands now; two paths to one program are two sets of variables."""
    bench = Workbench(
        tmp_path,
        base="int hp = 10; void hurt(int n) { hp -= n; } int query_hp() { return hp; }",
        other="int hp = 50; int query_other() { return hp; }",
        body='inherit "/base"; int hp = 1; int query_own() { return hp; }',
    )
    body = bench.load("body")
    bench.call(body, "hurt", 4)

    told = bench.recompile(
        "body", 'inherit "/other"; inherit "/base"; int query_own() { return 0; } int query_extra() { return 1; }'
    )

    answers = [bench.call(body, f"query_{name}") for name in ("hp", "other", "own", "extra")]
    assert answers == [6, 50, 0, 1]
    assert [told[key] for key in OTHERS] == [["/base::hp"], ["/other::hp"], ["hp"], [], []]


def test_heirs_are_named_and_keep_the_old_code(tmp_path: Path) -> None:
    """Recompiled themselves they get the new one, with what it adds."""
    bench = Workbench(
        tmp_path,
        base="int hp = 10; int query_hp() { return hp; }",
        middle='inherit "/base";',
        heir='inherit "/middle"; int mine = 1; void set(int n) { mine = n; } int query_mine() { return mine; }',
    )
    heir = bench.load("heir")
    bench.call(heir, "set", 2)

    told = bench.recompile("base", "int hp = 10, mp = 20; int query_hp() { return hp + mp; }")
    assert told["heirs"] == ["/heir", "/middle"]
    assert bench.call(heir, "query_hp") == 10

    assert bench.call(bench.tool, "recompile", "/middle")["heirs"] == ["/heir"]
    told = bench.call(bench.tool, "recompile", heir)
    assert told["added"] == ["/base::mp"]
    assert (bench.call(heir, "query_hp"), bench.call(heir, "query_mine")) == (30, 2)


def test_a_value_stays_when_the_new_type_takes_it(tmp_path: Path) -> None:
    """Whatever the old type was; 0 fits every type. What does not fit is initialised and told."""
    old = 'mixed a = 1, b = "x", c = ({ 1, "x" }), d = ({ "x" }), e; class p { int x; } class p f = new(class p); '
    new = 'int a = 9; int b = 9; int *c = ({ 9 }); string *d; string e = "s"; class p { int x; int y; } class p f; '
    show = "mixed *all() { return ({ a, b, c, d, e, f }); }"
    bench = Workbench(tmp_path, thing=old + show)
    thing = bench.load("thing")

    told = bench.recompile("thing", new + show)

    assert bench.call(thing, "all") == [1, 9, [9], ["x"], UNDEFINED, UNDEFINED]
    assert told["unfit"] == ["b", "c", "f"]


def test_heart_beats_call_outs_and_living_names_go_on(tmp_path: Path) -> None:
    """In the new code."""
    text = """
    string *trail = ({});
    void create() { set_living_name("thing"); set_heart_beat(1); call_out("tick", 30); call_out((: tick :), 40); }
    void heart_beat() { set_heart_beat(0); trail += ({ "old beat" }); }
    void tick() { trail += ({ "old tick" }); }
    string *query_trail() { return trail; }
    """
    bench = Workbench(tmp_path, thing=text)
    thing = bench.load("thing")

    bench.recompile("thing", text.replace("old", "new"))
    bench.mud.wait(60)

    assert bench.call(thing, "query_trail") == ["new beat", "new tick", "new tick"]
    assert thing.living == "thing"


def test_function_values_with_code_of_their_own_keep_it(tmp_path: Path) -> None:
    """They see the object's variables and functions as they are now; a helper never means another's."""
    text = """
    int count = 1;
    int gone = 5;
    int add(int a, int b) { return a + b; }
    function query() { return (: ({ "old", count, gone, add($1, 1), (: "inner" :) }) :); }
    """
    bench = Workbench(tmp_path, thing=text)
    thing = bench.load("thing")
    closure = bench.call(thing, "query")

    bench.recompile(
        "thing",
        'int count = 2; function a = (: "other" :), b = (: "another" :); int add(int a) { return a * 100; }\n'
        'function query() { return (: ({ "new", (: "third" :) }) :); }',
    )
    found = bench._ask(lambda: evaluate(None, closure, 7))

    assert found[:4] == ["old", 1, UNDEFINED, 700]
    assert bench._ask(lambda: evaluate(None, found[4])) == "inner"
    fresh = bench.call(thing, "query")
    again = bench._ask(lambda: evaluate(None, fresh))
    assert again[0] == "new"
    assert bench._ask(lambda: evaluate(None, again[1])) == "third"


def test_a_function_value_that_names_a_function_means_the_new_one(tmp_path: Path) -> None:
    """Unless it is not there any more: then it is the old one."""
    text = 'string f() { return "old f"; } string g() { return "old g"; } mixed *q() { return ({ (: f :), (: g :) }); }'
    bench = Workbench(tmp_path, thing=text)
    values = bench.call(bench.load("thing"), "q")

    bench.recompile("thing", 'string f() { return "new f"; }')

    assert [bench._ask(lambda one=one: evaluate(None, one)) for one in values] == ["new f", "old g"]  # type: ignore[misc]


def test_a_program_may_recompile_itself(tmp_path: Path) -> None:
    """The function that runs goes on to its end in the old code."""
    again = 'mixed again() { recompile_object(this_object()); return ({ "old", n, f() }); }'
    text = f"int n = 5; int f() {{ return 1; }} {again}"
    bench = Workbench(tmp_path, thing=text)
    thing = bench.load("thing")
    bench.write("thing", "int n; int f() { return 2; }")

    assert bench.call(thing, "again") == ["old", 5, 2]
    assert bench.call(thing, "again") is None


def test_when_inherits_move_old_code_cannot_go_on(tmp_path: Path) -> None:
    """Nothing of it may run, and function values that it made fail when they are called."""
    text = 'inherit "/a"; mixed again() { return recompile_object(this_object()); } function q() { return (: x :); }'
    bench = Workbench(tmp_path, a="int x = 1;", b="int x = 2;", thing=text)
    thing = bench.load("thing")
    value = bench.call(thing, "q")
    bench.write("thing", 'inherit "/b"; inherit "/a";')

    with pytest.raises(LpcError, match="is running, and what it inherits has changed"):
        bench.call(thing, "again")
    bench.call(bench.tool, "recompile", thing)
    with pytest.raises(LpcError, match="was made by an older program of '/thing'"):
        bench._ask(lambda: evaluate(None, value))


def test_old_clones_of_a_blueprint_that_was_destructed_are_brought_up_to_date(tmp_path: Path) -> None:
    """All objects of the file go on with one class, whatever they ran before."""
    bench = Workbench(tmp_path, thing=THING)
    old = bench.clone("thing")
    first = bench.load("thing")
    bench._ask(lambda: bench.world.objects.destruct(first, None))
    bench.write("thing", THING.replace("int count = 1;", "int count = 2, size;"))
    blueprint = bench.load("thing")

    told = bench.recompile("thing", THING.replace("return count;", "return count + 40;"))

    assert [bench.call(ob, "query_count") for ob in (old, blueprint)] == [41, 42]
    assert old.__class__ is blueprint.__class__
    assert (told["kept"], told["dropped"]) == (["count", "name"], ["size"])


def test_an_object_that_destructs_itself_in_an_initialiser_is_gone(tmp_path: Path) -> None:
    """The others go on."""
    bench = Workbench(tmp_path, thing=THING)
    blueprint, clone = bench.load("thing"), bench.clone("thing")

    told = bench.recompile("thing", "int f() { if (clonep()) destruct(this_object()); return 1; } int x = f(), y = 2;")

    assert clone.__class__ is Destructed
    assert told["objects"] == [blueprint]


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("int valid_write(string path, object who, string what) { return 0; }", False),
        ("int valid_recompile(string path, object who) { return 0; }", False),
        (
            "int valid_write(string path, object who, string what) { return 0; }\n"
            'int valid_recompile(string path, object who) { return path == "/thing.c"; }',
            True,
        ),
        ('int valid_write(string path, object who, string what) { return what == "recompile_object"; }', True),
    ],
)
def test_the_master_decides(tmp_path: Path, rules: str, allowed: bool) -> None:
    """valid_recompile() if it has one, otherwise valid_write(); a refusal gives 0 and changes nothing."""
    bench = Workbench(tmp_path, thing=THING, master=MASTER + rules)
    thing = bench.load("thing")

    told = bench.recompile("thing", "int count;")

    assert (told != 0) == allowed
    assert bench.call(thing, "query_name") == (None if allowed else "thing")


def test_simul_efuns_and_the_master_can_be_recompiled(tmp_path: Path) -> None:
    """Programs that are compiled afterwards know the new simul_efuns."""
    bench = Workbench(tmp_path, simul="int twice(int n) { return 2 * n; }", user="int f() { return twice(4); }")
    bench.world.simul_efuns = bench.load("simul")
    user = bench.load("user")

    bench.recompile("simul", "int twice(int n) { return n + n + 1; } int thrice(int n) { return 3 * n; }")
    bench.write("fresh", "int f() { return thrice(4); }")

    assert bench.call(user, "f") == 9
    assert bench.call(bench.load("fresh"), "f") == 12
    assert bench.recompile("master", MASTER + 'string query() { return "new"; }')["objects"] == [bench.world.master]
    assert bench._ask(lambda: master.ask(bench.world, "query")) == "new"


FAMILY = {
    "base": "int hp = 10; int query_hp() { return hp; } void hurt(int n) { hp -= n; }",
    "middle": 'inherit "/base"; int armour = 1; int query_armour() { return armour; }',
    "heir": 'inherit "/middle"; int mine = 1; void set(int n) { mine = n; } int query_mine() { return mine; }',
    "cousin": 'inherit "/base";',
}


def test_heirs_are_recompiled_too_when_that_is_asked_for(tmp_path: Path) -> None:
    """Parents before their heirs, with all objects and their variables."""
    bench = Workbench(tmp_path, **FAMILY)
    heir, clone, cousin = bench.load("heir"), bench.clone("heir"), bench.load("cousin")
    bench.call(heir, "set", 2)
    bench.call(clone, "hurt", 3)

    bench.write("base", "int mp = 20, hp = 10; int query_hp() { return hp * 100 + mp; } void hurt(int n) { hp -= n; }")
    told = bench.call(bench.tool, "recompile", "/base", 1)

    assert [bench.call(ob, "query_hp") for ob in (heir, clone, cousin, bench.load("middle"))] == [1020, 720, 1020, 1020]
    assert bench.call(heir, "query_mine") == 2
    assert told["heirs"] == []
    assert [one["program"] for one in told["also"]] == ["/cousin", "/middle", "/heir"]
    assert told["also"][2]["objects"] == [heir, clone]
    assert told["also"][2]["added"] == ["/base::mp"]


def test_an_heir_that_fails_leaves_all_of_them_as_they_were(tmp_path: Path) -> None:
    """Those that were exchanged before it too, and their function values."""
    bench = Workbench(
        tmp_path, **FAMILY, keeper="function f; void keep(function g) { f = g; } int ask() { return evaluate(f); }"
    )
    bench.write("middle", FAMILY["middle"] + "function query_pointer() { return (: query_hp :); }")
    middle, heir, keeper = bench.load("middle"), bench.load("heir"), bench.load("keeper")
    bench.call(middle, "hurt", 3)
    bench.call(keeper, "keep", bench.call(middle, "query_pointer"))
    objects = [ob for ob in bench.world.objects.all() if ob not in (keeper, bench.tool)]
    before = [(ob, ob.__class__, dict(ob.__dict__), ob.flags) for ob in objects]

    bench.write("base", "int hp = 10; int query_hp() { return 1000; } int query_mine(string s) { return 1; }")
    bench.write("heir", 'inherit "/middle"; int f() { return y; }')
    with pytest.raises(LpcError, match="Error in loading object '/heir'"):
        bench.call(bench.tool, "recompile", "/base", 1)

    assert [(ob, ob.__class__, ob.__dict__, ob.flags) for ob in objects] == before
    assert (bench.call(keeper, "ask"), bench.call(heir, "query_hp")) == (7, 10)


def test_shadows_and_input_to_and_what_was_said_to_come_survive(tmp_path: Path) -> None:
    """A shadow that is recompiled still shadows; an answer that is waited for comes to the new code."""
    user = """
    string *heard = ({});
    void logon() { input_to("named"); }
    void named(string line) { heard += ({ "old " + line }); input_to((: again :)); }
    void again(string line) { heard += ({ "old again " + line }); }
    string *query_heard() { return heard; }
    string query_name() { return "user"; }
    """
    mask = 'void start(object who) { shadow(who, 1); } string query_name() { return "masked"; }'
    bench = Workbench(tmp_path, user=user, mask=mask)
    bench.write("master", MASTER + "int valid_shadow(object ob) { return 1; }")
    bench.call(bench.tool, "recompile", "/master")
    bench.mud.logon()
    mask_object = bench.load("mask")
    bench.call(mask_object, "start", bench.mud.user)
    assert bench.call(bench.tool, "name_of", bench.mud.user) == "masked"

    bench.recompile("user", user.replace("old", "new"))
    bench.mud.types("ann")
    bench.recompile("user", user.replace("old", "newest"))
    bench.mud.types("bob")
    bench.recompile("mask", mask.replace("masked", "hidden"))

    assert bench.call(bench.mud.user, "query_heard") == ["new ann", "newest again bob"]
    assert bench.call(bench.tool, "name_of", bench.mud.user) == "hidden"
