"""What stands on arrows: what a number counts, where it stands, and which end nobody told."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geomap.model import Layers
from geomap.rendering import render

if TYPE_CHECKING:
    from types import ModuleType

Opened = "Callable[..., Any]"
# Where words are written, and where lines run: their ends and the points between.
DRAWN = """() => {
  window.texts = [];
  window.curves = [];
  let at = null;
  const { fillText, moveTo, quadraticCurveTo } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    texts.push({ text, x, y, half: this.measureText(text).width / 2 });
    return fillText.call(this, text, x, y);
  };
  CanvasRenderingContext2D.prototype.moveTo = function (x, y) { at = [x, y]; return moveTo.call(this, x, y); };
  CanvasRenderingContext2D.prototype.quadraticCurveTo = function (cx, cy, x, y) {
    for (let t = 0; t <= 1; t += 0.05) curves.push([(1 - t) ** 2 * at[0] + 2 * t * (1 - t) * cx + t * t * x, (1 - t) ** 2 * at[1] + 2 * t * (1 - t) * cy + t * t * y]);
    return quadraticCurveTo.call(this, cx, cy, x, y);
  };
}"""


def written(page: Any, zoom: int) -> list[tuple[str, float]]:
    """What is written at a zoom, with how far its pill is from the nearest line, in pixels."""
    page.wait_for_timeout(200)
    page.evaluate(DRAWN)
    page.evaluate(f"for (const zoom of [5, {zoom}]) map_geomap.setZoom(zoom, {{ animate: false }})")
    page.wait_for_timeout(300)
    curves = page.evaluate("curves")
    out = []
    for told in page.evaluate("texts"):
        dx, dy = told["half"] + 6, 9
        away = min(math.hypot(max(0, abs(x - told["x"]) - dx), max(0, abs(y - told["y"]) - dy)) for x, y in curves)
        out.append((re.sub("[\u2066-\u2069]", "", told["text"]), away))
    return out


@pytest.mark.parametrize(
    ("more", "lang", "said"),
    [
        ({"count": 2000, "quantifier": "approximately"}, "en", "≈ 2,000 people"),
        ({"count": 1}, "en", "1 person"),
        ({"count": 60, "unit": "families", "quantifier": "more_than"}, "en", "> 60 families"),
        ({"count": 300, "unit": None}, "en", "300 civilians"),  # a table without units counts the group
        ({"count": 300, "unit": "u" * 400}, "en", f"300 {'u' * 24}…"),
        ({"count": 2000, "quantifier": "approximately"}, "ar", "نحو 2,000 شخص"),
        ({"count": 1, "unit": None}, "en", "1 civilian"),
        ({"count": 1, "quantifier": "more_than"}, "en", "> 1 person"),
        ({"count": 7}, "ar", "7 أشخاص"),
    ],
)
def test_a_number_says_what_it_counts_and_stands_on_its_arrow(
    sample: ModuleType, opened: Opened, more: dict[str, Any], lang: str, said: str
) -> None:
    whole = sample.movement("civilians", "baghuz", [], "hol", "2019-03-01", **more)
    leaves = sample.movement("civilians", "baghuz", [], None, "2019-03-01", **more)
    for move, text in ((whole, said), (leaves, f"{said} · {'to ?' if lang == 'en' else 'إلى ؟'}")):
        with opened(render(Layers([], [move]), title="number", lang=lang)) as page:
            found = [away for told, away in written(page, 8) if told == text]
            assert found, text
            assert max(found) < 2


COUNTED = {  # by number, without and after a word like "about"
    0: ("0 شخص", "0 شخص"), 1: ("شخص واحد", "شخص واحد"), 2: ("شخصان", "شخصين"), 3: ("3 أشخاص",) * 2, 10: ("10 أشخاص",) * 2,
    11: ("11 شخصاً",) * 2, 99: ("99 شخصاً",) * 2, 100: ("100 شخص",) * 2, 102: ("102 شخص",) * 2, 1003: ("1,003 أشخاص",) * 2,
    1111: ("1,111 شخصاً",) * 2,
}  # fmt: skip


def test_arabic_counts_take_the_form_of_their_number(sample: ModuleType, opened: Opened) -> None:
    more = [{"count": n, "quantifier": q} for n in COUNTED for q in ("exact", "approximately")]
    more += [{"count": 7, "count_low": 5, "count_high": 7, "quantifier": "between"}]
    more += [{"count": 2, "count_low": 1, "count_high": 2, "quantifier": "between", "unit": "families"}]
    more += [{"count": 3, "unit": None}]
    told = [text for bare, led in COUNTED.values() for text in (bare, f"نحو {led}")]
    told += ["5 إلى 7 أشخاص", "1 إلى 2 عائلات", "3 مدنيين"]
    moves = [sample.movement("civilians", "baghuz", [], "hol", "2019-03-01", **m) for m in more]
    with opened(render(Layers([], moves), title="counts", lang="ar")) as page:
        for text in told:
            page.keyboard.press("ArrowLeft")
            expect(page.locator("#panel .count")).to_have_text(text)


@pytest.mark.parametrize(("lang", "said"), [("en", "somewhere in the country"), ("ar", "في مكان ما من البلد")])
def test_an_end_of_which_only_the_area_is_known_is_drawn_and_said_so(
    sample: ModuleType, opened: Opened, lang: str, said: str
) -> None:
    circles = """() => {
      window.circles = [];
      const { arc } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.arc = function (x, y, r, ...rest) { circles.push(r); return arc.call(this, x, y, r, ...rest); };
      for (const zoom of [5, 6]) map_geomap.setZoom(zoom, { animate: false });
    }"""
    for more, large in (({"where_prec": 6, "radius_m": 300_000}, True), ({"where_prec": 1, "radius_m": 2000}, False)):
        move = sample.movement("fighters", "baghuz", [], "hol", "2019-03-01", count=7)
        move["properties"]["destination"] |= more
        with opened(render(Layers([], [move]), title="ends", lang=lang)) as page:
            page.evaluate(circles)
            page.wait_for_timeout(200)
            assert (max(page.evaluate("circles")) > 100) is large
            page.keyboard.press("ArrowRight" if lang == "en" else "ArrowLeft")
            assert (said in page.locator("#panel").inner_text()) is large


def test_an_arrow_says_which_end_is_not_told_and_the_legend_what_signs_mean(sample: ModuleType, opened: Opened) -> None:
    comes = sample.movement("forces", None, [], "hol", "2019-03-01", modality="planned")
    leaves = sample.movement("civilians", "baghuz", [], None, "2019-03-01")
    planned = sample.incident("subha", "Battles", "Armed clash", "2019-03-01", [], modality="planned")
    with opened(render(Layers([planned], [comes, leaves]), title="ends")) as page:
        texts = [text for text, _ in written(page, 8)]
        assert "from ?" in texts
        assert "to ?" in texts
        assert "?" not in texts
        notes = page.locator("#legend .notes li").all_inner_texts()
        for note in ("With ?: where from, or where to, is not told", "Faint: planned, or said not to have been"):
            assert note in notes
        assert "Wider: a larger number" not in notes  # no number is told


def test_short_lines_of_places_that_the_window_cannot_tell_apart_stand_side_by_side(
    sample: ModuleType, opened: Opened
) -> None:
    moves = [sample.movement("civilians", "baghuz", [], None, "2019-03-01", count=n) for n in (60, 500)]
    moves[1]["geometry"]["coordinates"] = [moves[1]["geometry"]["coordinates"][0] + 0.004, 34.47]
    with opened(render(Layers([], moves), title="near")) as page:
        texts = [text for text, _ in written(page, 7)]
        assert {"60 people · to ?", "500 people · to ?"} <= set(texts)


def test_movements_without_an_arrow_are_counted(sample: ModuleType, opened: Opened) -> None:
    moves = [apart(sample, n) for n in range(410)]
    with opened(render(Layers([], moves), title="many")) as page:
        size = page.evaluate("(({ x, y }) => x * y)(map_geomap.getSize())")
        told = f"{410 - int(size // 7000)} movements in view without an arrow."
        expect(page.locator("#legend")).to_contain_text(told)
        page.evaluate(DRAWN)
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert any(told in text for text in page.evaluate("texts.map((t) => t.text)"))
        ends = "moves => moves.map(([lon, lat]) => { const p = map_geomap.latLngToContainerPoint([lat, lon]); return curves.some(([x, y]) => Math.hypot(x - p.x, y - p.y) < 2); })"
        page.evaluate("curves.length = 0, map_geomap.fire('resize')")
        drawn = page.evaluate(ends, [move["geometry"]["coordinates"][0] for move in moves])
        assert drawn[350:] == [True] * 60  # the larger have the room
        assert not any(drawn[:100])
    with opened(render(Layers([], moves[:100]), title="fewer")) as page:
        assert "without an arrow" not in page.locator("#legend").inner_text()


def apart(sample: ModuleType, n: int) -> dict[str, Any]:
    """A movement of so many people that no other runs beside."""
    move = sample.movement("aid", "baghuz", [], "hol", "2019-03-01", count=n, unit="people", id=f"m-{n}")
    lon, lat = 36 + n % 21 / 2, 28 + n // 21 / 2
    move["geometry"]["coordinates"] = [[lon, lat], [lon + 0.45, lat + 0.2]]
    for end, (x, y) in zip(("origin", "destination"), move["geometry"]["coordinates"], strict=True):
        move["properties"][end] |= {"lat": y, "lon": x, "place_id": f"{end}-{n}"}
    return move


@pytest.mark.parametrize(("n", "said"), [(3, {"10 people"}), (4, {"4 movements"}), (80, {"80 movements"})])
def test_many_movements_of_one_way_are_one_arrow_that_lists_them(
    sample: ModuleType, opened: Opened, n: int, said: set[str]
) -> None:
    moves = [sample.movement("civilians", "baghuz", [], "hol", "2019-03-01", count=10, id=f"m-{k}") for k in range(n)]
    back = sample.movement("forces", "hol", [], "baghuz", "2019-03-01", count=7)
    with opened(render(Layers([], [*moves, back]), title="one way")) as page:
        texts = [text for text, _ in written(page, 8)]
        assert said | {"7 people"} <= set(texts)
        hit = """(text) => {
          const told = texts.findLast((t) => t.text.slice(1, -1) === text);
          map_geomap.fire("click", { containerPoint: L.point(told.x, told.y), latlng: map_geomap.containerPointToLatLng([told.x, told.y]) });
        }"""
        page.evaluate(hit, next(iter(said)))
        if n > 3:
            expect(page.locator("#panel .row")).to_have_count(n)
        else:
            expect(page.locator("#panel .count")).to_have_text("10 people")


@pytest.mark.parametrize("count", [7, 99_000, 4_000_000])
def test_a_line_from_nowhere_is_thin_and_lost_towards_its_open_end(
    sample: ModuleType, opened: Opened, count: int
) -> None:
    widths = """() => {
      window.lines = [];
      const { stroke } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.stroke = function (...path) {
        if (this.strokeStyle instanceof CanvasGradient) lines.push(this.lineWidth);
        return stroke.call(this, ...path);
      };
      map_geomap.fire("resize");
      return lines;
    }"""
    comes = sample.movement("civilians", None, [], "hol", "2019-03-01", count=count)
    with opened(render(Layers([], [comes]), title="nowhere")) as page:
        halo, line = page.evaluate(widths)
        assert line < 3.21
        assert halo == pytest.approx(line + 3.5)


# What of the words on arrows lies under the header, the legend or an open panel: the map is drawn anew where it stands.
COVERED = """() => {
  map_geomap.fire("resize");
  const around = map_geomap.getContainer().getBoundingClientRect();
  const boxes = ["top", "legend", "panel", "drawer"].map((id) => document.getElementById(id).getBoundingClientRect()).filter((b) => b.width);
  return texts.filter((t) => /[?؟]/.test(t.text)).map((t) => {
    const [x, y] = [t.x + around.left, t.y + around.top];
    return [t.text, boxes.some((b) => x - t.half - 6 < b.right && x + t.half + 6 > b.left && y - 9 < b.bottom && y + 9 > b.top)];
  });
}"""


@pytest.mark.parametrize(("lang", "size"), [("en", "desktop"), ("ar", "desktop"), ("en", "phone")])
def test_words_of_arrows_at_the_topmost_place_stand_clear_of_the_header(
    sample: ModuleType, opened: Opened, lang: str, size: str
) -> None:
    moves = [sample.movement("civilians", None, [], "hol", f"2019-03-0{day}", count=40 * day) for day in (1, 2, 3)]
    for n, move in enumerate(moves):
        move["properties"]["id"] = f"m-{n}"
    below = [sample.incident("baghuz", "Battles", "Armed clash", "2019-03-01", [])]
    with opened(render(Layers(below, moves), title="Reported incidents", lang=lang), size=size) as page:
        page.wait_for_timeout(200)
        page.evaluate(DRAWN)
        told = page.evaluate(COVERED)
        assert len(told) == 3
        assert not [text for text, covered in told if covered]


def test_words_of_arrows_keep_clear_of_the_header_as_the_map_is_moved(sample: ModuleType, opened: Opened) -> None:
    moves = [sample.movement("civilians", None, [], "hol", f"2019-03-0{day}") for day in (1, 2)]
    moves[1]["properties"]["id"] = "m-2"
    with opened(render(Layers([], moves), title="moved")) as page:
        page.evaluate(DRAWN)
        for under in (80, 72, 68):  # pixels from the header to the place: in the end not enough for words over the line
            page.evaluate(
                """(under) => {
                  const header = document.getElementById("top").getBoundingClientRect();
                  const at = map_geomap.latLngToContainerPoint([36.371, 41.128]);
                  map_geomap.panBy([at.x - header.left - 300, at.y - header.bottom - under], { animate: false });
                  texts.length = 0;
                }""",
                under,
            )
            assert [covered for _, covered in page.evaluate(COVERED)] == [False, False], under
