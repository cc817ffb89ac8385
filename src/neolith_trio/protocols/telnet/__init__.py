"""The telnet protocol (RFC 854, 855, 1143) without I/O, and the options that MUD clients know.

`constants` are the numbers, `qmethod` decides about one option on one side, `option` is what an option has to be,
`machine` parses and dispatches, `compression` is zlib with limits, `wire` makes a port of it all. `offers` says which
options a port has; each is a file:

    echo sga linemode            how input is edited, hidden and sent key by key
    naws ttype environ           what the client tells of itself
    charset binary               how characters are written
    mccp2 mccp3                  compression, out and in
    gmcp msdp mssp mxp msp zmp   what MUD clients speak beside the text
    eor timing_mark              marks in the stream

A further option is one more file, one more line in `wire.standard_options`, and a switch in `offers`.
"""
