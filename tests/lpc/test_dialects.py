"""What differs between the dialects of LPC, and what programs written for the others rely on."""

from __future__ import annotations

from pathlib import Path

from neolith_trio.config import Charset, Profile

from ..efuns.mud import MASTER, logon


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


class TestGrammar:
    """What the grammar of FluffOS has besides."""

    def test_the_first_defined_value(self, tmp_path: Path) -> None:
        """?? asks for undefined, not for 0; ??= assigns where nothing is."""
        body = 'mapping m = ([ "z": 0 ]); m["n"] ??= 4; p(m["a"] ?? 5); p(m["z"] ?? 5); p(m["n"]); m["x"] ?? p("call");'

        assert fluffos(tmp_path, body) == ["5", "0", "4", '"call"']

    def test_reference_arguments(self, tmp_path: Path) -> None:
        """The caller's variable changes, also when it is an element, and on every way out of the function."""
        body = """
        int f(int ref x, int early) { x *= 2; if (early) return 1; x++; return 0; }
        void logon() { int a = 4; int *b = ({ 7 }); p(f(ref a, 1)); p(a); this_object()->f(ref b[0], 0); p(b[0]); }
        """

        assert fluffos(tmp_path, body) == ["1", "8", "15"]

    def test_foreach_over_references(self, tmp_path: Path) -> None:
        """Elements of the array and values of the mapping change, up to a break."""
        body = """
        int *a = ({ 1, 2, 3 }); mapping m = ([ "k": 1 ]); string key; int v;
        foreach (ref int x in a) { x *= 10; if (x == 20) break; }
        foreach (key, ref v in m) v = 9;
        p(a[0] + a[1] + a[2]); p(m["k"]);
        """

        assert fluffos(tmp_path, body) == ["33", "9"]

    def test_default_arguments(self, tmp_path: Path) -> None:
        """What is left out takes the value of its function."""
        assert fluffos(tmp_path, "int f(int a: (: 7 :)) { return a; } void logon() { p(f()); p(f(2)); }") == ["7", "2"]

    def test_a_variable_that_holds_a_function_is_called_like_one(self, tmp_path: Path) -> None:
        """A function of that name goes before it."""
        body = "function g; int f(int x) { return x; } void logon() { int f = 5; g = (: $1 + f(1) :); p(g(3) + f); }"

        assert fluffos(tmp_path, body) == ["9"]

    def test_words_that_are_reserved_elsewhere(self, tmp_path: Path) -> None:
        """ref, array, in and class name variables."""
        assert fluffos(tmp_path, "int ref = 1, array = 2, in = 3; p(ref + array + in);") == ["6"]

    def test_members_of_mixed_values(self, tmp_path: Path) -> None:
        """By dot and by arrow."""
        body = "class c { int a; } void logon() { mixed m = new(class c, a: 3); m.a++; p(m.a); p(m->a); }"

        assert fluffos(tmp_path, body) == ["4", "4"]

    def test_a_call_is_checked_against_what_was_declared_before_it(self, tmp_path: Path) -> None:
        """The definition behind it may take other arguments."""
        body = "void f(); void logon() { f(); } void f(string a) { p(a); }"

        assert fluffos(tmp_path, body) == ["0"]


class TestMacros:
    """Macros as C has them."""

    def test_arguments_expand_before_they_become_text(self, tmp_path: Path) -> None:
        """A macro that hands its argument on to one that quotes it."""
        body = "#define NAME simple\n#define Q(x) #x\n#define QUOTED(x) Q(x)\n"
        body += "void logon() { p(QUOTED(NAME)); p(Q(NAME)); }"

        assert fluffos(tmp_path, body) == ['"simple"', '"NAME"']

    def test_parameters_inside_strings_are_text(self, tmp_path: Path) -> None:
        """In Neolith they are replaced."""
        body = '#define SAY(x) "x" + x\nvoid logon() { p(SAY("y")); }'

        assert fluffos(tmp_path, body) == ['"xy"']
        assert logon(tmp_path, body) != ['"xy"']

    def test_each_profile_announces_its_own(self, tmp_path: Path) -> None:
        """Mudlibs test them to know their driver."""
        body = "#ifdef FLUFFOS\n#define F 1\n#else\n#define F 0\n#endif\n"
        body += "#ifdef MUDOS\n#define M 1\n#else\n#define M 0\n#endif\n"
        body += "void logon() { p(F * 10 + M); }"
        answers = [
            logon(tmp_path, body, profile=profile, charset=Charset.BYTES)
            for profile in (Profile.NEOLITH, Profile.MUDOS, Profile.FLUFFOS)
        ]

        assert answers == [["0"], ["1"], ["11"]]


class TestValues:
    """Values that behave otherwise."""

    def test_explode_drops_one_delimiter_at_each_end(self, tmp_path: Path) -> None:
        """In Neolith every piece counts."""
        body = 'p(sizeof(explode(",a,,b,,", ","))); p(sizeof(explode(",,", ",")));'

        assert fluffos(tmp_path, body) == ["4", "0"]
        assert logon(tmp_path, body) == ["6", "3"]

    def test_an_object_in_a_string_is_its_name(self, tmp_path: Path) -> None:
        """On either side of the plus."""
        assert fluffos(tmp_path, 'p("<" + this_object() + ">");') == ['"</user#0>"']

    def test_mappings_are_walked_in_the_order_of_the_hash_table(self, tmp_path: Path) -> None:
        """Players of mudlibs written for FluffOS see lists in that order."""
        body = 'mapping m = ([ "documentation": 1, "elf": 2, "human": 3, "orc": 4 ]); p(implode(keys(m), " "));'

        assert fluffos(tmp_path, body) == ['"elf orc documentation human"']
        assert logon(tmp_path, body) == ['"orc human elf documentation"']

    def test_strings_are_characters(self, tmp_path: Path) -> None:
        """One umlaut is one of them."""
        assert fluffos(tmp_path, 'p(strlen("\u00e4\u00f6"));') == ["2"]


class TestFluffosPrograms:
    """What mudlibs of FluffOS's older traditions, such as Discworld's, rely on."""

    def test_arguments_without_a_name(self, tmp_path: Path) -> None:
        """A body that does not need them need not name them."""
        body = """
        int f(int, string b, object) { return strlen(b); }
        void logon() { function g = function(int, int b) { return b; }; p(f(1, "abc", 0)); p(evaluate(g, 1, 7)); }
        """

        assert fluffos(tmp_path, body) == ["3", "7"]

    def test_the_union_of_arrays(self, tmp_path: Path) -> None:
        """What the left one has, and then what only the right one has."""
        body = """mixed *a = ({ 3, 1, 3 }) | ({ 9, 1, 4 }); a |= ({ "x", 3 }); p(implode(map(a, (: "" + $1 :)), ","));
        p(implode(map(({ ({ "b" }), ({ "a" }), ({ "b" }) }), (: $1 | ({ }) :)), (: $1 | $2 :))[1]); p(5 | 2);"""

        assert fluffos(tmp_path, body) == ['"3,1,3,4,9,x"', '"a"', "7"]

    def test_a_class_defined_again_with_the_same_members(self, tmp_path: Path) -> None:
        """A header that defines it may be read by a program and by what it inherits."""
        base = '#include "/c.h"\nclass c make() { return new(class c, x: 4); }'
        files = {"base.c": base, "c.h": "class c { int x; }\n"}
        body = 'inherit "/base";\n#include "/c.h"\nvoid logon() { p(make()->x); }'

        assert fluffos(tmp_path, f"{body} void p(mixed what);", files) == ["4"]

    def test_a_header_in_angle_brackets_is_in_the_include_directories(self, tmp_path: Path) -> None:
        """So that a header of the same name beside the program can include it."""
        files = {"d/x.c": '#include "h.h"\nint f() { return HERE + THERE; }', "include/h.h": "#define THERE 20\n"}
        files["d/h.h"] = "#include <h.h>\n#define HERE 1\n"

        shown = logon(
            tmp_path,
            'p("/d/x"->f());',
            files,
            profile=Profile.FLUFFOS,
            charset=Charset.UTF8,
            include_dirs=("/include",),
        )

        assert shown == ["21"]


class TestYoungerGrammar:
    """What the FluffOS of the last years has besides."""

    def test_elements_are_called(self, tmp_path: Path) -> None:
        """functions[i](arguments), as a value, as a statement and in a catch."""
        body = 'mapping m = ([ "add": (: $1 + $2 :) ]); p(m["add"](2, 3)); m["add"](1, 1); p(catch(m["no"]()));'

        assert fluffos(tmp_path, body) == ["5", "0"]

    def test_optional_members_of_mappings(self, tmp_path: Path) -> None:
        """0 where there is no mapping; an error of an index is none."""
        body = 'mapping m = ([ "a": ([ "b": 7 ]) ]); mixed z; p(m?.a?.b); p(m.?["x"]); p(z?.["a"]); p(m.a.b);'
        body += " m.a.b = 8; p(m.a.b);"

        assert fluffos(tmp_path, body) == ["7", "0", "0", "7", "8"]

    def test_references_by_ampersand_and_of_parameters(self, tmp_path: Path) -> None:
        """&x is ref x; a parameter of a function pointer can be one, and arrays have their star behind the word."""
        body = """
        void add(int ref *a, int x) { a += ({ x }); }
        int f(int *a) { function g = function(int *b) { add(ref b, 5); return sizeof(b); }; return evaluate(g, a); }
        void logon() { int *a = ({ }); add(&a, 3); p(sizeof(a)); p(f(a)); evaluate((: add(ref $1, 4) :), a);
            p(sizeof(a)); }
        """

        assert fluffos(tmp_path, body) == ["1", "2", "1"]

    def test_numbers_and_characters(self, tmp_path: Path) -> None:
        """Underscores in floats and hexadecimals; code points by number, also as a pair of halves."""
        body = r"""p(1_000.5); p(0xff_ff); p(1_0e1);
        p(strlen("\u2022\U0001F600\ud83d\ude00\\u2022")); p("\u0022\u00e4");"""

        assert fluffos(tmp_path, body) == ["1000.500000", "65535", "100.000000", "9", '""\u00e4"']

    def test_a_range_from_the_start(self, tmp_path: Path) -> None:
        """text[..<2] is text[0..<2]."""
        assert fluffos(tmp_path, 'p("hello"[..<3]);') == ['"hel"']

    def test_locals_of_a_catch_block_outlive_it(self, tmp_path: Path) -> None:
        """0 when the block did not come so far; another local may take the name."""
        body = """
        int f(int fail) { catch { int a = 7; if (fail) error("x"); int b = 8; }; return a * 10 + b; }
        int g() { catch { int a = 7; }; int a = 1; return a; }
        void logon() { p(f(0)); p(f(1)); p(g()); }
        """

        assert fluffos(tmp_path, body) == ["78", "70", "1"]

    def test_a_prototype_lends_no_modifiers(self, tmp_path: Path) -> None:
        """What a header declares nomask may be redefined when the definition does not say so."""
        files = {"base.c": "nomask string f(); string f() { return \"base\"; }\n"}
        body = 'inherit "/base"; string f() { return "own"; } void logon() { p(f()); }'

        assert fluffos(tmp_path, body, files) == ['"own"']

    def test_bytes_of_buffers_may_be_nothing(self, tmp_path: Path) -> None:
        """0 is a byte like others."""
        assert fluffos(tmp_path, "buffer b = allocate_buffer(2); b[0] = 7; b[0] = 0; p(b[0]);") == ["0"]

    def test_the_master_says_where_headers_are(self, tmp_path: Path) -> None:
        """get_include_path() is asked for each file that is compiled; :DEFAULT: are the configured directories."""
        files = {
            "deep/inc/x.h": "#define X 5\n",
            "deep/thing.c": "#include <x.h>\nint x() { return X; }\n",
        }
        body = 'p(load_object("/deep/thing")->x());'
        wish = 'mixed get_include_path(string s) { return s == "/deep/thing.c" ? ({ ":DEFAULT:", "/deep/inc" }) : 0; }'

        assert fluffos(tmp_path, body, {**files, "master.c": MASTER + wish}) == ["5"]

    def test_the_definition_says_who_may_call(self, tmp_path: Path) -> None:
        """Its prototype may have said otherwise."""
        files = {"base.c": "private int f(); protected int f() { return 4; }"}
        body = 'inherit "/base"; void logon() { p(f()); } void p(mixed what);'

        assert fluffos(tmp_path, body, files) == ["4"]

    def test_efuns_that_an_option_leaves_out(self, tmp_path: Path) -> None:
        """A mudlib of a driver without add_action() asks for it, and has functions of its own."""
        body = """
        #if efun_defined(add_action)
        int living(object ob) { return 1; }
        #else
        int living(object ob) { return 7; }
        #endif
        void logon() { p(living(this_object())); }
        """
        options = {"profile": Profile.FLUFFOS, "charset": Charset.UTF8}

        assert logon(tmp_path / "with", body, **options) == ["1"]
        assert logon(tmp_path / "without", body, local_options=(("__NO_ADD_ACTION__", ""),), **options) == ["7"]
        assert logon(tmp_path / "undefined", body, local_options=(("__NO_ADD_ACTION__", None),), **options) == ["1"]

    def test_who_becomes_living_meets_what_is_around(self, tmp_path: Path) -> None:
        """enable_commands() calls init() where the option or its argument says so."""
        thing = "int met; void init() { met++; } void go(object to) { move_object(to); } int query() { return met; }"
        body = """
        void logon() {
          object t = new("/thing");
          t->go(this_object());
          p(t->query());
          enable_commands();
          p(t->query());
          disable_commands();
          enable_commands(1);
          p(t->query());
        }
        """
        options = {"profile": Profile.FLUFFOS, "charset": Charset.UTF8}
        off = {"dialect_choices": {"enable_commands_init": False}}

        assert logon(tmp_path / "on", body, {"thing.c": thing}, **options) == ["0", "1", "2"]
        assert logon(tmp_path / "off", body, {"thing.c": thing}, **options, **off) == ["0", "0", "1"]

    def test_loops_are_broken_and_nothing_else(self, tmp_path: Path) -> None:
        """Arrays, values and keys of mappings, class values; what is shared stays."""
        body = """
        class link { mixed next; int n; }
        void logon() {
          mixed *a = ({ "keep", 0, 0 }), *shared = ({ 1 });
          mapping m = ([ "s": shared, "t": shared ]);
          class link one = new(class link), two = new(class link);
          a[1] = a; a[2] = m; m["up"] = a; m[a] = 1;
          one->next = two; two->next = one; two->n = 3;
          p(break_cycles(({ a, one })));
          p(has_cycle(a) + has_cycle(one));
          p(a[0] + a[1] + sizeof(m) + m["s"][0] + m["t"][0] + m["up"] + two->n);
          p(break_cycles(a));
        }
        """

        assert fluffos(tmp_path, body) == ["4", "0", '"keep031103"', "0"]

    def test_a_class_value_without_names_has_its_members_by_position(self, tmp_path: Path) -> None:
        """One that was assembled, or restored where several classes have as many members."""
        body = """
        class one { int a; int b; }
        class two { int c; int d; }
        void logon() {
            mixed x = assemble_class(({ 4, 5 }));
            p(x->d); x->c = 6; p(((class one)x)->a); p(((class two)x)->c);
            x = assemble_class(({ 1 }));
            p(catch(p(x->d)));
        }
        """

        assert fluffos(tmp_path, body) == ["5", "6", "6", '"*Class has no corresponding member.', '"']


class TestLpcFiles:
    """Source files whose names end in .lpc."""

    def test_they_are_found_where_no_c_file_is(self, tmp_path: Path) -> None:
        """Loaded, cloned, inherited and called by names without extension; a .c file beside them counts more."""
        files = {
            "base.lpc": "int base() { return 1; }",
            "thing.lpc": 'inherit "/base"; string f() { return file_name(this_object())[0..5] + base(); }',
            "both.c": "int f() { return 5; }",
            "both.lpc": "int f() { return 6; }",
        }
        body = 'p("/thing"->f()); p(new("/thing.lpc")->f()); p("/both"->f()); p(load_object("/thing")->base());'

        assert fluffos(tmp_path, body, files) == ['"/thing1"', '"/thing1"', "5", "1"]
