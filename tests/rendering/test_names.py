"""Names on the map: which come first, where there is room, and that they stand whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geomap.model import Layers
from geomap.rendering import render

if TYPE_CHECKING:
    from types import ModuleType

Opened = "Callable[..., Any]"
# The names of the view with their boxes; how many events rings count, and where.
NAMES = """() => {
  window.names = new Map();
  window.rings = [];
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const w = this.measureText(text).width;
    const left = { left: x, center: x - w / 2, right: x - w }[this.textAlign];
    if (/^[0-9]+$/.test(text)) rings.push([text, x, y]);
    else names.set(text, [left, y - 7, left + w, y + 7]);
    return fillText.call(this, text, x, y);
  };
  map_geomap.fire("resize");
  return { names: Object.fromEntries(names), rings };
}"""


def at(place: str, lon: float, lat: float, n: int = 1, **more: Any) -> list[dict[str, Any]]:
    """Events at a place."""
    return [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {"id": f"{place}-{k}", "event_type": "Battles", "place": place, "place_kind": "village"}
            | {"date_start": "2019-03-01"}
            | more,
        }
        for k in range(n)
    ]


AFAR = [
    *at("Homs", 36.72, 34.73, 6, country="SY"), *at("Palmyra", 38.28, 34.56, 5, country="SY"),
    *at("Kufa", 44.4, 32.03, 9, country="IQ"), *at("Dhamar", 44.4, 14.55, 7, country="Yemen"),
    *at("El Obeid", 30.22, 13.18, 9, country="SD"), *at("Sirte", 16.59, 31.2, 3, country="LY"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "size", "countries"),
    [
        ("en", "desktop", {"Syria", "Iraq", "Yemen", "Sudan", "Libya"}),
        ("ar", "phone", {"سوريا", "العراق", "اليمن", "السودان", "ليبيا"}),
    ],
)
def test_from_afar_the_countries_told_of_have_their_names(
    opened: Opened, lang: str, size: str, countries: set[str]
) -> None:
    with opened(render(Layers(AFAR), title="afar", lang=lang), size=size) as page:
        assert page.evaluate("map_geomap.getZoom()") < 6
        assert countries <= set(page.evaluate(NAMES)["names"])


def test_every_ring_has_a_name_and_of_equals_it_is_the_towns(opened: Opened) -> None:
    events = [
        *at("The hospital", 40.4, 35.0, 4, place_kind="other"), *at("Harbour quarter", 40.45, 35.0, 4, place_kind="neighbourhood"),
        *at("Tall Rabi", 40.5, 35.0, 4, place_kind="town"), *at("Nahr al-Qasab", 44.0, 33.0, 2), *at("Ayn al-Hajal", 44.06, 33.0, 2),
        *at("Wadi Zayn", 47.0, 31.0, 14),
    ]  # fmt: skip
    with opened(render(Layers(events), title="rings")) as page:
        page.evaluate("map_geomap.setView([33, 43], 5, { animate: false })")
        found = page.evaluate(NAMES)
        assert {text for text, *_ in found["rings"]} == {"12", "4", "14"}
        (west, north, east, south) = found["names"]["Tall Rabi"]
        x, y = next((x, y) for text, x, y in found["rings"] if text == "12")
        assert max(west - x, x - east, north - y, y - south) < 34
        assert found["names"].keys() & {"Nahr al-Qasab", "Ayn al-Hajal"}
        assert "Wadi Zayn" in found["names"]


BROAD = [
    *at("Ashkelon", 34.57, 31.67, 7, country="IL", admin1="Southern", place_ar="عسقلان"),
    *at("Daraa", 36.1, 32.62, 5, country="SY", admin1="Dar'a", place_ar="درعا"),
    *at("Mayadin", 40.45, 35.02, 9, country="SY", admin1="Deir ez-Zor", place_ar="الميادين"),
    *at("Abu Kamal", 40.92, 34.45, 6, country="SY", admin1="Deir ez-Zor", place_ar="البوكمال"),
    *at("Nyala", 24.88, 12.05, 10, country="SD", admin1="South Darfur", place_ar="نيالا"),
    *at("Dumaya", 24.93, 12.08, 6, country="SD", admin1="South Darfur", place_ar="دوماية"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", {"around Ashkelon", "Deir ez-Zor", "Nyala"}), ("ar", {"\u2067حول عسقلان\u2069", "دير الزور", "نيالا"})],
)
def test_a_ring_of_places_far_apart_is_named_after_none_of_them(opened: Opened, lang: str, said: set[str]) -> None:
    """But after the unit that holds them all, or as what lies round one; of places near each other the first names it."""
    with opened(render(Layers(BROAD), title="broad", lang=lang)) as page:
        page.evaluate("map_geomap.setView([25, 33], 4, { animate: false })")
        found = page.evaluate(NAMES)
        assert {text for text, *_ in found["rings"]} == {"12", "15", "16"}
        assert said <= found["names"].keys()
        assert not found["names"].keys() & {"Ashkelon", "Mayadin", "Abu Kamal", "عسقلان", "الميادين", "البوكمال"}
        page.evaluate("map_geomap.setView([32, 35.5], 9, { animate: false })")  # from near by each is what it is
        assert page.evaluate(NAMES)["names"].keys() & {"Ashkelon", "عسقلان"}


@pytest.mark.parametrize(("lang", "around"), [("en", "around "), ("ar", "حول ")])
def test_on_a_phone_every_ring_of_a_crowd_has_a_name(opened: Opened, lang: str, around: str) -> None:
    """Rings are smaller there and stand apart, so that names go between them, in two lines where one is too long."""
    towns = [
        at(f"Tall al-Wadi {10 * i + j}", 35.8 + 0.7 * i, 32.4 + 0.55 * j, 1 + (i * 7 + j * 3) % 9)
        for i in range(10)
        for j in range(10)
    ]
    with opened(render(Layers([e for town in towns for e in town]), title="crowd", lang=lang), size="phone") as page:
        found = page.evaluate(NAMES)
        rings = [(x, y) for _, x, y in found["rings"]]
        named = [name for name in found["names"] if "al-Wadi" in name]
        assert len(rings) >= 6
        assert len(named) >= len(rings)
        assert any(around in name for name in named)
        between = [((x - a) ** 2 + (y - b) ** 2) ** 0.5 for n, (x, y) in enumerate(rings) for a, b in rings[:n]]
        assert min(between) > 2 * 23


PLAIN = {
    ("Dayr al Balaḩ", "دير البلح"): "Dayr al Balah", ("Ḩiţţīn", "حطين"): "Hittin", ("Aş Şanamayn", "الصنمين"): "As Sanamayn",
    ("Al ‘Amūd", "العمود"): "Al Amud", ("Al Bayḑā’", "البيضاء"): "Al Bayda", ("Ma’rib", "مأرب"): "Ma’rib", ("Sabha (Libya)", "سبها (ليبيا)"): "Sabha",
    ("İzmir", "إزمير"): "İzmir", ("Şırnak", "شرناق"): "Şırnak", ("Timişoara", "تيميشوارا"): "Timişoara", ("Besançon", "بيزانسون"): "Besançon",
    ("Düsseldorf", None): "Düsseldorf", ("Al-Turbah", None): "Al-Turbah", ("(Hill) 113", None): "(Hill) 113",
}  # fmt: skip


def test_names_are_written_one_way(opened: Opened) -> None:
    """As papers write them, without the signs of gazetteers and what tells namesakes apart; others keep their own letters."""
    rows = [
        e
        for n, (en, ar) in enumerate(PLAIN)
        for e in at(en, 30 + n % 7 * 2, 30 + n // 7 * 3, place_ar=ar, country="SY")
    ]
    with opened(render(Layers(rows), title="plain")) as page:
        page.evaluate("map_geomap.setView([31.5, 36], 7, { animate: false })")
        names = set(page.evaluate(NAMES)["names"])
        assert set(PLAIN.values()) <= names
        assert not names & {en for (en, _), plain in PLAIN.items() if en != plain}
        page.locator("#top .buttons button").first.click()
        listed = page.locator(".row-text bdi").all_inner_texts()
        assert "Dayr al Balah" in listed
        assert "Sabha (Libya)" in listed  # a list has no map to tell namesakes apart


def test_a_unit_is_written_as_it_stands_on_the_map(opened: Opened) -> None:
    zuwarah = at("Zuwarah", 12.08, 32.93, country="LY", admin1="An Nuqaţ al Khams")
    for lang, said in (("en", "An Nuqat al Khams"), ("ar", "النقاط الخمس")):
        with opened(render(Layers(zuwarah), title="unit", lang=lang)) as page:
            page.keyboard.press("ArrowRight")
            expect(page.locator("#panel .facts")).to_contain_text(said)


def test_where_an_arrow_ends_has_its_name_from_afar_as_long_as_the_arrow_is_drawn(
    sample: ModuleType, opened: Opened
) -> None:
    places = [p for p in sample.layers().places if p["properties"]["id"] in {"baghuz", "hol"}]
    moves = [sample.movement("civilians", "baghuz", [], "hol", "2019-03-02", count=400)]
    with opened(render(Layers(at("Kufa", 44.4, 32.03), moves, places=places), title="ends")) as page:
        page.evaluate("map_geomap.setView([34.5, 42], 6, { animate: false })")
        assert page.evaluate(NAMES)["names"].keys() >= {"Baghuz", "al-Hol"}
        page.get_by_label("Civilians").uncheck()
        assert not page.evaluate(NAMES)["names"].keys() & {"Baghuz", "al-Hol"}


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_names_stand_whole_in_the_window_and_under_nothing(
    sample: ModuleType, opened: Opened, size: str, lang: str
) -> None:
    covers = """() => [...document.querySelectorAll("#top, #legend, .leaflet-control")].map((e) => e.getBoundingClientRect().toJSON())"""
    with opened(render(sample.layers(), title="edges", lang=lang), size=size) as page:
        for zoom, lon in ((4, 40), (6, 42), (7.5, 40.4), (8, 41)):
            page.evaluate(f"map_geomap.setView([34.9, {lon}], {zoom}, {{ animate: false }})")
            page.wait_for_timeout(100)
            names = page.evaluate(NAMES)["names"]
            width, height = page.evaluate("(({ x, y }) => [x, y])(map_geomap.getSize())")
            seen = {n: b for n, b in names.items() if b[0] < width and b[2] > 0 and b[1] < height and b[3] > 0}
            assert len(seen) > 5
            assert {n for n, b in seen.items() if b[0] < 0 or b[1] < -2 or b[2] > width or b[3] > height + 2} == set()
            for box in page.evaluate(covers):
                under = {
                    name
                    for name, (west, north, east, south) in seen.items()
                    if west < box["right"] and east > box["left"] and north < box["bottom"] and south > box["top"]
                }
                assert under == set(), box


def test_a_name_at_the_edge_stands_with_its_place(opened: Opened) -> None:
    """No line leads out of the window to it."""
    with opened(render(Layers(at("Tall Rabi", 40.5, 35.0, 30)), title="edge")) as page:
        for x in (14, 30, 700, 1370, 1390):
            page.evaluate(
                f"map_geomap.setView([35, 40.5], 8, {{ animate: false }}); map_geomap.panBy([700 - {x}, 0], {{ animate: false }})"
            )
            page.wait_for_timeout(300)
            found = page.evaluate(NAMES)["names"].get("Tall Rabi")
            assert found is None or (found[0] >= 0 and found[2] <= 1400), x
