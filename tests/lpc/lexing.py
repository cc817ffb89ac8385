"""Short ways to lex a text in a test."""

from __future__ import annotations

from collections.abc import Mapping

from neolith_trio.lpc.lexer import lex
from neolith_trio.lpc.stream import LexOptions, TokenStream
from neolith_trio.lpc.tokens import EOF, Token


def stream(text: str, options: LexOptions | None = None, files: Mapping[str, str] | None = None) -> TokenStream:
    """The stream of `text` as the file /main.c, with `files` as the rest of the mudlib."""
    return lex("/main.c", options or LexOptions(), (files or {}).get, text)


def no_files(path: str) -> str | None:
    """The reader of a mudlib without any file."""
    return None


def tokens(text: str, options: LexOptions | None = None, files: Mapping[str, str] | None = None) -> list[Token]:
    """The tokens of a text that must be free of complaints, without the EOF."""
    result = stream(text, options, files)
    assert [str(d.headline()) for d in result.diagnostics] == []
    assert result.tokens[-1].kind == EOF
    return result.tokens[:-1]


def values(text: str, options: LexOptions | None = None, files: Mapping[str, str] | None = None) -> list[object]:
    """The values of the tokens of a text that must be free of complaints."""
    return [token.value for token in tokens(text, options, files)]


def messages(text: str, options: LexOptions | None = None, files: Mapping[str, str] | None = None) -> list[str]:
    """What log_error() would be told about a text, in source order."""
    return [d.log_message() for d in stream(text, options, files).diagnostics.in_source_order()]
