"""Everything on WebPort: what LPC serves, channels, figures, and the console of the admins. Needs the extra `web`."""

# General layout:
#
# service.py    serve(): the one service; WebService is the world's WebPort (runtime.outside.ports.web)
# shell.py      connections: Hypercorn on Trio, with writes that end
# access.py     who may: tokens, how often somebody may guess, sessions of the console
# asgi.py       the few things that plain ASGI applications here have in common
# routes.py     requests for LPC, and its answers
# channels.py   clients of LPC's channels, over WebSocket
# looks.py      questions of operators to the world, each a turn of the backend
# figures.py    /metrics and /healthz
# console.py    the console; its page is in admin/
# client/       the client for players, which websocket ports serve (net.pages)
