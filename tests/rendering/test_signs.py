"""What symbols and arrows say: solid or hollow, an end that nobody tells, and the panel's words for the same."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

import geomap
from geomap.model import Layers
from geomap.rendering import render
from geomap.store import load

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

Opened = "Callable[..., Any]"
MIDDLE = """canvas => {
  const at = canvas.width / 2;
  return Array.from(canvas.getContext("2d").getImageData(at, at, 1, 1).data).slice(0, 3);
}"""
WRITTEN = """() => {
  window.written = [];
  window.places = [];
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
    written.push(text);
    places.push([text, ...at]);
    return write.call(this, text, ...at);
  };
}"""


def point(**properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [40.9, 34.4]}, "properties": properties}


@pytest.mark.parametrize(
    ("known", "drawn"),
    [
        ({"where_prec": 1, "radius_m": 5000}, "solid"),
        ({"geo_precision": 1, "radius_m": 5000}, "solid"),
        ({"where_prec": 1, "radius_m": 1500, "relation": "countryside"}, "hollow"),
        ({"where_prec": 2, "radius_m": 1500, "relation": "near"}, "solid"),
        ({"where_prec": 2, "radius_m": 15000}, "hollow"),
        ({"where_prec": 3, "radius_m": 1500}, "hollow"),
        ({"geo_precision": 3}, "hollow"),
        ({"radius_m": 1500}, "solid"),
        ({"radius_m": 60000}, "hollow"),
        ({}, "solid"),
    ],
)
def test_a_named_place_is_solid_and_an_area_hollow(opened: Opened, known: dict[str, Any], drawn: str) -> None:
    with opened(render(Layers([point(event_type="Battles", date_start="2019-03-01", **known)]), title="sign")) as page:
        page.keyboard.press("ArrowRight")
        red, _, blue = page.locator("#panel .kicker canvas").evaluate(MIDDLE)
        assert drawn == ("solid" if abs(red - blue) > 60 else "hollow")  # the colour of battles, or paper


def test_the_panel_tells_a_named_place_from_an_area(sample: ModuleType, opened: Opened) -> None:
    village = sample.incident("baghuz", "Battles", "Armed clash", "2019-03-01", [], radius_m=5000)
    area = sample.incident("dayr-gov", "Battles", "Armed clash", "2019-03-02", [], radius_m=60000, where_prec=4)
    with opened(render(Layers([village, area]), title="precision")) as page:
        page.keyboard.press("ArrowRight")
        facts = page.locator("#panel .facts")
        expect(facts).to_contain_text("the place itself")
        expect(facts).to_contain_text("its point may be 5 km off")
        expect(facts).not_to_contain_text("within")
        page.keyboard.press("ArrowRight")
        expect(facts).to_contain_text("within 60 km")


@pytest.mark.parametrize(
    ("lang", "end", "said", "unsaid"),
    [
        ("en", "2019-03-05", "the first and the last day are told", "the day is known"),
        ("en", "2019-03-01", "the day is known", "last day"),
        ("ar", "2019-03-05", "اليومان الأول والأخير مذكوران", "اليوم معروف"),
    ],
)
def test_of_several_days_nobody_says_that_the_day_is_known(
    sample: ModuleType, opened: Opened, lang: str, end: str, said: str, unsaid: str
) -> None:
    lasts = sample.incident("baghuz", "Battles", "Armed clash", "2019-03-01", [], date_end=end)
    with opened(render(Layers([lasts]), title="days", lang=lang)) as page:
        page.keyboard.press("ArrowRight")
        expect(page.locator("#panel .facts")).to_contain_text(said)
        expect(page.locator("#panel .facts")).not_to_contain_text(unsaid)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "One number is told for this and for Hajin, Susah; how many are of which is not said."),
        ("ar", "ذُكر عدد واحد لهذا ولـHajin، Susah، ولم يُذكر نصيب كل منها."),
    ],
)
def test_a_number_told_for_several_ends_says_so(sample: ModuleType, opened: Opened, lang: str, said: str) -> None:
    shared = sample.movement("civilians", "baghuz", [], "hol", "2019-03-02", count=900, shared_with=["Hajin", "Susah"])
    with opened(render(Layers([], [shared]), title="shared", lang=lang)) as page:
        page.keyboard.press("ArrowRight")
        expect(page.locator("#panel .facts")).to_contain_text("900" if said is None else "Hajin")
        assert said in plain(page.locator("#panel .facts").inner_text())


def test_an_end_that_nobody_tells_is_no_place_and_the_legend_says_so(sample: ModuleType, opened: Opened) -> None:
    known = sample.movement("civilians", "baghuz", [], "hol", "2019-03-01")
    leaves = sample.movement("civilians", "baghuz", [], None, "2019-03-01", count=200)
    comes = sample.movement("forces", None, [], "hol", "2019-03-01")
    note = "With ?: where from, or where to, is not told"
    with opened(render(Layers([], [known]), title="both ends")) as page:
        assert note not in page.locator("#legend").inner_text()
    with opened(render(Layers([], [leaves, comes]), title="one end")) as page:
        assert note in page.locator("#legend").inner_text()
        page.evaluate(WRITTEN)
        page.evaluate("map_geomap.setZoom(6, { animate: false })")
        page.wait_for_timeout(300)
        assert {"from ?", "200 people · to ?"} <= {plain(text) for text in page.evaluate("written")}


@pytest.mark.parametrize(("code", "open_"), [(1, False), (2, False), (3, True), (4, True)])
def test_ends_of_movements_are_open_from_the_code_on_that_makes_incidents_hollow(
    sample: ModuleType, opened: Opened, code: int, *, open_: bool
) -> None:
    moved = sample.movement("civilians", "baghuz", [], "dayr-gov", "2019-03-01")
    moved["properties"]["destination"]["where_prec"] = code
    rings = """() => {
      window.rings = 0;
      const arc = CanvasRenderingContext2D.prototype.arc;
      CanvasRenderingContext2D.prototype.arc = function (x, y, r, ...turn) { rings += r === 7; return arc.call(this, x, y, r, ...turn); };
      map_geomap.setZoom(7, { animate: false });
    }"""
    with opened(render(Layers([], [moved]), title="ends")) as page:
        page.wait_for_timeout(200)
        page.evaluate(rings)
        page.wait_for_timeout(200)
        assert (page.evaluate("rings") > 0) == open_
        assert ("Hollow: only the area is known" in page.locator("#legend").inner_text()) == open_


def test_the_mark_of_the_chosen_event_covers_no_name(sample: ModuleType, opened: Opened) -> None:
    marks = """() => {
      window.marks = [];
      window.names = [];
      const { arc, beginPath, fillText, stroke } = CanvasRenderingContext2D.prototype;
      let last = null;
      CanvasRenderingContext2D.prototype.beginPath = function () {
        last = null;
        return beginPath.call(this);
      };
      CanvasRenderingContext2D.prototype.arc = function (x, y, r, ...turn) {
        if (turn[1] === 2 * Math.PI) last = [x, y, r];
        return arc.call(this, x, y, r, ...turn);
      };
      CanvasRenderingContext2D.prototype.stroke = function (...path) {
        if (this.lineWidth === 6 && last) marks.push(last);
        return stroke.call(this, ...path);
      };
      CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
        const wide = this.measureText(text).width;
        const left = { left: x, right: x - wide, center: x - wide / 2 }[this.textAlign];
        if (!/^[0-9]+$/.test(text)) names.push([text, left, y - 6, left + wide, y + 6]);
        return fillText.call(this, text, x, y);
      };
    }"""
    placed = Layers([event for event in sample.layers().incidents if event["geometry"]])
    with opened(render(placed, title="mark")) as page:
        page.emulate_media(reduced_motion="reduce")  # the map stands where it goes to as soon as the mark is drawn
        page.evaluate(marks)
        for _ in range(8):
            page.evaluate("marks.length = 0")
            page.keyboard.press("ArrowRight")
            page.until("marks.length > 0")
            page.evaluate("map_geomap.setZoom(7, { animate: false })")
            page.evaluate("names.length = 0, marks.length = 0, map_geomap.setZoom(8, { animate: false })")
            x, y, r = page.evaluate("marks.at(-1)")
            for name, west, north, east, south in page.evaluate("names"):
                away = math.hypot(x - min(max(x, west), east), y - min(max(y, north), south))
                assert away > r, (name, away, r)


def test_movements_of_one_known_end_stand_side_by_side(sample: ModuleType, opened: Opened) -> None:
    for n in (1, 4, 9):
        moves = [sample.movement("aid", None, [], "hol", "2019-03-01", count=10**k) for k in range(n)]
        with opened(render(Layers([], moves), title="side by side")) as page:
            page.wait_for_timeout(200)
            page.evaluate(WRITTEN)
            page.evaluate("places.length = 0, map_geomap.setZoom(8, { animate: false })")
            page.wait_for_timeout(300)
            marks = {(x, y): plain(text) for text, x, y in page.evaluate("places") if "?" in text}
            assert len(marks) == n
            assert any(f"{10 ** (n - 1):,}" in text for text in marks.values())  # the largest has its number
            apart = [math.dist(a, b) for a in marks for b in marks if a < b]
            assert min(apart, default=99) > 17


def test_units_follow_their_numbers_in_the_readers_direction(sample: ModuleType, opened: Opened) -> None:
    with opened(render(sample.layers(), title="units", lang="ar")) as page:
        expect(page.locator(".leaflet-control-scale-line")).to_have_attribute("dir", "rtl")
        page.evaluate(WRITTEN)
        page.evaluate("map_geomap.setView([36.2, 41], 8, { animate: false })")
        page.wait_for_timeout(300)
        assert "12 مركبة · من ؟" in map(plain, page.evaluate("written"))
        page.get_by_role("button", name="English").click()
        expect(page.locator(".leaflet-control-scale-line")).to_have_attribute("dir", "ltr")


def test_the_printed_key_is_the_whole_key(sample: ModuleType, opened: Opened) -> None:
    layers = sample.layers()
    with opened(render(layers, title="paper")) as page:
        page.evaluate(WRITTEN)
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        notes = page.locator("#legend .notes li").all_inner_texts()
        assert len(notes) == 7
        assert set(notes) <= set(page.evaluate("written"))


def test_names_that_several_places_fit_stand_apart_and_reasons_speak_arabic(opened: Opened) -> None:
    unresolved = [
        {"surface": "Hasaka", "count": 1, "report": "a", "sentence": "In Hasaka.", "reason": "several places fit"},
        {"surface": "Daman", "count": 1, "report": "a", "sentence": "In Daman.", "reason": "no place of this name is known"},
    ]  # fmt: skip
    with opened(render(Layers([point()], unresolved=unresolved), title="names")) as page:
        page.get_by_role("button", name="Not on the map").click()
        for title, name in (("1 place name fits several places", "Hasaka"), ("1 place name not found", "Daman")):
            section = page.locator("#drawer details", has_text=title)
            section.locator("summary").click()
            expect(section.locator("li b")).to_have_text([name])
        page.get_by_role("button", name="العربية").click()
        expect(page.locator("#drawer")).to_contain_text("تنطبق عليه عدة أماكن")
        expect(page.locator("#drawer")).not_to_contain_text("several places")


def test_what_python_says_of_rows_is_told_in_the_readers_language(opened: Opened, tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("date,lat,lon,killed\n2024-02-01,34.4,40.9,many\n2024-02-31,134,40.9,1\n,,,1\n", "utf-8")
    with opened(render(load(table), title="rows", lang="ar")) as page:
        page.get_by_role("button", name="خارج الخريطة").click()
        sections = page.locator("#drawer details")
        for summary in sections.locator("summary").all():
            summary.click()
        expect(sections.locator("li")).to_have_count(8)
        lost = page.locator("#drawer [data-kind=rejected] li").all_inner_texts()
        assert [plain(row).replace("\n\n", "\n") for row in lost] == [
            f"{table}، الصف 2\nkilled: 'many' ليست عددا، تُركت",
            f"{table}، الصف 3\ndate_start: '2024-02-31' ليست تاريخا، تُركت",
        ]
        kept = page.locator("#drawer [data-kind=noted] li p").all_inner_texts()
        assert [plain(row) for row in kept] == [
            "خط العرض 134 خارج المدى من -90 إلى 90؛ يبدو أن خطي العرض والطول متبادلان؛ أُبقي بلا نقطة",
            "بلا إحداثيات، فليس على الخريطة",
        ]
        page.get_by_role("button", name="English").click()
        expect(page.locator("#drawer [data-kind=rejected]")).to_contain_text("is not a number")
        assert "killed: 'many' is not a number, left out" in plain(page.locator("#drawer").inner_text())


def test_a_point_outside_its_country_is_told_in_the_readers_language(opened: Opened, tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("date,lat,lon,country\n2024-02-01,37.16,36.2,Syria\n", "utf-8")
    layers = geomap.load(table).layers
    with opened(render(layers, title="rows", lang="ar")) as page:
        page.get_by_role("button", name="خارج الخريطة").click()
        assert "صف واحد عليه ملاحظة" in page.locator("#drawer").inner_text()
        page.locator("#drawer summary").click()
        told = plain(page.locator("#drawer .drawer-body li p").inner_text())
        assert told == "تقع 37.16, 36.2 خارج Syria؛ يبدو أن خطي العرض والطول متبادلان؛ أُبقي كما هو"


def plain(text: str) -> str:
    """Text without the marks that set values off."""
    return re.sub("[\u2066-\u2069]", "", text)


def test_a_row_without_a_place_counts_once(opened: Opened, tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("date,lat,lon,event_type\n2024-02-01,34.4,40.9,Battles\n2024-02-02,,,Battles\n", "utf-8")
    with opened(render(load(table), title="rows")) as page:
        badge = page.get_by_role("button", name="Not on the map").locator(".badge")
        expect(badge).to_have_text("1")


def test_a_map_of_nothing_says_so(opened: Opened) -> None:
    with opened(render(Layers(), title="nothing")) as page:
        page.get_by_role("button", name="Events").click()
        text = page.locator("#drawer").inner_text()
        assert "filters" not in text.split("No incidents")[-1]
        assert "No incidents or movements were found" in text


def test_the_panel_names_the_place_of_a_bare_row(opened: Opened) -> None:
    bare = [point(place="Hajin", date_start="2019-03-01"), point(date_start="2019-03-02")]
    with opened(render(Layers(bare), title="bare")) as page:
        page.keyboard.press("ArrowRight")
        expect(page.locator("#panel .facts dt:text-is('Where') + dd")).to_have_text("Hajin")
        page.keyboard.press("ArrowRight")
        expect(page.locator("#panel .facts")).to_contain_text("34.4, 40.9")
