"""Screenshots of the demo for the README: ``make images``. Needs the development install and a Chromium."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from geomap.pipeline import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none")
DESKTOP, PHONE = {"width": 1200, "height": 740}, {"width": 390, "height": 844}
SEVERAL = 2  # reports


def main(out: Path) -> None:
    """Build the demo and photograph it: each picture shows another of its faces."""
    out.mkdir(parents=True, exist_ok=True)
    system = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    with TemporaryDirectory() as folder, sync_playwright() as play:
        build([ROOT / "seeds"], Path(folder))
        page = (Path(folder) / "map.html").as_uri()
        browser = play.chromium.launch(executable_path=system, args=list(FLAGS))
        shoot(browser, page, out / "map.png")
        shoot(browser, page, out / "evidence.png", opened=True)
        shoot(browser, page, out / "dark.png", dark=True, opened=True)
        shoot(browser, f"{page}#lang=ar", out / "arabic.png", opened=True)
        shoot(browser, page, out / "phone.png", size=PHONE, opened=True)
        shoot(browser, page, out / "print.png", paper=True)
        browser.close()


def shoot(
    browser: Browser,
    url: str,
    to: Path,
    *,
    size: dict[str, int] = DESKTOP,
    dark: bool = False,
    opened: bool = False,
    paper: bool = False,
) -> None:
    """Open, walk on to the first event that several reports tell where one is to be opened, photograph."""
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light", device_scale_factor=1)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector("#geomap[data-ready]", state="attached")
    while opened and page.locator(".claim").count() < SEVERAL:
        page.keyboard.press("ArrowLeft" if "lang=ar" in url else "ArrowRight")
        page.wait_for_timeout(400)
    if paper:
        page.emulate_media(media="print")
    page.wait_for_timeout(600)
    page.screenshot(path=to, full_page=paper)
    context.close()
    print(f"{to}: {to.stat().st_size // 1024} kB", file=sys.stderr)  # noqa: T201 - this is a program


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "docs" / "images"))
