"""TLS on the sockets of LPC: whom we trust, who we are, and the handshake.

Rule: who connects checks the other side's certificate, against the authorities that the machine trusts and for the
name that was asked for, unless LPC turned that off for this socket, which is logged there. Nothing older than TLS 1.2
is spoken. What a socket wants while it is not ready (to be readable, or to be writable, whichever way the data goes) is
the one thing that a user of it has to know: `wait`. For services.sockets.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
from typing import Final

import trio

from ...runtime.outside.ports.socket import Certificate, Tls

WANTS: Final = (BlockingIOError, InterruptedError, ssl.SSLWantReadError, ssl.SSLWantWriteError)
"""A socket is not ready."""
_TAKE_TURNS: Final = 0.01  # seconds, when another task waits for the same already


class Contexts:
    """What is needed to connect to others, made when somebody does: the authorities fill a megabyte."""

    def __init__(self) -> None:
        self._made: dict[bool, ssl.SSLContext] = {}
        self._making = trio.Lock()

    async def to_connect(self, verify: bool) -> ssl.SSLContext:
        """The context for one who connects; reading the authorities takes its time, in a thread."""
        async with self._making:
            if verify not in self._made:
                self._made[verify] = await trio.to_thread.run_sync(_to_connect, verify)
        return self._made[verify]


def _to_connect(verify: bool) -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def to_accept(certificate: Certificate) -> ssl.SSLContext:
    """The context for one who listens; OSError when the files are not what they should be."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # no password: OpenSSL would ask for it at the terminal
    context.load_cert_chain(certificate.chain, certificate.key, password="")
    return context


def encrypted(sock: socket.socket, context: ssl.SSLContext, name: str | None) -> ssl.SSLSocket:
    """The socket from now on, before the handshake; `name` is whom we connect to, None for whom we have accepted."""
    return context.wrap_socket(
        sock, server_side=name is None, server_hostname=name, do_handshake_on_connect=False, suppress_ragged_eofs=True
    )


async def shake_hands(sock: ssl.SSLSocket) -> None:
    """Do the handshake; OSError when nothing comes of it."""
    while True:
        try:
            sock.do_handshake()
        except WANTS as want:
            await wait(sock, want, reading=True)
        else:
            return


async def wait(sock: socket.socket, want: BaseException, *, reading: bool) -> None:
    """Wait until the socket may be ready: for what it wants, or if it does not say so, for what we do with it."""
    for_reading = isinstance(want, ssl.SSLWantReadError) or (reading and not isinstance(want, ssl.SSLWantWriteError))
    try:
        if for_reading:
            await trio.lowlevel.wait_readable(sock)
        else:
            await trio.lowlevel.wait_writable(sock)
    except trio.BusyResourceError:
        # reading may want to write, and writing to read, while the other is under way and waits for the same
        await trio.sleep(_TAKE_TURNS)


def say_good_bye(sock: socket.socket) -> None:
    """Tell the other side that this is the end and not a cut wire; whether it hears that is its own affair."""
    if isinstance(sock, ssl.SSLSocket):
        with contextlib.suppress(OSError, ValueError):
            sock.unwrap()


def name_to_check(tls: Tls, host: str) -> str:
    """Whom the other side has to be."""
    return tls.name or host.partition("%")[0]


def reason(error: BaseException) -> str:
    """Why there is no encrypted connection, for the log; "" when TLS has no part in it."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of the other side is not accepted: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return f"no TLS connection: {error.reason or error}"
    return f"no TLS connection: {error}" if isinstance(error, UnicodeError | ValueError) else ""
