"""The actions of a commander: what is found at once is what a walk through all of them would find."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from neolith_trio.runtime.actions import NO_ACTIONS, NO_SPACE, SHORT, Actions, Sentence

VERBS = st.sampled_from(["", "go", "look", "look at", "l", "n"])
STEPS = st.one_of(
    st.tuples(st.just("give"), VERBS, st.integers(0, 3), st.sampled_from([0, SHORT, NO_SPACE])),
    st.tuples(st.just("take"), st.integers(0, 30)),
    st.tuples(st.just("take_all_of"), st.integers(0, 3)),
)


def fits(sentence: Sentence, text: str) -> bool:
    """Does the command fit, as the manual of add_action() tells it?"""
    if sentence.flags:
        return text.startswith(sentence.verb)
    return not sentence.verb or (text + " ").startswith(sentence.verb + " ")


def alike(known: list[Sentence], actions: Actions, owners: list[Any]) -> bool:
    """Do both find the same, in the same order?"""
    same = list(actions) == known and len(actions) == len(known)
    same &= actions.newest() is (known[0] if known else None)
    same &= all(one in actions for one in known)
    for text in ("go", "go north", "look", "look at it", "looks", "l", "north", "x"):
        same &= list(actions.fitting(text.partition(" ")[0], text)) == [one for one in known if fits(one, text)]
    return same and all(actions.of(owner) == [one for one in known if one.owner is owner] for owner in owners)


@given(st.lists(STEPS, max_size=30))
def test_it_is_a_list_with_the_newest_first(steps: list[Any]) -> None:
    """Whatever is given and taken in whatever order."""
    actions, known = Actions(), list[Sentence]()
    owners: list[Any] = [object() for _ in range(4)]
    for what, *how in steps:
        if what == "give":
            verb, owner, flags = how
            known.insert(0, Sentence(verb, "act", owners[owner], flags))
            actions.give(known[0])
        elif what == "take" and known:
            actions.take(known.pop(how[0] % len(known)))
        elif what == "take_all_of":
            [owner] = how
            assert actions.take_all_of(owners[owner]) == any(one.owner is owners[owner] for one in known)
            known = [one for one in known if one.owner is not owners[owner]]
        assert alike(known, actions, owners)


def test_who_was_never_given_any_shares_what_is_empty() -> None:
    """Nothing is ever put into it."""
    assert (len(NO_ACTIONS), NO_ACTIONS.newest(), NO_ACTIONS.fitting("go", "go")) == (0, None, ())
    assert NO_ACTIONS.take_all_of(object()) is False  # type: ignore[arg-type]
