"""What stands round a ring finds room there, and the view fits all events beside whatever is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geomap.model import Layers
from geomap.rendering import render

if TYPE_CHECKING:
    from types import ModuleType

Opened = "Callable[..., Any]"
WRITTEN = """() => {
  window.texts = [];
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) { texts.push([text, x, y]); return fillText.call(this, text, x, y); };
  map_geomap.fire("resize");
  return texts;
}"""


def texts(page: Any) -> list[tuple[str, float, float]]:
    """What is written on the map and where, but for marks of direction."""
    return [(re.sub("[\u2066-\u2069]", "", text), x, y) for text, x, y in page.evaluate(WRITTEN)]


def named(moves: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Movements with ids of their own."""
    for n, move in enumerate(moves):
        move["properties"]["id"] = f"m-{n}"
    return moves


def battles(sample: ModuleType, spot: str, n: int) -> list[dict[str, Any]]:
    """So many battles at a place."""
    made = [sample.incident(spot, "Battles", "Armed clash", "2019-03-01", []) for _ in range(n)]
    for k, event in enumerate(made):
        event["properties"]["id"] = f"i-{spot}-{k}"
    return made


def test_a_short_line_turns_away_from_the_ring_that_would_hide_its_end(sample: ModuleType, opened: Opened) -> None:
    here, there = battles(sample, "baghuz", 14), battles(sample, "subha", 60)
    for event in there:  # a ring where the line stands if nothing else does
        event["geometry"]["coordinates"] = [42.2, 35.2]
    leaves = named([sample.movement("civilians", "baghuz", [], None, "2019-03-01", count=60)])
    with opened(render(Layers([*here, *there], leaves), title="turned")) as page:
        page.evaluate("map_geomap.setView([34.8, 41.5], 6, { animate: false })")
        assert "60 people · to ?" in {text for text, *_ in texts(page)}


def test_short_lines_of_the_places_under_one_ring_stand_round_it(sample: ModuleType, opened: Opened) -> None:
    events = [*battles(sample, "baghuz", 12), *battles(sample, "bukamal", 12), *battles(sample, "qaim", 12)]
    moves = named([
        sample.movement("civilians", spot, [], None, "2019-03-01", count=10 * n)
        for n, spot in enumerate(("baghuz", "bukamal", "qaim", "baghuz"), 1)
    ])  # fmt: skip
    with opened(render(Layers(events, moves), title="round")) as page:
        page.evaluate("map_geomap.setView([34.4, 41], 6, { animate: false })")
        assert {f"{10 * n} people · to ?" for n in (1, 2, 3, 4)} <= {text for text, *_ in texts(page)}


@pytest.mark.parametrize(("lang", "several"), [("en", "3 movements"), ("ar", "3 تنقلات")])
def test_movements_inside_a_ring_are_a_loop_that_can_be_chosen(
    sample: ModuleType, opened: Opened, lang: str, several: str
) -> None:
    events = [*battles(sample, "baghuz", 12), *battles(sample, "bukamal", 12)]
    moves = named([
        sample.movement(group, "baghuz", [], "bukamal", "2019-03-01", count=40) for group in ("civilians", "fighters", "civilians")
    ])  # fmt: skip
    with opened(render(Layers(events, moves), title="loop", lang=lang)) as page:
        page.evaluate("map_geomap.setView([34.4, 41], 6, { animate: false })")
        (x, y) = next((x, y) for text, x, y in texts(page) if text == several)
        ring = next((x, y) for text, x, y in texts(page) if text == "24")
        assert abs(x - ring[0]) + abs(y - ring[1]) < 160
        hits = """([x, y]) => {
          for (let dx = -60; dx <= 60; dx += 4) for (let dy = -60; dy <= 60; dy += 4) {
            map_geomap.fire("click", { containerPoint: L.point(x + dx, y + dy), latlng: map_geomap.containerPointToLatLng([x + dx, y + dy]) });
            if (document.querySelectorAll("#panel .row").length === 3) return true;
          }
          return false;
        }"""
        page.evaluate("map_geomap.fitBounds = () => {}")  # a ring that is hit on the way moves nothing
        assert page.evaluate(hits, [x, y])
        page.locator("#panel .row").nth(1).click()
        expect(page.locator("#panel .count")).not_to_be_empty()
    with opened(render(Layers(events, moves[:1]), title="one", lang="en")) as page:
        page.evaluate("map_geomap.setView([34.4, 41], 6, { animate: false })")
        assert "40 people" in {text for text, *_ in texts(page)}
        page.evaluate("map_geomap.setView([34.45, 40.93], 13.5, { animate: false })")  # from near by it is an arrow
        assert "40 people" in {text for text, *_ in texts(page)}


SEEN = """([lon, lat]) => {
  const [p, around] = [map_geomap.latLngToContainerPoint([lat, lon]), map_geomap.getContainer().getBoundingClientRect()];
  const over = [...document.querySelectorAll("#top, #legend, #drawer, .leaflet-control")].map((e) => e.getBoundingClientRect());
  return p.x > 0 && p.y > 0 && p.x < around.width && p.y < around.height && !over.some((b) => p.x > b.left && p.x < b.right && p.y > b.top && p.y < b.bottom);
}"""
CORNERS = [(-5.0, 36.0), (58.0, 36.0), (-5.0, 8.0), (58.0, 8.0)]


def spread(sample: ModuleType) -> Layers:
    """Events in the corners of a wide view."""
    events = battles(sample, "baghuz", len(CORNERS))
    for event, at in zip(events, CORNERS, strict=True):
        event["geometry"]["coordinates"] = list(at)
    return Layers(events)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_view_that_nobody_moved_makes_room_for_the_list(sample: ModuleType, opened: Opened, lang: str) -> None:
    with opened(render(spread(sample), title="room", lang=lang)) as page:
        before = page.evaluate("[map_geomap.getZoom(), map_geomap.getCenter().lng]")
        page.locator("#top .buttons button").first.click()
        assert all(page.evaluate(SEEN, list(at)) for at in CORNERS)
        page.keyboard.press("Escape")
        assert page.evaluate("[map_geomap.getZoom(), map_geomap.getCenter().lng]") == before
        page.locator(".language").click()  # the panels change sides
        assert all(page.evaluate(SEEN, list(at)) for at in CORNERS)
        page.evaluate("map_geomap.setView([20, 20], 5, { animate: false })")
        page.locator("#top .buttons button").first.click()
        assert page.evaluate("[map_geomap.getZoom(), Math.round(map_geomap.getCenter().lng)]") == [5, 20]


def test_the_first_view_is_no_wider_than_half_a_step_too_much(sample: ModuleType, opened: Opened) -> None:
    for width in (3.0, 5.0, 9.0, 20.0):
        events = battles(sample, "baghuz", 2)
        for event, lon in zip(events, (40.0, 40.0 + width), strict=True):
            event["geometry"]["coordinates"] = [lon, 34.0]
        with opened(render(Layers(events), title="fit")) as page:
            zoom = page.evaluate("map_geomap.getZoom()")
            across = page.evaluate(
                f"map_geomap.latLngToContainerPoint([34, {40 + width}]).x - map_geomap.latLngToContainerPoint([34, 40]).x"
            )
            left = page.locator("#legend").bounding_box()
            free = 1400 - (left["x"] + left["width"]) - 3 * 44
            assert zoom * 2 % 1 == 0
            assert free / 1.45 < across <= free, (width, zoom)


def test_in_a_small_window_the_view_is_no_wider_than_it_must_be(sample: ModuleType, opened: Opened) -> None:
    """As a window of 1400 by 900 is at twice the size of letters: the header takes half of the map."""
    with opened(render(spread(sample), title="small", lang="ar")) as page:
        page.set_viewport_size({"width": 700, "height": 450})
        page.goto(page.url.split("#")[0] + "#lang=ar&x=1")
        page.reload()
        page.wait_for_selector("#geomap[data-ready]", state="attached")
        south, north = (page.evaluate(f"map_geomap.latLngToContainerPoint([{lat}, 20]).y") for lat in (8, 36))
        height = page.evaluate("map_geomap.getSize().y")
        assert 0.15 * height < south - north
        assert 0 < north < south < height


def test_the_legend_gives_way_to_a_header_of_large_letters(sample: ModuleType, opened: Opened) -> None:
    larger = """() => {
      for (const rule of [...document.styleSheets].flatMap((s) => [...s.cssRules])) {
        const size = rule.style?.fontSize;
        if (size?.endsWith("px")) rule.style.fontSize = `${parseFloat(size) * 2}px`;
      }
      document.body.style.fontSize = "30px";
    }"""
    with opened(render(sample.layers(), title="A title that takes a line or two")) as page:
        page.evaluate(larger)
        page.until(
            "(([a, b]) => a.bottom < b.top)(['top', 'legend'].map((id) => document.getElementById(id).getBoundingClientRect()))"
        )
        over = "[...document.querySelectorAll('.legend-row')].filter((row) => row.scrollWidth > row.clientWidth).map((row) => row.textContent)"
        assert page.evaluate(over) == []  # long words break, so that the numbers stay


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_the_text_of_the_scale_stands_within_its_bar(sample: ModuleType, opened: Opened, size: str, lang: str) -> None:
    over = "e => e.scrollWidth - e.clientWidth"
    with opened(render(sample.layers(), title="scale", lang=lang), size=size) as page:
        for lat in (0, 35):
            for zoom in (2, 2.5, 3, 3.5, 4, 4.5, 5, 6.5, 8, 11.5):
                page.evaluate(f"map_geomap.setView([{lat}, 40], {zoom}, {{ animate: false }})")
                bar = page.locator(".leaflet-control-scale-line")
                assert bar.evaluate(over) <= 0, (zoom, bar.inner_text())


def test_a_legend_that_has_no_room_fades_out_and_can_be_read_to_its_end(sample: ModuleType, opened: Opened) -> None:
    with opened(render(sample.layers(), title="fade")) as page:
        page.set_viewport_size({"width": 1400, "height": 620})
        inside = """(at) => {
          const legend = document.getElementById('legend');
          legend.scrollTop = at;
          const box = legend.getBoundingClientRect();
          const [first, last] = [legend.querySelector('summary'), [...legend.querySelectorAll('.notes li')].at(-1)].map((e) => e.getBoundingClientRect());
          return [first.top >= box.top - 1, last.bottom <= box.bottom, getComputedStyle(legend, '::after').position];
        }"""
        assert page.evaluate(inside, 0) == [True, False, "sticky"]
        assert page.evaluate(inside, 9999) == [True, True, "sticky"]  # and its title can still be pressed


def test_names_on_paper_keep_clear_of_its_legend(sample: ModuleType, opened: Opened) -> None:
    boxes = """() => {
      window.drawn = [];
      window.keys = [];
      const { fillText, roundRect } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.roundRect = function (x, y, w, h, r) {
        if (r === 8) keys.push([x, y, x + w, y + h]);
        return roundRect.call(this, x, y, w, h, r);
      };
      CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
        const w = this.measureText(text).width;
        const left = { left: x, center: x - w / 2, right: x - w }[this.textAlign] ?? x;
        if (this.canvas.closest("#sheet, .leaflet-pane")) drawn.push([text, left, y - 6, left + w, y + 6]);
        return fillText.call(this, text, x, y);
      };
      window.dispatchEvent(new Event("beforeprint"));
      return { keys, drawn };
    }"""
    with opened(render(sample.layers(), title="paper")) as page:
        page.evaluate("map_geomap.setView([34.9, 42.5], 7, { animate: false })")
        page.wait_for_timeout(300)
        found = page.evaluate(boxes)
        ((west, north, east, south),) = found["keys"]
        head = 74  # pixels of the sheet over the map
        half = len(found["drawn"]) // 2 + 1  # drawn for paper first, then as it was
        assert [
            t
            for t, x, y, r, b in found["drawn"][:half]
            if x < east and r > west and y < south - head and b > north - head
        ] == []


def test_many_short_lines_at_a_ring_are_one_that_can_be_chosen(sample: ModuleType, opened: Opened) -> None:
    moves = named([sample.movement("civilians", "baghuz", [], None, "2019-03-01", count=n + 2) for n in range(12)])
    moves += [sample.movement("forces", None, [], "baghuz", "2019-03-01", count=3)]
    with opened(render(Layers(battles(sample, "baghuz", 12), moves), title="many")) as page:
        page.evaluate("map_geomap.setView([34.4, 41], 6, { animate: false })")
        written = {text for text, *_ in texts(page)}
        assert {"12 movements · to ?", "3 people · from ?"} <= written
        assert not [text for text in written if re.match("[0-9]+ people · to", text)]
