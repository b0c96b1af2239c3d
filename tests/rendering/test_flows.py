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
    moves = [sample.movement("aid", "baghuz", [], "hol", "2019-03-01") for _ in range(410)]
    for n, move in enumerate(moves):
        move["properties"]["id"] = f"m-{n}"
    told = "10 movements in view without an arrow."
    with opened(render(Layers([], moves), title="many")) as page:
        assert told in page.locator("#legend").inner_text()
        page.evaluate(DRAWN)
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert any(told in text for text in page.evaluate("texts.map((t) => t.text)"))
    with opened(render(Layers([], moves[:400]), title="fewer")) as page:
        assert "without an arrow" not in page.locator("#legend").inner_text()


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
