"""Wire protocols without I/O: bytes in, events out; events in, bytes out.

Rule: nothing here opens, reads, waits or imports trio, and feeding one byte at a time equals feeding all at
once. Anybody may import this room; it stands on the ground and imports nothing of the package.

General layout: `events` is the vocabulary, `characters` and `lines` turn text into keystrokes and lines,
`typeahead` keeps what was sent before it was asked for, `telnet/` is the telnet protocol, `wires` gives each
kind of port one face, `ports` is what a shell (a socket, the console) and the backend agree on.
"""
