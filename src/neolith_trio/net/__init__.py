"""Thin Trio shells around the wire protocols: sockets in, events into the backend's inbox, bytes out.

Rule: no protocol knowledge and no LPC here; a shell knows a `Wire` and a `Port` (see protocols/). The driver
starts `listeners.serve` once per port of the configuration, with what `doors` makes of that.

General layout: `listeners` accepts, `admission` says whether there is room, `arriving` is what happens before the
mudlib hears of anybody (a PROXY header, TLS, HTTP), `connection` is one user (the `Connection` that the backend holds).
`transport` is the seam below it: plain sockets, and over them `tls` and `websocket`; one reactor for all plain sockets
has its place there. `pages` are the files for browsers.
"""
