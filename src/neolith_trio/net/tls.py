"""TLS on a port: certificates that can be replaced while the driver runs, and the layer that encrypts.

The layer uses the standard library's `ssl` in memory and not Trio's SSLStream: what a turn of LPC writes has to leave
without a task waiting for it (see `transport`), and an idle user costs no writer of his own.

Rule: what is wrong with the files of a certificate is a `BadCertificate` that names the file; at a reload the old
certificate stays. listeners and the driver call this.
"""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Callable, Sequence
from pathlib import Path

from ..config import Certificate
from ..errors import NeolithError
from .transport import Layer, PeerMisbehaved, Transport

_CHUNK = 16 * 1024


class BadCertificate(NeolithError):
    """A certificate or a key that cannot be used; the message names the file and the cause."""


class Certificates:
    """What a port shows to those who come. `context` is replaced by reload(); connections keep theirs."""

    def __init__(self, files: Certificate, *, web: bool = False) -> None:
        self.files = files
        self._web = web
        self.context = _load(files, web=web)

    def reload(self) -> None:
        """Read the files again, for the connections that come from now on."""
        self.context = _load(self.files, web=self._web)


def _load(files: Certificate, *, web: bool) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # a peer that goes without saying goodbye is not an error for a MUD, and renegotiation is of no use to one
    context.options |= ssl.OP_NO_RENEGOTIATION | getattr(ssl, "OP_IGNORE_UNEXPECTED_EOF", 0)
    if web:
        context.set_alpn_protocols(["http/1.1"])
    texts = [_text(file) for file in (files.certificate, files.key)]
    try:
        # an empty password: otherwise OpenSSL would ask at the terminal
        context.load_cert_chain(files.certificate, files.key, password="")
    except (ssl.SSLError, OSError, ValueError) as problem:
        raise BadCertificate(_complaint(files, texts, problem)) from problem
    return context


def _text(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        raise BadCertificate(f"the certificate or key {file} cannot be read: {problem.strerror}") from problem


def _complaint(files: Certificate, texts: Sequence[bytes], problem: Exception) -> str:
    """What is wrong with the files, in better words than OpenSSL's where we know some."""
    where = f"the certificate {files.certificate} with the key {files.key} cannot be used"
    certificate, key = texts
    reason = getattr(problem, "reason", None) or ""
    if reason == "KEY_VALUES_MISMATCH":
        return f"{where}: the key belongs to another certificate"
    if b"ENCRYPTED" in key:
        return f"{where}: the key is encrypted; give one without a password"
    if b"CERTIFICATE-----" not in certificate:
        return f"{where}: there is no certificate in PEM form in {files.certificate}"
    if b"PRIVATE KEY-----" not in key:
        return f"{where}: there is no private key in PEM form in {files.key}"
    return f"{where}: {reason.replace('_', ' ').lower() or problem}"


class TlsTransport(Layer):
    """The server's side of TLS over a transport. Nothing is sent or received before handshake()."""

    part = _CHUNK

    def __init__(self, below: Transport, context: ssl.SSLContext) -> None:
        super().__init__(below)
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)

    async def handshake(self) -> None:
        """Agree on the keys. OSError when the peer speaks no TLS, or none that we do."""
        while True:
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                self._answer_peer()
                await self._read_more()
            except ssl.SSLError:
                # the alert that tells the peer why
                with contextlib.suppress(OSError):
                    self._answer_peer()
                raise
            else:
                self._answer_peer()
                return

    async def _read_more(self) -> None:
        data = await self._below.receive_some(_CHUNK)
        if data:
            self._incoming.write(data)
        else:
            self._incoming.write_eof()

    def _answer_peer(self) -> None:
        self.answer(self._outgoing.read())

    async def receive_some(self, limit: int) -> bytes:
        while True:
            data = self._within(lambda: self._tls.read(limit))
            self._answer_peer()
            if data is not None:
                return data
            await self._read_more()

    def _within(self, read: Callable[[], bytes]) -> bytes | None:
        """What `read` gives; None when more has to come first, b"" at the end."""
        try:
            return read()
        except ssl.SSLWantReadError:
            return None
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            return b""
        except ssl.SSLError as problem:
            raise PeerMisbehaved(f"TLS: {problem.reason or problem}") from problem

    def turn(self, data: bytes) -> bytes:
        self._tls.write(data)
        return self._outgoing.read()

    def send_eof(self) -> None:
        self._say_goodbye()
        self._below.send_eof()

    def _say_goodbye(self) -> None:
        with contextlib.suppress(OSError):
            # it wants to read the peer's goodbye next, for which nobody waits
            self._tls.unwrap()
        with contextlib.suppress(OSError):
            self._answer_peer()

    def close(self) -> None:
        self._say_goodbye()
        super().close()
