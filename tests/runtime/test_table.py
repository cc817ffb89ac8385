"""Loading, cloning and destructing objects."""

from __future__ import annotations

from typing import Any

import pytest

from neolith_trio.errors import CompileError, LpcError
from neolith_trio.lpc.environment import MissingInherit
from neolith_trio.runtime.objects import CLONE, VIRTUAL
from neolith_trio.runtime.values import UNDEFINED, Destructed, LpcObject, truth

from .worlds import Library, booted_world, master_functions


def test_a_loaded_object_is_found_under_every_form_of_its_name() -> None:
    """Leading slashes and extensions do not matter, doubled slashes find nothing."""
    library = Library()
    library.add("std/thing.c")
    world = booted_world(library)
    thing = world.objects.load("/std/thing.c", world.master)
    found = [world.objects.find(name) for name in ("/std/thing", "std/thing.c", "//std/thing.c.c", "/std//thing")]

    assert found == [thing, thing, thing, None]


def test_create_runs_after_the_initialisers_and_sees_who_loaded() -> None:
    """previous_object() in create() is the object that loads."""
    library = Library()
    trail: list[Any] = []

    def create(self: Any) -> int:
        trail.append(("create", self.world.context.callers[-1]))
        return 0

    library.add("thing.c", create, initialize=lambda self: trail.append("initialize"))
    world = booted_world(library)
    world.objects.load("thing", world.master)

    assert trail == ["initialize", ("create", world.master)]


def test_an_error_in_create_leaves_the_object_in_the_table() -> None:
    """As in Neolith, what failed to create itself stays loaded."""
    library = Library()

    def create(self: Any) -> int:
        raise LpcError("*no\n")

    library.add("thing.c", create)
    world = booted_world(library)
    with pytest.raises(LpcError):
        world.objects.load("thing", world.master)

    assert world.objects.find("thing") is not None


def test_clones_are_numbered_across_programs_and_know_their_kin() -> None:
    """Numbers are never used twice, children() lists the newest first."""
    library = Library()
    library.add("a.c")
    library.add("b.c")
    world = booted_world(library)
    names = [world.objects.clone(name, world.master).name for name in ("a", "b", "a")]

    assert names == ["a#1", "b#2", "a#3"]
    assert [one.name for one in world.objects.children("/a.c")] == ["a#3", "a#1", "a"]
    assert all(one.flags & CLONE for one in world.objects.children("a")[:2])


def test_a_clone_is_found_by_its_number_as_it_is_written_in_its_name() -> None:
    """A number written in another way is that of nobody, nor is a text of digits without end."""
    library = Library()
    library.add("std/thing.c")
    world = booted_world(library)
    clone = world.objects.clone("std/thing", world.master)
    tails = ("1", "01", "+1", "1_", "\u0661", "", "2", "9" * 5000, "1#1")

    assert [world.objects.find(f"/std/thing#{tail}") for tail in tails] == [clone] + [None] * 8
    assert world.objects.find("/std/other#1") is None


def test_who_is_gone_keeps_the_name_that_nobody_asked_for() -> None:
    """It is in the table no more."""
    library = Library()
    library.add("thing.c")
    world = booted_world(library)
    clone = world.objects.clone("thing", world.master)
    world.objects.destruct(clone, world.master)

    assert (clone.name, world.objects.find("thing#1")) == ("thing#1", None)


def test_the_kin_of_a_blueprint_that_is_gone_is_found_until_the_last_one_goes() -> None:
    """A blueprint that is loaded again is of the same kin."""
    library = Library()
    library.add("thing.c")
    world = booted_world(library)
    first, second = (world.objects.clone("thing", world.master) for _ in range(2))
    world.objects.destruct(world.objects.find("thing"), world.master)
    orphans = world.objects.children("thing")
    again = world.objects.load("thing", world.master)
    third = world.objects.clone("thing", world.master)

    assert orphans == [second, first]
    assert world.objects.children("thing") == [third, again, second, first]
    for one in (again, first, second, third):
        world.objects.destruct(one, world.master)
    assert world.objects.children("thing") == []


def test_another_master_is_asked_about_the_next_clone() -> None:
    """What is remembered of a blueprint is forgotten when there is a new master."""
    library = Library()
    library.add("thing.c")
    silent = [one for one in master_functions() if one.__name__ != "creator_file"]
    world = booted_world(library, master=silent)
    plain = [world.objects.clone("thing", world.master).uid for _ in range(2)]
    library.add("master.c", *master_functions())
    world.objects.destruct(world.master, world.master)

    assert (plain, world.objects.clone("thing", world.master).uid) == (["NONAME", "NONAME"], "Root")


def test_arguments_of_a_clone_reach_create_as_far_as_it_takes_them() -> None:
    """Further arguments are dropped."""
    library = Library()
    seen: list[Any] = []

    def create(self: Any, first: Any = UNDEFINED) -> int:
        seen.append(first)
        return 0

    library.add("a.c", create)
    world = booted_world(library)
    world.objects.clone("a", world.master, (5, 6))

    assert seen == [0, 5]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a#7", "*Illegal path name '/a#7.c'.\n"),
        ("../a", "*Illegal path name '/../a.c'.\n"),
    ],
)
def test_names_that_lead_elsewhere_are_refused(path: str, text: str) -> None:
    """No file is looked up for them."""
    world = booted_world(Library())
    with pytest.raises(LpcError) as caught:
        world.objects.find_or_load(path, world.master)

    assert caught.value.value == text


def test_a_compile_error_becomes_the_runtime_error_that_mudlibs_know() -> None:
    """The diagnostics stay with the cause."""
    library = Library()
    library.problems["bad.c"] = CompileError("bad.c", ["wrong"])
    world = booted_world(library)
    with pytest.raises(LpcError) as caught:
        world.objects.load("bad", world.master)

    assert caught.value.value == "*Error in loading object '/bad':\n"
    assert isinstance(caught.value.__cause__, CompileError)


def test_a_missing_parent_is_loaded_first_and_then_the_child() -> None:
    """The compiler is asked again after the parent is there."""
    library = Library()
    library.add("parent.c")
    library.add("child.c")
    world = booted_world(library)
    usual = library.load

    def load(asking: Any, path: str) -> type[LpcObject]:
        if path == "child.c" and world.objects.find("parent") is None:
            raise MissingInherit("parent.c")
        return usual(asking, path)

    world.objects.loading._loader = load
    child = world.objects.load("child", world.master)

    assert child is not None
    assert library.loaded == ["master.c", "parent.c", "child.c"]


def test_inheriting_in_a_circle_ends_in_an_error() -> None:
    """The configured depth is the limit."""
    library = Library()
    library.problems["a.c"] = MissingInherit("b.c")
    library.problems["b.c"] = MissingInherit("a.c")
    world = booted_world(library)
    with pytest.raises(LpcError, match="Inherit chain too deep: > 30"):
        world.objects.load("a", world.master)
    library.problems["a.c"] = MissingInherit("/a")
    with pytest.raises(LpcError, match="Illegal to inherit self"):
        world.objects.load("a", world.master)


def test_the_master_may_refuse_an_object() -> None:
    """It is gone again then."""
    library = Library()

    def valid_object(self: Any, ob: Any = 0) -> int:
        return int(ob.name != "secret")

    library.add("secret.c")
    world = booted_world(library, master=master_functions(valid_object=valid_object))
    with pytest.raises(LpcError) as caught:
        world.objects.load("secret", world.master)

    assert caught.value.value == "*master::valid_object() denied permission to load '/secret'.\n"
    assert world.objects.find("secret") is None


def test_the_master_makes_virtual_objects_which_get_the_wanted_name() -> None:
    """A virtual object is loaded once, and a clone of it is another one."""
    library = Library()
    library.add("body.c")

    def compile_object(self: Any, path: Any = 0) -> Any:
        return self.world.objects.clone("/body", self) if path.startswith("/v/") else 0

    world = booted_world(library, master=master_functions(compile_object=compile_object))
    room = world.objects.find_or_load("/v/room", world.master)
    copy = world.objects.clone("/v/room", world.master)

    assert room is not None
    assert (room.name, bool(room.flags & VIRTUAL)) == ("v/room", True)
    assert world.objects.find("body#1") is None
    assert copy is not None
    assert copy.name == "v/room#3"
    assert copy is not room
    assert world.objects.find_or_load("/nowhere", world.master) is None


def test_a_destructed_object_reads_as_zero_everywhere_at_once() -> None:
    """References stay references to it, and it is found no more."""
    library = Library()
    library.add("thing.c")
    world = booted_world(library)
    thing = world.objects.load("thing", world.master)
    kept = [thing]
    world.objects.destruct(thing, world.master)

    assert thing.__class__ is Destructed
    assert not truth(kept[0])
    assert kept[0] == 0
    assert world.objects.find("thing") is None
    assert world.objects.children("thing") == []


def test_code_that_runs_in_a_destructed_object_finds_its_functions_and_variables() -> None:
    """Until the end of the turn; then the variables are gone."""
    library = Library()

    def second(self: Any) -> Any:
        return self.v_word

    def first(self: Any) -> Any:
        self.v_word = "kept"
        self.world.objects.destruct(self, self)
        return self.second(), self.calls["second"][1], self.v_other

    library.add("thing.c", first, second, variables=("word", "other"))
    world = booted_world(library)
    kind = library.load(world, "thing.c")
    kind.second = second  # type: ignore[attr-defined]
    thing = world.objects.born(kind, "thing", world.master)
    answer = first(thing)

    assert answer == ("kept", 0, 0)
    world.objects.end_of_turn()
    assert thing.__dict__ == {}


def test_variables_live_while_code_may_run_inside() -> None:
    """Who called the one that ends it goes on with what it had; where nothing runs, nothing is kept."""
    library = Library()
    library.add("thing.c", variables=("word",))
    world = booted_world(library)
    caller, idle = (world.objects.clone("thing", world.master) for _ in range(2))
    for one in (caller, idle):
        one.v_word = "kept"
    world.context.callers.append(caller)
    for one in (caller, idle):
        world.objects.destruct(one, world.master)
    world.context.callers.clear()

    assert (caller.v_word, idle.__dict__) == ("kept", {})
    world.objects.end_of_turn()
    assert caller.__dict__ == {}


def test_who_keeps_books_hears_of_departures() -> None:
    """Of every object that somebody has written into his books, when it ends, and of no other."""
    library = Library()
    library.add("thing.c")
    world = booted_world(library)
    heard: list[Any] = []
    for books in ({}, {"entry": 1}):
        world.objects.tell_departures(books, heard.append)
    first, second = (world.objects.clone("thing", world.master) for _ in range(2))
    world.objects.heed(second)
    for one in (first, second):
        world.objects.destruct(one, world.master)

    assert heard == [second]


def test_what_a_destructed_object_holds_may_flee_and_is_destructed_otherwise() -> None:
    """move_or_destruct() is asked with the surroundings; it may destruct nothing but itself."""
    from neolith_trio.runtime import inventory

    library = Library()

    def move_or_destruct(self: Any, around: Any = 0) -> int:
        if self.v_what == "flee":
            inventory.move(self.world, self, around)
        elif self.v_what == "kill":
            self.world.objects.destruct(around, self)
        return 0

    library.add("thing.c", move_or_destruct, variables=("what",))
    world = booted_world(library)
    hall, bag, stays, flees, kills = (world.objects.clone("thing", world.master) for _ in range(5))
    flees.v_what, kills.v_what = "flee", "kill"
    for item, where in ((bag, hall), (stays, bag), (flees, bag)):
        inventory.move(world, item, where)
    world.objects.destruct(bag, world.master)

    assert [one.__class__ is Destructed for one in (bag, stays, flees)] == [True, True, False]
    assert hall.contents == [flees]
    inventory.move(world, kills, flees)
    with pytest.raises(LpcError, match="Only this_object"):
        world.objects.destruct(flees, world.master)
    assert flees.__class__ is not Destructed


def test_destructing_the_master_loads_another_one() -> None:
    """The new master is asked for its root uid; the simul_efun object cannot be destructed at all."""
    library = Library()
    library.add("simul.c")
    world = booted_world(library)
    world.simul_efuns = world.objects.load("simul", world.master)
    old = world.master
    world.objects.destruct(old, old)

    assert old.__class__ is Destructed
    assert world.master is world.objects.find("master")
    assert (world.master.uid, world.master.euid) == ("Root", "Root")
    with pytest.raises(LpcError, match="Cannot destruct simul_efun_object"):
        world.objects.destruct(world.simul_efuns, world.master)


def test_a_master_that_does_not_load_again_stays() -> None:
    """Its name is its own again."""
    library = Library()
    world = booted_world(library)
    old = world.master
    library.problems["master.c"] = CompileError("master.c", [])
    with pytest.raises(LpcError):
        world.objects.destruct(old, old)

    assert world.master is old
    assert world.objects.find("master") is old


def test_a_replaced_program_keeps_the_variables_of_the_ancestor() -> None:
    """At the end of the turn, not before."""
    library = Library()
    library.add("base.c", variables=("n",))
    library.add("std.c", variables=("text",), parents=("base.c",))
    library.add("room.c", variables=("own",), parents=("std.c",))
    world = booted_world(library)
    world.objects.load("std", world.master)
    room = world.objects.load("room", world.master)
    room.v0_text, room.v0_0_n, room.v_own = "small", 5, 1
    std = room.program.parents[0]
    world.objects._by_name["std"].__class__.program = std
    world.objects.replace_program(room, world.objects.link(std))

    assert room.program.path == "/room.c"
    world.objects.end_of_turn()
    assert room.program.path == "/std.c"
    assert room.__dict__ == {"v_text": "small", "v0_n": 5}


def test_without_effective_uid_nothing_is_made() -> None:
    """Only the master is exempt."""
    library = Library()
    library.add("a.c")
    library.add("b.c")
    world = booted_world(library)
    guest = world.objects.load("a", world.master)
    guest.euid = None
    with pytest.raises(LpcError, match="Can't load objects when no effective user"):
        world.objects.load("b", guest)
    with pytest.raises(LpcError, match="Attempt to create object without effective UID"):
        world.objects.clone("a", guest)


@pytest.mark.parametrize(
    ("creator", "loader", "expected"),
    [
        ("ann", ("Root", "Root"), ("ann", None)),
        ("Root", ("Root", "Root"), ("Root", None)),
        ("Back", ("ann", "shared"), ("shared", "shared")),
        (0, ("ann", "ann"), ("NONAME", None)),
    ],
)
def test_uids_follow_the_creator_and_the_backbone(creator: Any, loader: Any, expected: Any) -> None:
    """An object of the backbone acts for whoever loads it."""
    library = Library()
    library.add("a.c")
    library.add("b.c")

    def creator_file(self: Any, path: Any = 0) -> Any:
        return creator if path == "/b" else "Root"

    world = booted_world(library, master=master_functions(creator_file=creator_file))
    maker = world.objects.load("a", world.master)
    maker.uid, maker.euid = loader
    made = world.objects.load("b", maker)

    assert (made.uid, made.euid) == expected
