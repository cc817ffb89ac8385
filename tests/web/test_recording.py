"""What came by the web port, played back without one."""

from __future__ import annotations

from pathlib import Path

import httpx2
import trio

from neolith_trio.invocation import Run
from neolith_trio.testing import running

from .serving import BEARER, TOKEN, a_moment, calling

MASTER = r"""
int valid_http_serve(object who, string path) { return 1; }
int valid_channel(object who, string name) { return 1; }
void note(string s) { write_file("/log", s + "\n"); debug_message(s); }
mapping said(mapping r) { note("request " + r["handle"] + " " + r["body"]); return ([ "body": "yes" ]); }
void later(mapping r) { note("later"); call_out((: note("reply " + http_reply($(r["handle"]), "late")) :), 0); }
void heard(mapping e) { note("event " + e["event"] + " " + e["client"] + " " + to_json(e["value"])); }
string *epilog(int load) {
  http_serve("/said", "said");
  http_serve("/later", "later");
  channel_open("map", 0, "heard");
  return ({ });
}
"""


async def test_a_recording_has_what_came_by_the_web(tmp_path: Path) -> None:
    """Requests, clients and an operator's look: the replay, which serves nobody, says the same."""
    settings = f"WebPort 0\nWebToken {TOKEN}"
    recording = tmp_path / "recording"
    async with running({"master.c": MASTER}, settings, invocation=Run(record=recording)) as mud:
        host, port = mud.driver.web_addresses[0]
        async with httpx2.AsyncClient(base_url=f"http://{host}:{port}", headers=BEARER) as client:
            assert (await client.post("/said", content=b"\xff\x00 bytes")).text == "yes"
            assert (await client.get("/later")).text == "late"
            assert (await client.get("/metrics")).status_code == 200
            async with calling(mud, "map") as one:
                await one.attach(token=TOKEN)
                await one.say(value={"a": 1}, seq=1)
                assert await one.hear() == {"heard": 1}
            with trio.fail_after(5):
                while not any("detached" in line for line in mud.log):
                    await a_moment()
    said = [line for line in mud.log if line.startswith(("request", "later", "reply", "event"))]

    async with running({"master.c": MASTER}, settings, invocation=Run(replay=recording)) as again:
        await again.ended()

    assert len(said) == 6
    assert [line for line in again.log if line.startswith(("request", "later", "reply", "event"))] == said
    assert again.driver.web_addresses == []
