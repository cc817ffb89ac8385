"""Efuns that let git work on directories of the mudlib: clone, pull, look, commit, go back."""

from __future__ import annotations

import re
from typing import Any, Final

from ..errors import LpcError
from ..runtime.closures import Closure
from ..runtime.outside.operations import started, wishes
from ..runtime.outside.ports.http import CREDENTIALS, SCHEME
from ..runtime.outside.requests.git import GitAction, GitRequest, has_server
from ..runtime.promises import Promise
from ..runtime.values import Entity
from .files import real_path
from .processes import allow
from .registry import efun
from .strings import string_bytes
from .web_requests import reaches_private

SECONDS: Final = 600.0
"""How long an errand may take that says nothing else."""
_REFERENCE: Final = re.compile(r"(?!-)[^\s~^:?*\[\\\x00-\x1f\x7f]+(?:[~^]\d*)*")


@efun("mixed git_clone(string url, string path, void | mapping | int options, void | string | function callback, ...)")
def git_clone(
    this: Entity, url: str, path: str, options: Any = 0, callback: str | Closure | None = None, *arguments: Any
) -> Any:
    """Fetch a git repository into a new directory of the mudlib, and go on; the callback gets the answer once.

    git must be an `AllowProcess git PATH` of the configuration, the address of a protocol in `GitProtocols`, and the
    master's valid_process() and valid_write() have to agree, and valid_http(), with the method "GIT", where it is a
    server that is asked: it gets to public addresses as http_request() does. Only the files come into the mudlib: the
    git directory is the driver's, and nothing in a repository is ever run. Credentials are those of `GitCredentials`. A
    clone that fails or is cancelled leaves nothing.

    The answer is a mapping: "outcome", "error", "hash" (the commit), "branch", "elapsed", "handle", "kind".

    Arguments:
        url: the repository, such as "https://example.com/domain.git".
        path: a directory that is not there yet, or empty.
        options: 0, or a mapping: "branch" (or a tag), "depth" (how many commits are fetched), "timeout" (seconds, 600),
            "progress" (called with a mapping: "phase" such as "Receiving objects", "percent", "done", "total").
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the answer.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of the answer.
    Errors: valid_process(), valid_write() or valid_http() says no; an option that does not exist or has a bad value.
    Example:
        catch(git_clone("https://example.com/x.git", "/x", 0, "done")) != 0     // 1
    See also: git_pull, git_status, git_commit, git_log, git_diff, git_checkout, valid_process, valid_http
    """
    if url.startswith("-") or "\0" in url:
        raise LpcError("git_clone: url must be an address\n")
    call = _Call(this, "git_clone", path, options, {"branch": "", "depth": 0})
    branch, depth = call.reference("branch"), call.number("depth")
    private = has_server(url) and reaches_private(
        this, "git_clone", "GIT", url, default=this.world.config.http_private_addresses
    )
    return call.begin(GitAction.CLONE, callback, arguments, url=url, private=private, reference=branch, depth=depth)


@efun("mixed git_pull(string path, void | mapping | int options, void | string | function callback, ...)")
def git_pull(this: Entity, path: str, options: Any = 0, callback: str | Closure | None = None, *arguments: Any) -> Any:
    """Bring a directory that git_clone() has made up to date with its repository; the callback gets the answer once.

    Changes of one's own are never merged: where both sides have moved, it is an error. It may go to an address that is
    not public when git_clone() was allowed to, or with the setting HttpPrivateAddresses.

    The answer is a mapping: "outcome", "error", "hash", "before" (the commit until now), "branch", "files" (what has
    changed).

    Arguments:
        path: the directory.
        options: 0, or a mapping: "timeout" and "progress" as of git_clone().
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the answer.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of the answer.
    Errors: as of git_clone().
    See also: git_clone, git_status
    """
    return _Call(this, "git_pull", path, options, {}).begin(GitAction.PULL, callback, arguments)


@efun("mixed git_status(string path, void | mapping | int options, void | string | function callback, ...)")
def git_status(
    this: Entity, path: str, options: Any = 0, callback: str | Closure | None = None, *arguments: Any
) -> Any:
    """Tell which files of a directory that git_clone() has made are not as committed; the callback gets it once.

    The answer is a mapping: "outcome", "error", "branch", "upstream", "ahead", "behind" (numbers of commits), "files"
    (a mapping of names to two characters as git has them: "??" is new, " M" changed, " D" gone).

    Arguments:
        path: the directory.
        options: 0, or a mapping: "timeout".
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the answer.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of the answer.
    Errors: valid_process() or valid_read() says no; an option that does not exist or has a bad value.
    See also: git_clone, git_diff, git_commit
    """
    return _Call(this, "git_status", path, options, {}, writing=False).begin(GitAction.STATUS, callback, arguments)


@efun(
    "mixed git_commit(string path, string message, void | mapping | int options,"
    " void | string | function callback, ...)"
)
def git_commit(
    this: Entity, path: str, message: str, options: Any = 0, callback: str | Closure | None = None, *arguments: Any
) -> Any:
    """Commit what has changed in a directory that git_clone() has made; the callback gets the answer once.

    The answer is a mapping: "outcome", "error" (also when nothing has changed), "hash" (of the new commit), "branch".

    Arguments:
        path: the directory.
        message: what has changed, and why.
        options: 0, or a mapping: "author" and "email" (by themselves this object's uid at the MUD), "files" (an array
            of paths below the directory; all without it), "timeout".
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the answer.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of the answer.
    Errors: as of git_clone(); an empty message.
    See also: git_clone, git_status, git_log
    """
    if not message.strip() or "\0" in message:
        raise LpcError("git_commit: message must be some text\n")
    call = _Call(this, "git_commit", path, options, {"author": this.uid or "nobody", "email": "", "files": ()})
    author, email = call.text("author"), call.text("email")
    return call.begin(
        GitAction.COMMIT,
        callback,
        arguments,
        message=_text(message),
        author=author,
        email=email or f"{author}@mud.invalid",
        files=call.files(),
    )


@efun("mixed git_log(string path, void | mapping | int options, void | string | function callback, ...)")
def git_log(this: Entity, path: str, options: Any = 0, callback: str | Closure | None = None, *arguments: Any) -> Any:
    """Tell the last commits of a directory that git_clone() has made; the callback gets the answer once.

    The answer is a mapping: "outcome", "error", "log" (an array of mappings, the newest first: "hash", "author",
    "email", "time", "subject", "body").

    Arguments:
        path: the directory.
        options: 0, or a mapping: "count" (20), "reference" (a branch, tag or commit), "files" (an array of paths below
            the directory), "timeout".
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the answer.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of the answer.
    Errors: as of git_status().
    See also: git_clone, git_diff
    """
    call = _Call(this, "git_log", path, options, {"count": 20, "reference": "", "files": ()}, writing=False)
    return call.begin(
        GitAction.LOG,
        callback,
        arguments,
        count=call.number("count"),
        reference=call.reference("reference"),
        files=call.files(),
    )


@efun("mixed git_diff(string path, void | mapping | int options, void | string | function callback, ...)")
def git_diff(this: Entity, path: str, options: Any = 0, callback: str | Closure | None = None, *arguments: Any) -> Any:
    """Tell what has changed in a directory that git_clone() has made; the callback gets the answer once.

    The answer is a mapping: "outcome", "error", "diff" (text as of `git diff`).

    Arguments:
        path: the directory.
        options: 0, or a mapping: "reference" (since which branch, tag or commit; by itself the last), "files" (an array
            of paths below the directory), "timeout".
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the answer.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of the answer.
    Errors: as of git_status().
    See also: git_clone, git_status
    """
    call = _Call(this, "git_diff", path, options, {"reference": "", "files": ()}, writing=False)
    return call.begin(GitAction.DIFF, callback, arguments, reference=call.reference("reference"), files=call.files())


@efun(
    "mixed git_checkout(string path, string reference, void | mapping | int options,"
    " void | string | function callback, ...)"
)
def git_checkout(
    this: Entity, path: str, reference: str, options: Any = 0, callback: str | Closure | None = None, *arguments: Any
) -> Any:
    """Let a directory that git_clone() has made be as of a branch, tag or commit; the callback gets the answer once.

    Changes that are not committed are not lost: where they are in the way, it is an error.

    The answer is a mapping: "outcome", "error", "hash", "branch" ("" when it is none).

    Arguments:
        path: the directory.
        reference: the branch, tag or commit.
        options: 0, or a mapping: "timeout" and "progress" as of git_clone().
        callback: a function, or the name of one in this object.
        ...: go to the callback, after the answer.
    Returns: a handle for async_cancel() and async_info(); without a callback a promise of the answer.
    Errors: as of git_clone().
    See also: git_clone, git_log
    """
    call = _Call(this, "git_checkout", path, options, {})
    if not _REFERENCE.fullmatch(reference):
        raise LpcError("git_checkout: reference must be a branch, tag or commit\n")
    return call.begin(GitAction.CHECKOUT, callback, arguments, reference=_text(reference))


class _Call:
    """One call of an efun here: what it was given, checked."""

    def __init__(
        self, this: Entity, name: str, path: str, options: Any, known: dict[str, Any], *, writing: bool = True
    ) -> None:
        self._this = this
        self._name = name
        self._path = path
        self._wished = wishes(name, options, frozenset(known), seconds=SECONDS)
        self._given = known | self._wished.others
        real = real_path(this, path, name, writing=writing)
        if real is None:
            raise LpcError(f"{name}: {path} may not be {'written to' if writing else 'read'}\n")
        self._directory = real

    def begin(
        self, action: GitAction, callback: str | Closure | None, arguments: tuple[Any, ...], url: str = "", **more: Any
    ) -> int | Promise:
        """Begin the errand, if it may be."""
        this = self._this
        words = ["git", action.value, url, self._path]
        allow(this, self._name, [word for word in words if word])
        request = GitRequest(action=action, directory=self._directory, url=_text(url), **more)
        label = CREDENTIALS.sub(SCHEME, " ".join(word for word in words if word))
        wished = self._wished
        return started(
            this, "git", label, request, callback, arguments, seconds=wished.seconds, progress=wished.progress
        )

    def text(self, option: str) -> str:
        """An option that is one line of text."""
        value = self._given[option]
        if not isinstance(value, str) or re.search(r"[\x00-\x1f<>]", value):
            raise LpcError(f"{self._name}: {option} must be a line of text\n")
        return _text(value)

    def number(self, option: str) -> int:
        """An option that is a number."""
        value = self._given[option]
        if not isinstance(value, int) or value < 0:
            raise LpcError(f"{self._name}: {option} must be a number of at least 0\n")
        return int(value)

    def reference(self, option: str) -> str:
        """An option that names a branch, tag or commit."""
        value = self._given[option]
        if not isinstance(value, str) or (value and not _REFERENCE.fullmatch(value)):
            raise LpcError(f"{self._name}: {option} must be a branch, tag or commit\n")
        return _text(value)

    def files(self) -> tuple[str, ...]:
        """The option files: paths that stay below the directory, none of them git's magic."""
        value = self._given["files"]
        if not isinstance(value, (list, tuple)) or not all(isinstance(one, str) and "\0" not in one for one in value):
            raise LpcError(f"{self._name}: files must be an array of paths\n")
        return tuple(f":(top,literal){_text(one).lstrip('/')}" for one in value)


def _text(text: str) -> str:
    return string_bytes(text).decode("utf-8", "surrogateescape")
