"""The names of warnings, by which programmers switch them off: `#pragma no_unknown_escape`, `check --ignore NAME`.

Rule: every warning of the compiler has one of these names. A name is told from how the wording begins, which LPC
programs rely on and so does not change; whatever has no such beginning is the text of a #warning.

diagnostics.py, the preprocessor (for #pragma) and the command line come here.
"""

from __future__ import annotations

from typing import Final

USER: Final = "user_warning"
EVERY_WARNING: Final = "warnings"  # the pragma that switches all of them
_CLASH: Final = "inherited_twice"
_CLASH_WORDS: Final = "() inherited from both /"  # they follow the name of a function

WARNINGS: Final = {
    "boolean_bits": "bitwise operation on boolean",
    "conditional_types": "Types in ?: do not match",
    "extra_semicolon": "Extra ';'",
    "macro_redefined": "redefinition of #define",
    "missing_value": "Non-void functions must return",
    "nested_comment": "/* found in comment",
    _CLASH: f"NAME{_CLASH_WORDS}",
    "prototype_mismatch": "Return type doesn't match prototype",
    "rest_argument": "Variable to hold remainder",
    "string_function": "Function pointer returning string constant",
    "unknown_escape": "Unknown \\ escape",
    "hex_escape": "\\x must be followed",
    "character_constant": "Illegal character constant",
    "wide_constant": "Illegal wide character constant",
    "unknown_pragma": "Unknown #pragma",
    "no_effect": "Expression has no side effects",
    "unused_local": "Unused local variable",
    "redeclared_global": "Redeclaration of global variable",
    "unused_value": "Value of conditional expression is unused",
}
"""Every name with the beginning of its messages."""

NAMES: Final = frozenset(WARNINGS) | {USER}


def name_of(message: str) -> str:
    """The name of the warning with that wording."""
    if _CLASH_WORDS in message:
        return _CLASH
    return next((name for name, beginning in WARNINGS.items() if message.startswith(beginning)), USER)
