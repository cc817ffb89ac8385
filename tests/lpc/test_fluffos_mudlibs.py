"""What mudlibs of the younger FluffOS rely on beside its grammar."""

from __future__ import annotations

from pathlib import Path

from .test_dialects import fluffos


class TestAccess:
    """Who may call what."""

    def test_an_object_may_call_what_it_keeps_from_others(self, tmp_path: Path) -> None:
        """A static or private function is there for call_other() of the object itself, also through a bound pointer."""
        files = {"thing.c": "private int p() { return 1; } int f() { return this_object()->p(); }\n"}
        body = """
        protected int own() { return 7; }
        void logon() {
            object other = load_object("/thing");
            p(call_other(this_object(), "own"));
            p(evaluate(bind((: call_other, this_object(), "own" :), this_object())));
            p(other->p()); p(other->f());
        }
        """

        assert fluffos(tmp_path, body, files) == ["7", "7", "0", "1"]


def test_a_call_out_to_a_function_of_a_destructed_object_is_forgotten(tmp_path: Path) -> None:
    """Without a word, as one by name is."""
    files = {"thing.c": "void create() { call_out((: 1 :), 0); }\n"}
    body = 'object thing = load_object("/thing"); destruct(thing); p(sizeof(call_out_info()));'

    assert fluffos(tmp_path, body, files) == ["0"]


def test_the_name_of_a_function_is_a_pointer_to_it(tmp_path: Path) -> None:
    """Of an own function, defined before or declared, and of an efun; variables go first."""
    body = """
    int later(int x);
    int twice(int x) { return x * 2; }
    int strlen = 5;
    void logon() {
        function f = twice; p(f(4)); p(evaluate(later, 1)); p(implode(map(({ "a" }), capitalize), "")); p(strlen);
        p(functionp(bind(enable_commands, this_object())) != 0);
    }
    int later(int x) { return x + 1; }
    """

    assert fluffos(tmp_path, body) == ["8", "2", '"A"', "5", "1"]


def test_a_return_in_a_catch_block_leaves_the_function(tmp_path: Path) -> None:
    """Also through two of them and out of a loop; what comes later is caught or not as before."""
    body = """
    int f(int x) { catch { if (x == 1) return 10; catch { while (1) { if (x == 2) return 20; break; } }; }; return 30; }
    void logon() { p(f(1)); p(f(2)); p(f(3)); p(catch(error("x\\n"))); }
    """

    assert fluffos(tmp_path, body) == ["10", "20", "30", '"*x', '"']


def test_a_call_may_give_too_many_arguments(tmp_path: Path) -> None:
    """What the function does not take is dropped."""
    assert fluffos(tmp_path, "int f(int x) { return x; } void logon() { p(f(3, 4)); }") == ["3"]
