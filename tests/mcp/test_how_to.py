"""What docs/how-to/mcp.md shows works."""

from __future__ import annotations

from pathlib import Path

import pytest
import trio

from .muds import LIB, MASTER, serving, text_of

pytest.importorskip("mcp")
pytest.importorskip("hypercorn")
pytestmark = pytest.mark.filterwarnings("ignore:Async generator 'http(x|core)2:ResourceWarning")

PAGE = Path(__file__).parent.parent.parent / "docs" / "how-to" / "mcp.md"


def blocks() -> list[str]:
    """The LPC of the page."""
    return [one.split("```")[0] for one in PAGE.read_text(encoding="utf-8").split("```c\n")[1:]]


async def test_the_weather_of_the_page() -> None:
    """Its tools are there, answer as the text says, and the master's function lets them."""
    weather = next(one for one in blocks() if "/weather.c" in one)
    valid = next(one for one in blocks() if "valid_mcp_tool" in one)
    master = MASTER + valid + 'string *epilog(int load) { load_object("/weather"); return ({ }); }'
    told: list[tuple[float, float | None]] = []

    async def hear(done: float, total: float | None, message: str | None) -> None:
        told.append((done, total))

    creator = master.replace('return "Someone"', 'return path == "/weather" ? "Root" : "Someone"')
    with trio.fail_after(30):
        async with serving(files={**LIB, "master.c": creator, "weather.c": weather}) as (mud, client):
            assert not [line for line in mud.log if "weather" in line]
            warm = await client.call_tool("temperature", {"place": "the tower"})
            changed = await client.call_tool("set_temperature", {"degrees": 20})
            hot = await client.call_tool("set_temperature", {"degrees": 51})
            forecast = await client.call_tool("forecast", {"days": 4}, progress_callback=hear)
            elsewhere = await client.call_tool("temperature", {"place": "the moon"})

    assert warm.structured_content == {"degrees": 12, "place": "the tower"}
    assert text_of(changed) == "It is 20 degrees now."
    assert "It never gets that hot." in text_of(hot)
    assert forecast.structured_content == {"day 1": 21, "day 2": 22, "day 3": 20, "day 4": 21}
    assert told[-1] == (4, 4)
    assert "must be one of" in text_of(elsewhere)
