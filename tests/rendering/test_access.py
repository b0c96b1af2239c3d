"""The page for everybody: no serious barrier that axe-core knows of, keys, sizes for fingers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geomap.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
STEPS = {
    "map": None,
    "events": "document.querySelectorAll('#top .buttons button')[0].click()",
    "filters": "document.querySelectorAll('#top .buttons button')[1].click()",
    "unplaced": "document.querySelectorAll('#top .buttons button')[2].click()",
    "opened": "document.querySelectorAll('#drawer summary').forEach((e) => e.click())",
    "share": "document.querySelectorAll('#top .buttons button')[3].click()",
    "panel": "document.querySelector('#drawer .close').click(); document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }))",
}


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: `make test` fetches it where npm is installed")
@pytest.mark.parametrize(
    ("size", "lang", "dark"), [("desktop", "en", False), ("desktop", "ar", True), ("phone", "ar", False)]
)
def test_axe_finds_nothing(sample: ModuleType, opened: Callable[..., Any], size: str, lang: str, *, dark: bool) -> None:
    layers = sample.layers()
    with opened(render(layers, title=layers.title, lang=lang), size=size, dark=dark, bypass_csp=True) as page:
        page.add_script_tag(content=AXE.read_text("utf-8"))
        for name, step in STEPS.items():
            if step:
                page.evaluate(step)
            if name == "panel":
                page.locator("#panel .claim").first.wait_for()
            found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
            assert [(v["id"], v["impact"], v["nodes"][0]["html"]) for v in found] == [], name


def test_everything_is_reached_by_keys(sample: ModuleType, opened: Callable[..., Any]) -> None:
    layers = sample.layers()
    with opened(render(layers, title=layers.title)) as page:
        seen = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            seen.add(
                page.evaluate(
                    "(e => e.getAttribute('aria-label') || e.textContent.trim() || e.closest('label')?.textContent)(document.activeElement)"
                )
            )
        wanted = {"Events", "Filters", "Save, print", "العربية", "Play", "From", "To", "Zoom in", "Previous event · also with the arrow keys; with Shift they move the map"}  # fmt: skip
        assert wanted <= {name for name in seen if name}
        assert any(name and name.startswith("Battles") for name in seen)


def test_tabs_walk_by_arrows(sample: ModuleType, opened: Callable[..., Any]) -> None:
    with opened(render(sample.layers(), title="x")) as page:
        page.get_by_role("button", name="Events").click()
        page.locator("[role=tab][aria-selected=true]").focus()
        page.keyboard.press("ArrowRight")
        expect(page.locator("[role=tab][aria-selected=true]")).to_have_text("Filters")
        expect(page.locator("#panel")).to_be_hidden()


def test_fingers_find_their_targets(sample: ModuleType, opened: Callable[..., Any]) -> None:
    with opened(render(sample.layers(), title="x"), size="phone") as page:
        small = """() => [...document.querySelectorAll('button, select, .legend-row, summary, .leaflet-bar a, .handle, .undated, #top input, .field input:not([type=checkbox])')]
            .filter((e) => e.offsetParent).map((e) => [e.getBoundingClientRect(), e.textContent])
            .filter(([r]) => r.height < 44 || r.width < 44).map(([r, text]) => `${text} ${r.width}x${r.height}`)"""
        assert page.evaluate(small) == []
        page.locator("#top").get_by_role("button", name="Search").click()
        expect(page.locator("#drawer input.search")).to_be_focused()
        page.locator("#drawer .close").click()
        page.locator("#legend summary").click()
        assert page.evaluate(small) == []
        page.locator("#legend summary").click()
        page.keyboard.press("ArrowRight")
        assert page.evaluate(small) == []
        page.keyboard.press("Escape")
        for n in range(4):
            page.locator("#top .buttons button").nth(n).click()
            for summary in page.locator("#drawer summary").all():
                summary.click()
            expect(page.locator("#drawer details[open] > div:empty")).to_have_count(0)
            assert page.evaluate(small) == []
            page.locator("#drawer .close").click()
        page.keyboard.press("ArrowRight")
        sheet = page.locator("#panel").bounding_box()
        assert sheet["x"] == 0
        assert sheet["width"] == 390
        assert sheet["y"] > 300


# The share of the window in which a finger would touch the map.
BARE = """() => {
  let [map, all] = [0, 0];
  for (let x = 5; x < innerWidth; x += 10) for (let y = 5; y < innerHeight; y += 10) {
    all++;
    map += Boolean(document.elementFromPoint(x, y)?.closest('.folium-map'));
  }
  return map / all;
}"""


MIDDLE = "map_geomap.latLngToContainerPoint(window.at).y"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_on_a_phone_whatever_is_opened_leaves_the_map_to_be_seen(
    sample: ModuleType, opened: Callable[..., Any], lang: str
) -> None:
    with opened(render(sample.layers(), title="x", lang=lang), size="phone") as page:
        middle = page.evaluate("(window.at = map_geomap.containerPointToLatLng([195, 471]), 471)")
        for n in range(4):
            page.locator("#top .buttons button").nth(n).click()
            assert page.evaluate(BARE) > 0.45, n
            moved = page.evaluate(MIDDLE)
            assert 100 < moved < 300  # what stood in the middle is still seen
            expect(page.locator("[role=tab][aria-selected=true]")).to_be_focused()
            page.keyboard.press("Escape")
            expect(page.locator("#drawer")).to_be_hidden()
            assert abs(page.evaluate(MIDDLE) - middle) < 2
        page.locator("#legend summary").click()
        assert page.evaluate(BARE) > 0.3
        page.locator("#legend summary").click()
        page.keyboard.press("ArrowRight")
        assert page.evaluate(BARE) > 0.45
        low = page.locator("#panel").bounding_box()["height"]
        grip = page.locator("#panel .grip")
        grip.focus()
        page.keyboard.press("Enter")
        expect(grip).to_have_attribute("aria-expanded", "true")
        assert page.locator("#panel").bounding_box()["height"] > 1.5 * low
        page.keyboard.press("Enter")
        assert page.locator("#panel").bounding_box()["height"] == low


def test_escape_closes_the_evidence_first_and_then_the_drawer(sample: ModuleType, opened: Callable[..., Any]) -> None:
    with opened(render(sample.layers(), title="x")) as page:
        page.get_by_role("button", name="Events").click()
        page.locator("#drawer .row").first.click()
        for panel, drawer in ((True, True), (False, True), (False, False)):
            expect(page.locator("#panel")).to_be_visible(visible=panel)
            expect(page.locator("#drawer")).to_be_visible(visible=drawer)
            page.keyboard.press("Escape")
