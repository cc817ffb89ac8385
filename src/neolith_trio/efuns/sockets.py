"""Efuns about sockets, and about the names of machines.

Every operation on a socket is first put to the master's valid_socket(), with what is known of the socket; without such
an apply everything is refused. The numbers that come back are those of <socket_err.h>; runtime/outside/sockets.py
gives them.
"""

from __future__ import annotations

from typing import Any, Final

from ..errors import LpcError
from ..runtime import master
from ..runtime.closures import Closure
from ..runtime.outside.ports.socket import SECURITY, Address
from ..runtime.outside.socket_kinds import ANYWHERE, Option, Socket, State, read_address
from ..runtime.values import UNDEFINED, Entity, LpcObject, Mapping, live
from .registry import efun

Callback = str | Closure

_ERRORS: Final = (
    "Problem creating socket",
    "Problem with setsockopt",
    "Problem setting non-blocking mode",
    "No more available efun sockets",
    "Descriptor out of range",
    "Socket is closed",
    "Security violation attempted",
    "Socket is already bound",
    "Address already in use",
    "Problem with bind",
    "Problem with getsockname",
    "Socket mode not supported",
    "Socket not bound to an address",
    "Socket is already connected",
    "Problem with listen",
    "Socket not listening",
    "Operation would block",
    "Interrupted system call",
    "Problem with accept",
    "Socket is listening",
    "Problem with address format",
    "Operation already in progress",
    "Connection refused",
    "Problem with connect",
    "Socket not connected",
    "Object type not supported",
    "Problem with sendto",
    "Problem with send",
    "Wait for callback",
    "Socket already released",
    "Socket not released",
    "Data nested too deeply",
    "Name resolver busy (admission control at capacity)",
)


def _permitted(this: Entity, operation: str, number: int, address: Address | None = None) -> bool:
    """Does valid_socket() say yes? It is told the descriptor, the owner, and the address of the other side."""
    sockets = this.world.sockets
    socket = sockets.get(number)
    owner = 0 if socket is None else live(socket.owner)
    if address is None:
        address = Address() if socket is None else socket.remote
    host = address.host if sockets.in_range(number) else ""
    info = [number, owner, host, address.port]
    return master.permits(this.world, "valid_socket", live(this), operation, info, this=this)


@efun("int socket_create(int mode, string | function read_callback, void | string | function close_callback)")
def socket_create(this: Entity, mode: int, read_callback: Callback, close_callback: Callback | None = None) -> int:
    """Make a socket, which belongs to this object.

    Arguments:
        mode: 0 MUD sends LPC values, 1 STREAM text, 2 DATAGRAM single packets (UDP) of text; 3 and 4 are STREAM and
            DATAGRAM that receive buffers; 5 and 6 are 1 and 3 with TLS, see socket_set_option().
        read_callback: called with the descriptor and what came, for DATAGRAM also with the sender's "host port".
        close_callback: called with the descriptor when the connection ends by itself; when it did not come about, the
            error number follows. DATAGRAM needs none.
    Returns: a descriptor, or a negative number for socket_error().
    Example:
        socket_create(1, "got", "closed")
    See also: socket_connect, socket_bind, socket_close
    """
    info = [-1, live(this), "N/A", -1]
    if not master.permits(this.world, "valid_socket", live(this), "create", info, this=this):
        return SECURITY
    return this.world.sockets.create(this, mode, read_callback, close_callback)


@efun("int socket_bind(int socket, int port, void | string address)")
def socket_bind(this: Entity, socket: int, port: int, address: str = ANYWHERE) -> int:
    """Give a socket a port of this machine, for socket_listen() or to receive packets.

    Arguments:
        socket: the descriptor.
        port: the number; 0 lets the system choose one.
        address: one numeric address of this machine, "127.0.0.1" or "::1"; "::" is all of both families. Without it,
            all IPv4 addresses.
    Returns: 1, or a negative number for socket_error().
    Example:
        socket_bind(s, 4001, "::")
    See also: socket_listen, socket_create
    """
    if not _permitted(this, "bind", socket):
        return SECURITY
    return this.world.sockets.bind(this, socket, port, address)


@efun("int socket_listen(int socket, string | function callback)")
def socket_listen(this: Entity, socket: int, callback: Callback) -> int:
    """Wait for connections to a bound socket.

    One with TLS needs a certificate, see socket_set_option().

    Arguments:
        socket: the descriptor.
        callback: called with the descriptor when somebody connects; it calls socket_accept(). Does it not, it is
            called again a second later.
    Returns: 1, or a negative number for socket_error().
    See also: socket_bind, socket_accept
    """
    if not _permitted(this, "listen", socket):
        return SECURITY
    return this.world.sockets.listen(this, socket, callback)


@efun("int socket_accept(int socket, string | function read_callback, string | function write_callback)")
def socket_accept(this: Entity, socket: int, read_callback: Callback, write_callback: Callback) -> int:
    """Take the next connection of a listening socket.

    The new socket has the listener's mode and close callback. With TLS nothing can be written before its write
    callback.

    Arguments:
        socket: the descriptor of the listener.
        read_callback: called with the new descriptor and what came.
        write_callback: called with the new descriptor when it can be written to again.
    Returns: the new descriptor, or a negative number for socket_error().
    See also: socket_listen, socket_write
    """
    if not _permitted(this, "accept", socket):
        return SECURITY
    return this.world.sockets.accept(this, socket, read_callback, write_callback)


@efun(
    "int socket_connect(int socket, string address, string | function read_callback, string | function write_callback)"
)
def socket_connect(this: Entity, socket: int, address: str, read_callback: Callback, write_callback: Callback) -> int:
    """Connect a socket to somebody.

    A host name is looked up while the game goes on, and all its addresses of both families are tried. If nobody
    answers, the close callback is called with the descriptor and the error number.

    Arguments:
        socket: the descriptor.
        address: "127.0.0.1 23", "::1 23" or "localhost 23".
        read_callback: called with the descriptor and what came.
        write_callback: called with the descriptor when the connection is there, and when it can be written to again.
    Returns: 1, or a negative number for socket_error().
    Example:
        socket_connect(s, "mud.example.org 4000", "got", "ready")
    See also: socket_create, socket_write, resolve
    """
    known = this.world.sockets.get(socket)
    to = read_address(address) or Address("")
    remote = known.remote if known is not None and known.remote != Address() else to
    if not _permitted(this, "connect", socket, remote):
        return SECURITY
    return this.world.sockets.connect(this, socket, address, read_callback, write_callback)


@efun("int socket_write(int socket, mixed message, void | string address)")
def socket_write(this: Entity, socket: int, message: Any, address: str | None = None) -> int:
    """Send a message.

    Arguments:
        socket: the descriptor.
        message: for MUD any value but an object, a function or a buffer; else a text or a buffer, for STREAM also an
            array of numbers.
        address: where a DATAGRAM goes, "127.0.0.1 23".
    Returns: 1; -29 when a part of it has to wait, then the write callback tells when there is room again and nothing
        can be written before (-22); -17 when too much waits for other peers already, and nothing was sent: try again
        by call_out(); or another negative number for socket_error().
    See also: socket_connect, socket_accept
    """
    if not _permitted(this, "write", socket):
        return SECURITY
    return this.world.sockets.write(this, socket, live(message), address)


@efun("int socket_close(int socket)")
def socket_close(this: Entity, socket: int) -> int:
    """Close a socket. What was written is still sent.

    Arguments:
        socket: the descriptor.
    Returns: 1, or a negative number for socket_error().
    See also: socket_create
    """
    if not _permitted(this, "close", socket):
        return SECURITY
    return this.world.sockets.close(this, socket)


@efun("int socket_release(int socket, object ob, string | function callback)")
def socket_release(this: Entity, socket: int, ob: LpcObject, callback: Callback) -> int:
    """Offer a socket to another object.

    Arguments:
        socket: the descriptor.
        ob: the object.
        callback: called in it with the descriptor and the object; it takes the socket by socket_acquire() at once.
    Returns: 1 when it did, -31 when not, or another negative number for socket_error().
    See also: socket_acquire
    """
    if not _permitted(this, "release", socket):
        return SECURITY
    return this.world.sockets.release(this, socket, ob, callback)


@efun(
    "int socket_acquire(int socket, string | function read_callback, string | function write_callback, "
    "string | function close_callback)"
)
def socket_acquire(
    this: Entity, socket: int, read_callback: Callback, write_callback: Callback, close_callback: Callback
) -> int:
    """Take over a socket that its owner offers by socket_release().

    Arguments:
        socket: the descriptor.
        read_callback: called from now on instead of the owner's.
        write_callback: the same.
        close_callback: the same.
    Returns: 1, or a negative number for socket_error().
    See also: socket_release
    """
    if not _permitted(this, "acquire", socket):
        return SECURITY
    return this.world.sockets.acquire(this, socket, read_callback, write_callback, close_callback)


@efun("string socket_error(int error)")
def socket_error(error: int) -> str:
    """What a negative number that a socket efun returned means.

    Arguments:
        error: the number.
    Returns: a text.
    See also: socket_create
    """
    number = -error - 1
    return _ERRORS[number] if 0 <= number < len(_ERRORS) else "socket_error: invalid error number"


@efun("string socket_address(int | object socket)")
def socket_address(this: Entity, socket: Any) -> Any:
    """The address of the other side.

    Arguments:
        socket: a descriptor, or a user object.
    Returns: "127.0.0.1 23"; "0.0.0.0 0" for a socket that is not connected, 0 for an object that is no user.
    See also: socket_connect, query_ip_number
    """
    if isinstance(socket, LpcObject):
        if socket.interactive is None:
            return UNDEFINED
        connection = socket.interactive.connection
        return f"{connection.peer_address} {connection.peer_port}"
    sockets = this.world.sockets
    found = sockets.get(socket)
    if found is not None:
        return str(found.remote)
    return str(Address() if sockets.in_range(socket) else Address(""))


# -- status ---------------------------------------------------------------------------------------------------


def _dotted(address: Address) -> str:
    host = "*" if address.host == Address().host else address.host
    return f"{host}.{address.port or '*'}"


def _row(number: int, socket: Socket | None) -> list[Any]:
    if socket is None:
        return [number, "CLOSED", "MUD", "*.*", "*.*", 0]
    owner = live(socket.owner)
    return [number, socket.state.value, socket.mode.name, _dotted(socket.local), _dotted(socket.remote), owner]


@efun("mixed *socket_status(void | int socket)")
def socket_status(this: Entity, socket: int | None = None) -> Any:
    """What is known of a socket, or of every one that is open.

    Arguments:
        socket: the descriptor.
    Returns: ({ descriptor, state, mode, local address, remote address, owner }), or an array of those; 0 when the
        descriptor is out of range. The state is "UNBOUND", "BOUND", "DNS_RESOLVING" while a name is looked up,
        "LISTEN", "HANDSHAKE" before TLS is agreed on, "DATA_XFER" or "CLOSED".
    See also: dump_socket_status, socket_address
    """
    sockets = this.world.sockets
    if socket is None:
        return [_row(one.number, one) for one in sockets.all() if one is not None]
    return _row(socket, sockets.get(socket)) if sockets.in_range(socket) else 0


@efun("string dump_socket_status()")
def dump_socket_status(this: Entity) -> str:
    """A table of all sockets, and the figures of the lookups.

    Returns: a text of several lines.
    See also: socket_status, resolve
    """
    lines = [f"{'Fd':>3}  {'State':<13}  {'Mode':<17}  {'Local Address':<21}  Remote Address", "-" * 79]
    for number, socket in enumerate(this.world.sockets.all()):
        fd, state, mode, local, remote, _ = _row(number, socket)
        lines.append(f"{fd:>3}  {state:<13}  {mode:<17}  {local:<21}  {remote}")
    figures = this.world.lookups.figures()
    totals = figures.pop("all", {})
    if figures:
        lines += ["", f"{'Lookups':<14}" + "".join(f"{kind:>10}" for kind in figures)]
        for name in next(iter(figures.values())):
            lines.append(f"{name:<14}" + "".join(f"{one[name]:>10}" for one in figures.values()))
        lines.append("All: " + ", ".join(f"{name} {number}" for name, number in totals.items()))
    return "\n".join(lines) + "\n"


@efun("void socket_set_option(int socket, int option, mixed value)")
def socket_set_option(this: Entity, socket: int, option: int, value: Any) -> int:
    """Set how a socket speaks TLS; before socket_connect() or socket_listen().

    Who connects checks the certificate of the other side: an authority that this machine trusts has signed it, it has
    not expired, and it is for the name that was asked for. To turn that off is written into the log.

    Arguments:
        socket: the descriptor of a socket of this object.
        option: 1 whether the certificate of the other side is verified, 1 or 0; 2 the name to ask for and to check,
            otherwise that of socket_connect(); 3 the file of our certificate with those between it and its authority,
            4 the file of its key, both PEM, for a listener.
        value: the value.
    Errors: another option, a value of another type, a socket that is not this object's, or valid_socket() says no.
    Example:
        socket_set_option(s, 2, "mud.example.org")
    See also: socket_get_option, socket_create
    """
    found = _mine(this, socket, option)
    if not _permitted(this, "set_option", socket):
        raise LpcError("The master does not permit it: valid_socket().\n")
    which = Option(option)
    if which is Option.VERIFY_PEER:
        fits, what = value.__class__ is int and value in (0, 1), "0 or 1"
    else:
        fits, what = value.__class__ is str, "a string"
    if not fits:
        raise LpcError(f"Socket option {option} is {what}.\n")
    this.world.sockets.set_option(found, which, value)
    return 0


@efun("mixed socket_get_option(int socket, int option)")
def socket_get_option(this: Entity, socket: int, option: int) -> Any:
    """An option of a socket, as socket_set_option() has set it.

    Arguments:
        socket: the descriptor of a socket of this object.
        option: its number.
    Returns: the value; when none was set 1 for option 1, 0 for the others.
    Errors: another option, or a socket that is not this object's.
    See also: socket_set_option
    """
    found = _mine(this, socket, option)
    return found.options.get(option, 1 if option == Option.VERIFY_PEER else UNDEFINED)


def _mine(this: Entity, number: int, option: int) -> Socket:
    socket = this.world.sockets.get(number)
    if socket is None or socket.owner is not this or socket.state is State.LOST:
        raise LpcError(f"Socket {number} is not a socket of this object.\n")
    if option not in Option.__members__.values():
        raise LpcError(f"There is no socket option {option}.\n")
    return socket


# -- names ----------------------------------------------------------------------------------------------------


@efun("mixed resolve(string address, void | string | function callback)")
def resolve(this: Entity, address: str, callback: Callback | None = None) -> Any:
    """Find the address of a machine's name, or the name of its address.

    Arguments:
        address: a name or a numeric address.
        callback: called later with the name, the address and the key, and this_player() as it was. What could not be
            found is 0.
    Returns: the key; 0 when too many lookups wait for their answers, and there will be no call. Without a callback a
        promise of an array of the name and the address, which is rejected with a string when one was not found.
    Example:
        resolve("localhost", "found")
    See also: query_ip_name, socket_connect
    """
    lookups = this.world.lookups
    return lookups.promised(this, address) if callback is None else lookups.begin(this, address, callback)


@efun("mapping resolver_status()")
def resolver_status(this: Entity) -> Mapping:
    """The figures of the lookups of names and addresses.

    Returns: a mapping for each class of lookups: "forward" of names, "reverse" of addresses, "refresh" of what is
        remembered and about to expire. In each are "in flight", "admitted", "shared" with one under way, "rejected",
        how the admitted ones ended ("answered", "failed", "timed out", "cancelled"), "cache hits", "negative hits" of
        remembered failures, and the latency, "average ms" and "longest ms". "all" has what there is now: "in flight",
        "queued" and "dropped" addresses of players, "remembered" answers, and "undelivered" ones for objects that
        were gone. Empty in a driver without a network.
    Example:
        resolver_status()["forward"]["timed out"]
    See also: resolve, dump_socket_status
    """
    return Mapping({kind: Mapping(figures) for kind, figures in this.world.lookups.figures().items()})
