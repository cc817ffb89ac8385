"""Questions of agents to the language model of the configuration, by the service of web requests; their tools' time.

The rule: where the model is, what it is called and the key are the operator's business. The key is read here, goes into
one header of requests to that one address, and is taken out of whatever comes back: LPC never sees it.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Final

import trio

from ..config import Config
from ..runtime.outside.requests.model import ModelRequest, ToolRequest
from ..runtime.outside.requests.web import WebRequest
from .operations import Carrier, Fields, Perform, Refused, Reporter
from .web_requests import CLOSING, Clients, explained, fetch

MOST: Final = 4_000_000
"""Bytes of an answer."""
_HIDDEN: Final = "(the key)"


def carrier(config: Config) -> Carrier[ModelRequest]:
    """What carries out agent_model_inference()."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Perform[ModelRequest]]:
        clients = Clients(config.http_proxy)
        try:
            yield partial(_perform, clients, config)
        finally:
            with trio.CancelScope(deadline=trio.current_time() + CLOSING, shield=True):
                await clients.close()

    return Carrier("the questions to the model", ModelRequest, opened, explained)


def carrier_of_tools() -> Carrier[ToolRequest]:
    """What carries out that an agent waits for a tool: nothing is done but that time passes."""
    return Carrier.of("the tools of agents", ToolRequest, _wait)


async def _wait(request: ToolRequest, report: Reporter) -> Fields:
    await trio.sleep_forever()


async def _perform(clients: Clients, config: Config, request: ModelRequest, report: Reporter) -> Fields:
    if config.agent_url is None or config.agent_model is None:
        raise Refused("the configuration has no AgentUrl, or no AgentModel")
    key = await _key(config)
    body = {"model": config.agent_model, **json.loads(request.body)}
    headers = [(b"Content-Type", b"application/json")]
    if key:
        headers.append((b"Authorization", b"Bearer " + key.encode()))
    wanted = WebRequest(
        url=f"{config.agent_url.rstrip('/')}/chat/completions",
        method="POST",
        headers=tuple(headers),
        body=json.dumps(body).encode(),
        redirects=0,  # the key is for nobody else
        most=MOST,
        private=True,
    )
    answer = await fetch(clients, wanted, report)
    text = str(answer["body"])
    return {"status": answer["status"], "body": text.replace(key, _HIDDEN) if key else text}


async def _key(config: Config) -> str:
    """The key as its file has it now; "" when there is none."""
    if config.agent_key_file is None:
        return ""
    try:
        return (await trio.Path(config.agent_key_file).read_text(encoding="ascii")).strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise Refused("the AgentKeyFile of the configuration cannot be read") from problem
