"""The turn: the one task that runs LPC, and how a world comes up.

General layout: `task` is the one consumer of the inbox and its loop; `turns` says whose command is next; `users` is one
connection's input; `events` is what the consumer understands and how it is written down; `boot` brings a world up;
`ports` is what the world asks of the driver around it, with `clock` and `log` behind it; `compiling` hands
the world its compiler.
"""
