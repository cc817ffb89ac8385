"""What LPC asks of the world outside, and what comes from there; nothing here waits.

    ports, requests    what the services are asked, and the events that come back; one file for each of them
    operations         everything that is under way, whoever carries it out
    sockets            with socket_kinds; lookups of names and addresses; databases
    web, mcp, agents   what LPC serves, the tools it offers, and language models
"""
