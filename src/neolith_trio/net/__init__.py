"""Thin Trio shells around the wire protocols: sockets in, events into the backend's inbox, bytes out.

Rule: no protocol knowledge and no LPC here; a shell knows a `Wire` and a `Port` (see protocols/). The driver
starts `listeners.serve` once per port of the configuration.

General layout: `listeners` accepts, `connection` is one user (the `Connection` that the backend holds),
`transport` is the seam below it: plain sockets today; TLS, WebSocket or one reactor for all sockets tomorrow.
"""
