"""Git repositories on this machine, and a web server that gives them out, for the tests of this directory."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import attrs

GIT = shutil.which("git")
_ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@attrs.frozen
class Repository:
    """A bare repository, and a clone of it in which somebody else works."""

    bare: Path
    work: Path

    @classmethod
    def made(cls, directory: Path, name: str = "domain") -> Repository:
        """A new one with one file, room.c."""
        work = directory / f"{name}-work"
        work.mkdir()
        found = cls(directory / f"{name}.git", work)
        found.git("init", "--bare", "--initial-branch=main", str(found.bare))
        found.git("clone", str(found.bare), ".")
        found.change("room.c", "void create() { }\n", "A room")
        return found

    @property
    def url(self) -> str:
        return self.bare.as_uri()

    def git(self, *words: str) -> None:
        who = ("-c", "user.name=Bob", "-c", "user.email=bob@example.com")
        environment = {**os.environ, **_ALONE}
        subprocess.run([str(GIT), *who, *words], cwd=self.work, check=True, capture_output=True, env=environment)

    def change(self, name: str, text: str, message: str) -> None:
        """Somebody else commits and pushes."""
        (self.work / name).parent.mkdir(parents=True, exist_ok=True)
        (self.work / name).write_text(text)
        self.git("add", ".")
        self.git("commit", "-m", message)
        self.git("push", "origin", "HEAD:main")


class _Handler(BaseHTTPRequestHandler):
    """git's own program for web servers, as the interface CGI has it."""

    root: Path
    stalls: threading.Event | None
    password: str

    def answer(self) -> None:
        path, _, query = self.path.partition("?")
        if self.password and self.headers["Authorization"] != self.password:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="x"')
            self.end_headers()
            return
        if self.stalls is not None and self.command == "POST":
            self.stalls.wait(30)
        sent = self.rfile.read(int(self.headers["Content-Length"] or 0))
        environment = {
            **os.environ, **_ALONE, "GIT_PROJECT_ROOT": str(self.root), "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": path,
            "QUERY_STRING": query, "REQUEST_METHOD": self.command, "CONTENT_TYPE": self.headers["Content-Type"] or "",
            "CONTENT_LENGTH": str(len(sent)), "GIT_PROTOCOL": self.headers["Git-Protocol"] or "",
            "HTTP_CONTENT_ENCODING": self.headers["Content-Encoding"] or "",
        }  # fmt: skip
        done = subprocess.run(
            [str(GIT), "http-backend"], input=sent, capture_output=True, env=environment, check=False, timeout=30
        )
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().splitlines())
        self.send_response(int(fields.pop("Status", "200").split()[0]))
        for name, value in {**fields, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, *about: object) -> None:
        return


@contextmanager
def served(
    root: Path, *, stalls: threading.Event | None = None, password: str = "", tls: ssl.SSLContext | None = None
) -> Iterator[str]:
    """The repositories below `root` over HTTP: the address of them all.

    `stalls`: what is fetched comes only when this is set. `password`: the Authorization without which nothing comes.
    """
    asked = dict.fromkeys(("do_GET", "do_POST"), _Handler.answer)
    handler = type("Handler", (_Handler,), {"root": root, "stalls": stalls, "password": password, **asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http{'' if tls is None else 's'}://127.0.0.1:{server.server_address[1]}"
        finally:
            if stalls is not None:
                stalls.set()
            server.shutdown()
            thread.join()
