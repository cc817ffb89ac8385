"""The efuns about objects, users, commands and time, called from LPC."""

from __future__ import annotations

from pathlib import Path

import pytest

from neolith_trio.config import Profile

from .mud import Mud, logon


def test_origin_tells_every_way_into_a_function(tmp_path: Path) -> None:
    """Also inside a deep block, which the compiler makes a function of its own."""
    shown = logon(
        tmp_path,
        """
        string here(mixed x) { return origin(); }
        string deep() {
          if (1) { if (1) { if (1) { if (1) { if (1) { if (1) { if (1) { if (1) { if (1) { if (1) {
          if (1) { if (1) { if (1) { if (1) { if (1) { if (1) { if (1) { if (1) { if (1) { if (1) {
          return origin(); } } } } } } } } } } } } } } } } } } } }
        }
        void logon() {
          p(origin()); p(here(0)); p(this_object()->here(0)); p(call_other(this_object(), "here", 0));
          p(evaluate((: here :), 0)); p(evaluate((: origin() :))); p(map(({ 1 }), "here")[0]); p(this_object()->deep());
        }
        """,
    )

    assert shown == [
        '"driver"',
        '"local"',
        '"call_other"',
        '"call_other"',
        '"local"',
        '"functional"',
        '"efun"',
        '"call_other"',
    ]


def test_previous_objects_are_those_who_called(tmp_path: Path) -> None:
    """A destructed one is 0 in the list."""
    shown = logon(
        tmp_path,
        """
        object other;
        void logon() {
          other = new("/other");
          p(other->previous()); p(other->all(other)); p(sizeof(other->gone(new("/other"))));
        }
        """,
        {
            "other.c": """
            object previous() { return previous_object(); }
            mixed all(object ob) { return ob->more(); }
            mixed more() { return map(all_previous_objects(), (: file_name :)); }
            mixed gone(object ob) { return ob->end(this_object()); }
            mixed end(object ob) { return all_previous_objects(); }
            """
        },
    )

    assert shown == ["user#1", "({", '  "/other#2",', '  "/user#1",', "})", "2"]


def test_a_shadow_answers_for_what_it_shadows(tmp_path: Path) -> None:
    """Its own call goes through; what the shadow lacks is found below; with the shadow gone all is as before."""
    shown = logon(
        tmp_path,
        """
        void logon() {
          object ob = new("/thing"), veil = new("/veil");
          p(veil->cover(ob) == ob); p(ob->name()); p(ob->size()); p(ob->hello());
          p(query_shadowing(veil) == ob); p(shadow(ob, 0) == veil); p(catch(veil->cover(ob)));
          destruct(veil);
          p(ob->name());
        }
        """,
        {
            "master.c": """
            string get_root_uid() { return "Root"; }
            string get_bb_uid() { return "Back"; }
            string creator_file(string file) { return "Back"; }
            int valid_shadow(object ob) { return 1; }
            object connect(int port) { return new("/user"); }
            """,
            "thing.c": 'string name() { return "thing"; } int size() { return 5; } string hello() { return name(); }',
            "veil.c": """
            object inner;
            object cover(object ob) { inner = ob; return shadow(ob, 1); }
            string name() { return "veiled " + inner->name(); }
            """,
        },
    )

    assert shown == [
        "1",
        '"veiled thing"',
        "5",
        '"thing"',
        "1",
        "1",
        r'"shadow: Already shadowing.\n"',
        '"thing"',
    ]


def test_with_the_shadowed_object_its_shadow_goes_too(tmp_path: Path) -> None:
    """Nothing would ever call it."""
    shown = logon(
        tmp_path,
        """
        void logon() {
          object ob = new("/thing"), veil = new("/thing");
          p(veil->cover(ob)); p(objectp(veil));
          destruct(ob);
          p(objectp(veil));
        }
        """,
        {
            "master.c": """
            string get_root_uid() { return "Root"; }
            string get_bb_uid() { return "Back"; }
            string creator_file(string file) { return "Back"; }
            int valid_shadow(object ob) { return 1; }
            object connect(int port) { return new("/user"); }
            """,
            "thing.c": "int cover(object ob) { return objectp(shadow(ob)); }",
        },
    )

    assert shown == ["1", "1", "0"]


def test_functions_and_variables_are_listed_with_their_types(tmp_path: Path) -> None:
    """Inherited ones too; the compiler's helpers are not among them."""
    shown = logon(
        tmp_path,
        """
        object ob = load_object("/child");
        p(sort_array(functions(ob), 1)); p(functions(ob, 1)[0]); p(variables(ob)); p(variables(ob, 1)[1]);
        """,
        {
            "base.c": "int a; int f(int x, string y) { return evaluate((: $1 :), x); }",
            "child.c": 'inherit "/base"; static string *b; void g() { }',
        },
    )

    assert shown[:4] == ["({", '  "f",', '  "g",', "})"]
    assert shown[4:11] == ["({", '  "f",', "  2,", '  "int",', '  "int",', '  "string",', "})"]
    assert shown[11:15] == ["({", '  "a",', '  "b",', "})"]
    assert shown[15:] == ["({", '  "b",', '  "static string *",', "})"]


def test_store_variable_reaches_inherited_variables(tmp_path: Path) -> None:
    """fetch_variable() reads them back; another name is an error."""
    shown = logon(
        tmp_path,
        """
        inherit "/base";
        int own;
        void logon() {
          store_variable("hidden", ({ 5 })); p(fetch_variable("hidden")[0]); p(query()[0]);
          store_variable("own", 7); p(own); p(catch(fetch_variable("none")));
        }
        """,
        {"base.c": "private mixed hidden = 1; mixed query() { return hidden; }"},
    )

    assert shown == ["5", "5", "7", r'"No variable named ' + "'none'" + r'!\n"']


def test_a_function_that_needs_its_owner_cannot_be_bound(tmp_path: Path) -> None:
    """One that does not can, and runs in the new owner."""
    shown = logon(
        tmp_path,
        """
        int n;
        int f() { return 1; }
        void logon() {
          object ob = load_object("/thing");
          p(evaluate(bind((: file_name(this_object()) + $1 :), ob), "!"));
          p(catch(bind((: n :), ob))); p(catch(bind((: f() :), ob))); p(catch(bind((: f :), ob)));
          p(function_owner(bind((: this_object :), ob)));
        }
        """,
        {
            "master.c": """
            string get_root_uid() { return "Root"; }
            string get_bb_uid() { return "Back"; }
            string creator_file(string file) { return "Back"; }
            int valid_bind(object a, object b, object c) { return 1; }
            object connect(int port) { return new("/user"); }
            """,
            "thing.c": "void create() { }",
        },
    )
    refused = r'"Function that references global variables is not bindable.\n"'

    assert shown == ['"/thing!"', refused, refused, r'"Local function is not bindable.\n"', "thing"]


def test_get_char_waits_for_a_character_and_input_to_for_a_line(tmp_path: Path) -> None:
    """The connection is told; only one may wait at a time."""
    mud = Mud(
        tmp_path,
        {
            "user.c": """
            void key(string c, int n) { printf("key %s %d\\n", c, n); input_to("line", 1); }
            void line(string s) { printf("line %s\\n", s); }
            void logon() { printf("%d %d\\n", get_char("key", 0, 7), get_char("key")); }
            """
        },
    )

    assert mud.logon() == "1 0\n"
    assert mud.types("x") == "key x 7\n"
    assert mud.types("hello") == "line hello\n> "
    assert mud.line.told == ["echo True", "single True", "single False", "echo False", "echo True"]


def test_call_outs_and_heart_beats_run_from_lpc(tmp_path: Path) -> None:
    """By name with arguments, by function value, with fractions of a second."""
    mud = Mud(
        tmp_path,
        {
            "user.c": """
            int beats;
            void f(string s, int n) { printf("%s %d %s\\n", s, n, origin()); }
            void heart_beat() { write("beat\\n"); if (++beats == 2) set_heart_beat(0); }
            void logon() {
              int handle;
              call_out("f", 2, "named", 5);
              call_out((: f, "value" :), 0.5, 6);
              handle = call_out("f", 1, "removed");
              printf("%d %d\\n", find_call_out(handle), remove_call_out(handle));
              set_heart_beat(1);
              printf("%d %d\\n", query_heart_beat(), sizeof(call_out_info()));
            }
            """
        },
    )

    assert mud.logon() == "1 1\n1 2\n"
    assert mud.wait(10) == "value 6 local\nbeat\nnamed 5 call_out\nbeat\n"


@pytest.mark.parametrize(("profile", "late"), [(Profile.NEOLITH, True), (Profile.FLUFFOS, False)])
def test_a_call_out_of_no_delay_waits_a_second_unless_the_profile_is_fluffos(
    tmp_path: Path, profile: Profile, late: bool
) -> None:
    """There it runs as soon as the turn is over."""
    mud = Mud(
        tmp_path,
        {"user.c": 'void f() { write("now\\n"); } void logon() { call_out("f", 0); }'},
        profile=profile,
    )
    mud.logon()

    assert mud.wait(0.5) == ("" if late else "now\n")


def test_snooping_from_lpc(tmp_path: Path) -> None:
    """What the one sees the other hears."""
    mud = Mud(
        tmp_path,
        {
            "user.c": """
            void receive_snoop(string s) { receive("%" + s); }
            void logon() { printf("%O\\n", snoop(users()[0], this_object())); }
            """
        },
    )
    mud.logon()
    both_screens = mud.logon()  # the first user's comes first

    assert both_screens == "%user#2\nuser#2\n"


@pytest.mark.parametrize(("profile", "goes_on"), [(Profile.NEOLITH, False), (Profile.FLUFFOS, True)])
def test_in_fluffos_a_line_outlives_an_error_in_process_input(tmp_path: Path, profile: Profile, goes_on: bool) -> None:
    """It is a command as it was typed; the next one goes through process_input() again."""
    user = """
    void logon() { enable_commands(); add_action("look", "look"); add_action("other", "other"); }
    string process_input(string line) { if (line == "look") error("oh\\n"); return "other"; }
    int look() { write("you look\\n"); return 1; }
    int other() { write("another\\n"); return 1; }
    """
    mud = Mud(tmp_path, {"user.c": user}, profile=profile)
    mud.logon()

    assert ("you look" in mud.types("look")) == goes_on
    assert mud.types("anything").startswith("another")


@pytest.mark.parametrize(
    ("profile", "forced"),
    [
        (Profile.NEOLITH, ["hook", "own", "static", "public"]),
        (Profile.FLUFFOS, ["other", "own", "What?", "public"]),
    ],
)
def test_in_fluffos_command_reaches_what_its_object_may_call(
    tmp_path: Path, profile: Profile, forced: list[str]
) -> None:
    """Private functions of a parent, and static ones of others, are for typed lines alone."""
    parent = """
    private int hook(string a) { write("hook\n"); return 1; }
    void begin() { add_action("hook", "hook"); }
    """
    room = """
    static int hidden(string a) { write("static\n"); return 1; }
    int open(string a) { write("public\n"); return 1; }
    void serve() { add_action("hidden", "hidden"); add_action("open", "open"); }
    """
    user = """
    inherit "/parent";
    private int own(string a) { write("own\n"); return 1; }
    int other(string a) { write("other\n"); return 1; }
    int force(string a) { command(a); return 1; }
    void logon() {
        enable_commands(); add_action("other", "hook"); begin();
        add_action("own", "own"); add_action("force", "force"); load_object("/room")->serve();
    }
    """
    mud = Mud(tmp_path, {"parent.c": parent, "room.c": room, "user.c": user}, profile=profile)
    mud.logon()

    typed = [mud.types(line).split("\n")[0] for line in ("hook", "own", "hidden", "open")]
    assert typed == ["hook", "own", "static", "public"]
    told = [mud.types(f"force {line}").split("\n")[0] for line in ("hook", "own", "hidden", "open")]
    assert told == forced


@pytest.mark.parametrize("stops", [True, False])
@pytest.mark.parametrize("profile", [Profile.NEOLITH, Profile.FLUFFOS])
def test_only_in_fluffos_any_object_can_snoop(tmp_path: Path, profile: Profile, stops: bool) -> None:
    """It sees what the user sees until it stops or is gone."""
    spy = """
    string seen = "";
    void receive_snoop(string s) { seen += s; }
    string begin(object on) {
        return catch(snoop(this_object(), on)) || sprintf("%O %O", query_snoop(on), query_snooping());
    }
    void stop() { snoop(this_object()); }
    string seen() { return seen; }
    """
    user = """
    object spy;
    void logon() {
        enable_commands(); add_action("told", "told"); add_action("stop", "stop");
        spy = load_object("/spy"); write(spy->begin(this_object()) + "\n");
    }
    int told() { string was = spy ? spy->seen() : ""; write(sprintf("%O\n", was)); return 1; }
    int stop(string how) { if (how) destruct(spy); else spy->stop(); return 1; }
    """
    mud = Mud(tmp_path, {"spy.c": spy, "user.c": user}, profile=profile)
    first = mud.logon()

    if profile is Profile.NEOLITH:
        assert "First argument of snoop() is not interactive!" in first
        return
    assert first == "/spy /user#0\n"
    assert mud.types("told").startswith('"/spy /user#0')
    mud.types("stop" if stops else "stop now")
    mud.types("told")
    assert mud.user.interactive.snooped_by is None


def test_reclaim_objects_forgets_the_destructed(tmp_path: Path) -> None:
    """In arrays and mappings, however deep."""
    shown = logon(
        tmp_path,
        """
        mixed *kept;
        void logon() {
          object ob = new("/user");
          kept = ({ ob, ([ "x": ({ ob, 1 }) ]), 5 });
          destruct(ob);
          p(reclaim_objects()); p(reclaim_objects());
        }
        """,
    )

    assert shown == ["2", "0"]


def test_figures_have_the_kinds_that_lpc_expects(tmp_path: Path) -> None:
    """What they are depends on the machine."""
    shown = logon(
        tmp_path,
        """
        p(intp(rusage()["utime"])); p(memory_info() > 0); p(memory_info(this_object()) >= 0);
        p(stringp(mud_status(1))); p(stringp(cache_stats())); p(stringp(query_load_average()));
        p(time() == 1000); p(uptime()); p(get_config(61)); p(max_eval_cost()); p(eval_cost() <= max_eval_cost());
        p(set_eval_limit(5000)); p(max_eval_cost()); p(reset_eval_cost());
        """,
    )

    assert shown == ["1", "1", "1", "1", "1", "1", "1", "0", "15000", "1000000", "1", "5000", "5000", "5000"]


def test_shutdown_is_asked_of_the_driver_and_ends_nothing_by_itself(tmp_path: Path) -> None:
    """The turn runs to its end."""
    mud = Mud(tmp_path, {"user.c": 'void logon() { shutdown(3); write("still here\\n"); }'})

    assert mud.logon() == "still here\n"
    assert mud.outside.stopped == [3]


def test_dumps_name_the_objects_and_what_they_hold(tmp_path: Path) -> None:
    """dumpallobj() asks valid_write() first; memory_summary() counts by program and variable."""
    shown = logon(
        tmp_path,
        """
        mixed *kept = ({ 1, 2, 3 });
        void logon() {
          p(memory_summary()["user.c"]["kept"] > 0);
          p(strsrch(dump_file_descriptors(), "user#1") > 0);
          dumpallobj(); p(strsrch(read_file("/OBJ_DUMP"), "user#1") >= 0);
          p(catch(dumpallobj("/../outside")));
        }
        """,
    )

    assert shown == ["1", "1", "1", r'"Invalid path ' + "'/../outside'" + r' for writing.\n"']
