"""One Chromium for all browser tests, and pages that must neither ask the network for anything nor complain."""

from __future__ import annotations

import importlib.util
import shutil
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from playwright.sync_api import Browser, Page

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SIZES = {"desktop": {"width": 1400, "height": 900}, "phone": {"width": 390, "height": 844}}


def until(page: Page, script: str, arg: object = None) -> object:
    """Ask until the answer is true, and give it: the page's policy forbids Playwright's own ``wait_for_function``."""
    deadline = time.monotonic() + 10
    while not (answer := page.evaluate(script, arg)):
        assert time.monotonic() < deadline, script
        page.wait_for_timeout(20)
    return answer


def anew(page: Page, address: str) -> None:
    """Open an address as in a window of its own, not as a step within the page that is open."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("#geomap[data-ready]", state="attached")


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rendering_sample", Path(__file__).with_name("sample.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    system = next((found for name in names if (found := shutil.which(name))), None)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=system, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Callable[..., object]:
    """Open HTML from disk; leaving the context fails on a request, a console error or an exception in the page."""

    @contextmanager
    def open_html(
        html: str, *, size: str = "desktop", network: bool = False, dark: bool = False, bypass_csp: bool = False
    ) -> Iterator[Page]:
        file = tmp_path / "map.html"
        file.write_text(html, "utf-8")
        context = chromium.new_context(
            viewport=SIZES[size], color_scheme="dark" if dark else "light", bypass_csp=bypass_csp
        )
        page = context.new_page()
        asked: list[str] = []
        complaints: list[str] = []
        page.route(
            lambda url: not url.startswith(("file:", "data:", "blob:")),
            lambda route: (asked.append(route.request.url), route.abort()),
        )
        page.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.on("dialog", lambda d: (complaints.append(f"dialog: {d.message}"), d.dismiss()))
        page.set_default_timeout(10_000)
        page.goto(file.as_uri())
        page.wait_for_selector("#geomap[data-ready], #geomap [role=alert]", state="attached", timeout=30_000)
        assert page.locator("#geomap[data-ready]").count(), complaints
        page.asked = asked
        page.until, page.anew = partial(until, page), partial(anew, page)
        yield page
        if not network:
            assert asked == []
            assert complaints == []
        context.close()

    return open_html
