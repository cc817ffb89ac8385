"""The web port within TLS."""

from __future__ import annotations

import ssl
from pathlib import Path

import httpx2
import pytest
import trio

from neolith_trio.config import Config
from neolith_trio.errors import ConfigError
from neolith_trio.testing import running
from tests.net.doors import Authority
from tests.web.serving import BEARER, MASTER, TOKEN, USER, Client

SERVICE = """
void create() { http_serve("/big", (: repeat_string("0123456789", 10000) :)); channel_open("map", 0, "heard"); }
void heard(mapping event) { if (event["event"] == "message") channel_send("map", event["value"]); }
"""
FILES = {
    "master.c": MASTER + 'void begin() { load_object("/service"); } int epilog(int x) { begin(); return 0; }',
    "user.c": USER,
    "service.c": SERVICE,
}


def settings(authority: Authority) -> str:
    files = authority.files()
    tls = f"TlsCertificate {files.certificate}\nTlsKey {files.key}\nHandshakeTimeout 1"
    return f"WebPort 0\nWebToken {TOKEN}\nWebTls yes\n{tls}"


async def test_requests_and_channels_are_encrypted(tmp_path: Path) -> None:
    """With a certificate that clients trust; it is read again, and who speaks no TLS gets nothing."""
    authority = Authority(tmp_path)
    async with running(FILES, settings(authority)) as mud:
        host, port = mud.driver.web_addresses[0]
        address = f"https://{host}:{port}"
        trusting = authority.trusting()
        async with httpx2.AsyncClient(base_url=address, headers=BEARER, verify=trusting, timeout=20) as client:
            assert len((await client.get("/big")).content) == 100_000
            assert (await client.get("/healthz")).status_code == 200
        stream = await trio.open_tcp_stream(host, port)
        tls = trio.SSLStream(stream, trusting, server_hostname=host, https_compatible=True)
        caller = Client(tls)
        async with tls:
            await caller.open("/channels/map")
            await caller.attach(token=TOKEN)
            await caller.say(value="hello")
            assert (await caller.hear())["value"] == "hello"
            with trio.fail_after(10):
                async with await trio.open_tcp_stream(host, port) as plain:
                    await plain.send_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                    assert b"HTTP" not in await plain.receive_some(4096)
                async with await trio.open_tcp_stream(host, port) as silent:
                    assert await silent.receive_some(4096) == b""
        other = Authority(tmp_path)
        other.files()
        mud.driver._openings.doors.reload_certificates()
        async with httpx2.AsyncClient(base_url=address, verify=other.trusting(), timeout=20) as client:
            assert (await client.get("/healthz")).status_code == 200
        async with httpx2.AsyncClient(base_url=address, verify=trusting, timeout=20) as client:
            with pytest.raises((httpx2.ConnectError, ssl.SSLError)):
                await client.get("/healthz")
    assert not any("Traceback" in line for line in mud.log)


def test_a_certificate_is_needed(tmp_path: Path) -> None:
    """The message says which lines are missing."""
    (tmp_path / "master.c").write_text("")
    path = tmp_path / "mud.conf"
    path.write_text("MudlibDir .\nMasterFile /master.c\nWebPort 0\nWebToken abcdefghijklm\nWebTls yes\n")

    with pytest.raises(ConfigError, match="WebTls needs a certificate; add lines TlsCertificate FILE"):
        Config.load(path)
