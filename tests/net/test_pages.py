"""The files of a websocket port."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from neolith_trio.net.pages import PACKAGED, Pages


@pytest.fixture
def site(tmp_path: Path) -> Pages:
    root = tmp_path / "www"
    (root / "sub").mkdir(parents=True)
    (root / "index.html").write_text("index")
    (root / "sub" / "index.html").write_text("inner")
    (root / "a.css").write_text("a {}")
    (root / "empty").mkdir()
    (tmp_path / "secret").write_text("secret")
    (root / "out").symlink_to(tmp_path / "secret")
    (root / "loop").symlink_to(root / "loop")
    return Pages(root)


@pytest.mark.parametrize(
    ("path", "body"),
    [("/", b"index"), ("/index.html", b"index"), ("/sub", b"inner"), ("/sub/", b"inner"), ("//a.css", b"a {}")],
)
def test_files_are_found(site: Pages, path: str, body: bytes) -> None:
    """A directory is its index.html."""
    page = site.find(path)

    assert page is not None
    assert page.body == body


@pytest.mark.parametrize(
    "path",
    ["/none", "/empty", "/out", "/loop", "/../secret", "/sub/../../secret", "/..", "/a\0b", "/a.css/b", "x" * 5000],
)
def test_nothing_else_is(site: Pages, path: str) -> None:
    """Neither outside nor by a link that leads there, nor what cannot be a name."""
    assert site.find(path) is None


def test_an_absolute_path_is_one_of_the_site(site: Pages, tmp_path: Path) -> None:
    """Whatever it is called elsewhere."""
    assert site.find(f"/{tmp_path}/secret") is None


def test_the_client_in_the_package_is_complete_and_has_nothing_inline() -> None:
    """Every file that the page names is there, and its policy would allow no more."""
    html = (PACKAGED / "index.html").read_text(encoding="utf-8")
    pages = Pages()
    names = re.findall(r'(?:src|href)="([^"]+)"', html)
    found = {name: pages.find(f"/{name}") for name in names}

    assert set(names) == {"client.js", "style.css", "icon.svg"}
    assert None not in found.values()
    assert not re.search(r"<style|<script(?! src)| style=| on\w+=", html)
    assert all(any(name == b"Content-Security-Policy" for name, _ in page.headers) for page in found.values() if page)


def test_pages_of_the_operator_have_no_policy_of_ours(site: Pages) -> None:
    """But their type is told, and a tag by which they can be kept."""
    page = site.find("/a.css")
    assert page is not None
    headers = dict(page.headers)

    assert headers[b"Content-Type"] == b"text/css; charset=utf-8"
    assert headers[b"ETag"] == page.tag
    assert b"Content-Security-Policy" not in headers
