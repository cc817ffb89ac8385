"""Operations of extensions, carried out: whatever async function a package has declared (efuns/extensions.py)."""

from __future__ import annotations

from typing import Any

from ..efuns.extensions import NoResult
from ..runtime.outside.ports.operation import Plain
from ..runtime.outside.requests.extension import ExtensionRequest
from .operations import Carrier, Fields, Refused, Reporter


def carrier() -> Carrier[ExtensionRequest]:
    """What carries them out."""
    return Carrier.of("the extensions", ExtensionRequest, perform)


async def perform(request: ExtensionRequest, report: Reporter) -> Fields:
    """Run the function; what it returns is the "value" of the answer."""

    first = True

    async def progress(amount: float, **fields: Plain) -> None:
        nonlocal first
        at_once, first = first, False  # whoever tells of progress once is heard
        await report(amount, {"amount": amount, **fields}, at_once=at_once)

    try:
        return {"value": _plain(request.efun, await request.function(progress, *request.arguments))}
    except NoResult as why:
        raise Refused(str(why)) from why


def _plain(efun: str, value: Any) -> Plain:
    """What a function has returned, as something that can go into the mud."""
    match value:
        case None | bool() | int() | float() | str() | bytes():
            return value
        case list() | tuple():
            return tuple(_plain(efun, one) for one in value)
        case dict() if all(isinstance(key, str) for key in value):
            return {key: _plain(efun, one) for key, one in value.items()}
    raise Refused(f"{efun} has given a {type(value).__name__}, which is no value for LPC")
