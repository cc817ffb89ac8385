"""Services: everything outside the LPC task that waits for something, each with a nursery of its own.

Rule: a service is `async def serve(..., *, task_status)`, owns what it opens, and tells the backend by posting
frozen events; it never calls into LPC. The driver starts services in order and stops them in reverse.

General layout: `console` is the user at standard input and output, `terminal/` is what it is made of. `resolver`,
`sockets/` and `http` carry what LPC asks of the network.
"""
