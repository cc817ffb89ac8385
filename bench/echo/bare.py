"""What Python and Trio can do at most: an echo server without a mud, one Trio task over a nested epoll.

It greets with a line, as the mudlib of this benchmark does, and sends back what it reads; what
begins with "shout " goes to everybody else, too. Prints its port.
"""

from __future__ import annotations

import select
import socket

import trio

READ = 4096


async def main() -> None:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", 0))
    listener.listen(4096)
    listener.setblocking(False)
    print(listener.getsockname()[1], flush=True)
    ready = select.epoll()
    ready.register(listener, select.EPOLLIN)
    peers: dict[int, socket.socket] = {}
    while True:
        await trio.lowlevel.wait_readable(ready.fileno())
        for number, _ in ready.poll(0):
            if number == listener.fileno():
                peer, _ = listener.accept()
                peer.setblocking(False)
                peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                ready.register(peer, select.EPOLLIN)
                peers[peer.fileno()] = peer
                peer.send(b"ready\r\n")
                continue
            peer = peers[number]
            try:
                data = peer.recv(READ)
            except ConnectionError:
                data = b""
            if data.startswith(b"shout "):
                for other in peers.values():
                    if other is not peer:
                        other.send(data[6:])
                peer.send(b"done\r\n")
            elif data:
                peer.send(data)
            else:
                ready.unregister(number)
                del peers[number]
                peer.close()


if __name__ == "__main__":
    trio.run(main)
