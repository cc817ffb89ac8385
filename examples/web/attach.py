"""A client of the channel `guests`: says hello and writes what it hears until its own line has come back."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator

from wsproto import ConnectionType, WSConnection
from wsproto.events import CloseConnection, Message, Request, TextMessage

HELLO = "Hello from the channel."


def texts(stream: socket.socket, machine: WSConnection) -> Iterator[str]:
    """The messages that come, one after the other."""
    text = ""
    while data := stream.recv(65536):
        machine.receive_data(data)
        for event in machine.events():
            if isinstance(event, CloseConnection):
                raise SystemExit(f"closed: {event.code} {event.reason}")
            if isinstance(event, TextMessage):
                text += event.data
                if event.message_finished:
                    yield text
                    text = ""


def main(port: int) -> None:
    machine = WSConnection(ConnectionType.CLIENT)
    with socket.create_connection(("127.0.0.1", port)) as stream:
        stream.sendall(machine.send(Request(host="127.0.0.1", target="/channels/guests")))
        said = False
        first = {"token": "only for this example"}
        for line in _introduced(stream, machine, first):
            message = json.loads(line)
            if "welcome" in message:
                print(f"attached as client {message['welcome']['client']}")
            elif "value" in message:
                print(json.dumps(message["value"], separators=(",", ":")))
                if message["value"] == {"new": HELLO}:
                    return
                if not said:
                    said = True
                    stream.sendall(machine.send(Message(data=json.dumps({"value": HELLO}))))


def _introduced(stream: socket.socket, machine: WSConnection, first: dict[str, str]) -> Iterator[str]:
    machine.receive_data(stream.recv(65536))
    list(machine.events())
    stream.sendall(machine.send(Message(data=json.dumps(first))))
    return texts(stream, machine)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8090)
