"""Types as they are written: `int`, `mixed *`, `class room *`, and the telling of a type from a name.

Rule: a reserved type name always begins a type, save before `::` where it is the label of an inherited function; a
soft one only where a name or a star follows.

A layer of the parser; the layers above read declarations, casts and arguments with it.
"""

from __future__ import annotations

from functools import lru_cache

from ..nodes import Type
from ..tokens import NAME, Token
from .cursor import Cursor


@lru_cache(maxsize=1024)
def type_of(basic: str, class_name: str = "", stars: int = 0, payload: Type | None = None) -> Type:
    """The one Type of these parts."""
    if basic == "array":
        return Type("mixed", "", stars + 1)
    return Type(basic, class_name, stars, payload)


def with_stars(type_: Type, stars: int) -> Type:
    """`type_` with more array levels."""
    return type_of(type_.basic, type_.class_name, type_.stars + stars, type_.payload) if stars else type_


UNKNOWN = type_of("unknown")


class TypeParser(Cursor):
    """Reads types."""

    def begins_type(self, distance: int = 0) -> bool:
        """Whether a type begins `distance` tokens from here."""
        token = self.peek(distance) if distance else self.token
        if token.kind != NAME:
            return False
        options = self.options
        if token.value in options.type_names:
            following = self.peek(distance + 1)
            if token.value in options.reserved:
                return following.kind != "::"
            return self._follows_soft_type(following, distance + 1)
        return token.value in options.class_words and self.is_name(self.peek(distance + 1))

    def _follows_soft_type(self, following: Token, distance: int) -> bool:
        if following.kind == "<" and self.peek(distance - 1).value == "promise":
            return self._is_payload(distance + 1)
        if following.kind == "*":
            return self.is_name(self.peek(distance + 1))
        return self.is_name(following)

    def begins_declaration(self) -> bool:
        """Whether the current token begins a local declaration, and not `function (...) { }` as an expression."""
        if not self.begins_type():
            return False
        if self.token.value != "function":
            return True
        return not self.begins_anonymous_function()

    def begins_anonymous_function(self) -> bool:
        """Whether `function`, the current token, is followed by arguments or by a return type and arguments."""
        following = self.peek()
        if following.kind == "(":
            return True
        return following.kind == NAME and self.begins_type(1) and following.value != "array"

    def basic_type(self) -> Type:
        """Step over a type without its stars."""
        word = str(self.advance().value)
        if word in self.options.class_words:
            return type_of("class", self.name("the name of a class"))
        type_ = type_of(self.options.type_names[word])
        if word == "promise" and self.token.kind == "<":
            type_ = self._promise_of()
        if "array" in self.options.type_names and self.is_word(self.token, "array") and self._array_is_suffix():
            self.advance()
            type_ = with_stars(type_, 1)
        return type_

    def _is_payload(self, distance: int) -> bool:
        """Whether a type and its `>` stand `distance` tokens from here, and a name, star or parenthesis after them."""
        while self.peek(distance).kind in (NAME, "*", "<"):
            distance += 1
        if self.peek(distance).kind == ">>":  # of a promise of a promise, about which basic_type() complains
            return True
        while self.peek(distance).kind == ">":
            distance += 1
            following = self.peek(distance)
            if following.kind in ("*", ")", ",") or self.is_name(following):
                return True
        return False

    def _promise_of(self) -> Type:
        """The `<type>` of a promise."""
        self.advance()
        place = self.token
        if not self.begins_payload():
            self.unexpected("expected the type that the promise delivers")
        payload = self.full_type()
        if payload.basic == "promise" and not payload.stars:
            self.fail("Illegal type of a promise: a promise of a promise is that promise")
        if payload.basic == "void" and not payload.stars:
            self.error("Illegal to declare promise of type void.", place)
        self.expect(">", "after the type that the promise delivers")
        return type_of("promise", "", 0, None if payload == type_of("mixed") else payload)

    def begins_payload(self) -> bool:
        """Whether a type stands here, whatever follows."""
        return self.token.kind == NAME and (
            self.token.value in self.options.type_names or self.token.value in self.options.class_words
        )

    def _array_is_suffix(self) -> bool:
        """Whether the word `array` belongs to the type (`string array names`) and is not itself the name."""
        following = self.peek()
        return following.kind == "*" or self.is_name(following)

    def stars(self) -> int:
        """Step over the stars of an array type and count them."""
        count = 0
        while self.token.kind == "*":
            self.advance()
            count += 1
        return count

    def full_type(self) -> Type:
        """Step over a type with its stars."""
        type_ = self.basic_type()
        return with_stars(type_, self.stars())
