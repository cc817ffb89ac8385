"""The telnet protocol (RFC 854, 855, 1143) without I/O.

`constants` are the numbers, `qmethod` decides about one option on one side, `option` is what an option has
to be, `machine` parses and dispatches, `echo` `sga` `naws` `ttype` are the options, `wire` makes a port of it.
A further option (CHARSET, GMCP, ...) is one more file and one more entry in `wire.standard_options`; one that
transforms the stream after a subnegotiation (MCCP) sets `TelnetMachine.outbound`.
"""
