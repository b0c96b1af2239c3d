"""The page in use: legend, search, filters, address, time, and what readers take along."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geomap.dataset import Table
from geomap.model import Layers
from geomap.rendering import render
from geomap.rendering.plain import plain

if TYPE_CHECKING:
    from types import ModuleType

Opened = "Callable[..., Any]"


def page_of(sample: ModuleType, **more: Any) -> str:
    layers = sample.layers()
    return render(layers, title=layers.title, **more)


def point(lon: float, lat: float, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": properties}


def written(properties: dict[str, Any]) -> str:
    return json.dumps(properties, sort_keys=True)


def test_legend_counts_what_is_in_view_and_clusters_obey_filters(opened: Opened) -> None:
    crowd = [
        point(
            36 + i % 97 / 12,
            33 + i % 61 / 17,
            event_type=("Battles", "Riots")[i % 2],
            date_start=f"2019-03-{1 + i % 28:02}",
        )
        for i in range(9000)
    ]
    with opened(render(Layers(incidents=crowd), title="crowd")) as page:
        counts = page.locator("#legend .legend-row .quiet")
        expect(counts).to_have_text(["4,500", "4,500"])
        page.locator(".handle.to").focus()
        for _ in range(27):
            page.keyboard.press("ArrowLeft")
        day = sum(i % 28 == 0 for i in range(9000))
        expect(page.locator("#top p")).to_have_text(re.compile(f"^{day} incidents"))
        assert sum(int(n) for n in counts.all_inner_texts()) == day
        for _ in range(40):
            page.keyboard.press("ArrowRight")
        expect(counts).to_have_text(["4,500", "4,500"])
        page.evaluate("map_geomap.setView([34, 36.5], 12, { animate: false })")
        expect(counts.first).not_to_have_text("4,500")


def test_an_event_that_the_window_shows_twice_counts_once(opened: Opened) -> None:
    shown = [point(lon, 10, event_type="Protests", date_start="2024-01-03") for lon in (-180, -160, 20, 179)]
    with opened(render(Layers(incidents=shown), title="twice")) as page:
        for zoom in (1, 2, 3):
            page.evaluate(f"map_geomap.setView([10, 150], {zoom}, {{ animate: false }})")
            expect(page.locator("#legend .legend-row .quiet")).to_have_text("3" if zoom == 3 else "4")


def test_filters_narrow_and_reset(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        summary = page.locator("#top p")
        page.get_by_role("button", name="Filters").click()
        page.get_by_label("Actor").select_option("Islamic State")
        expect(summary).to_have_text(re.compile("^1 incident · 0 movements"))
        page.get_by_label("Actor").select_option("")
        page.get_by_label("Source").select_option("وكالة الضفة")
        expect(summary).to_have_text(re.compile("^3 incidents"))
        page.get_by_role("button", name="Show all").click()
        page.locator(".field[data-name=deaths] input").fill("14")
        expect(summary).to_have_text(re.compile("^3 incidents · 0 movements"))
        page.get_by_role("button", name="Show all").click()
        page.locator(".field[data-name=precision] input").fill("1")
        expect(summary).to_have_text(re.compile("^12 incidents"))


def test_types_that_data_bring_along_have_signs_of_their_own(opened: Opened) -> None:
    kinds = ["Water cut"] * 3 + ["Road | closed"] * 2 + ["Battles"] + [f"Rare {n}" for n in range(6)]
    odd = [*kinds, "__proto__", "constructor", "7"]
    rows = [point(36 + n, 33, event_type=kind) for n, kind in enumerate(odd)]
    with opened(render(Layers(incidents=rows), title="x")) as page:
        legend = page.locator("#legend .legend-row")
        assert legend.all_inner_texts() == ["Battles\n1", "Water cut\n3", "Road | closed\n2", *LEAST, "Other events\n7"]
        page.get_by_label("Road | closed").uncheck()
        expect(page.locator("#top p")).to_have_text(re.compile("^13 incidents"))
        expect(page).to_have_url(re.compile("hide=incident%3ARoad"))
        page.anew(page.url)
        expect(page.locator("#top p")).to_have_text(re.compile("^13 incidents"))
        expect(page.get_by_label("Road | closed")).not_to_be_checked()


LEAST = ["Rare 0\n1", "Rare 1\n1"]  # the looks are four


def test_one_of_ten_thousand_types_is_found_chosen_and_shared(opened: Opened) -> None:
    rows = [point(36 + n % 80 / 10, 33 + n % 30 / 10, event_type=f"Type {n % 10_000}") for n in range(12_000)]
    with opened(render(Layers(incidents=rows), title="x")) as page:
        summary = page.locator("#top p")
        assert page.locator("#legend .legend-row").all_inner_texts() == ["Other events\n12,000"]
        page.get_by_role("button", name="Filters").click()
        choice = page.locator("#filter-type")
        page.get_by_label("Search: Event type").fill("TYPE 777")
        expect(choice.locator("option")).to_have_count(12)  # all, 777, 7770 to 7779
        choice.select_option("Type 777")
        expect(summary).to_have_text(re.compile("^2 incidents"))
        expect(page.locator("#legend .legend-row .quiet")).to_have_text("2")
        assert page.evaluate("document.activeElement.type") == "search"  # where it was
        expect(page).to_have_url(re.compile(r"type=Type\+777"))
        page.anew(page.url)
        expect(summary).to_have_text(re.compile("^2 incidents"))
        page.get_by_role("button", name="Filters").click()
        expect(choice).to_have_value("Type 777")
        page.get_by_role("button", name="Show all").click()
        expect(choice).to_have_value("")
        expect(summary).to_have_text(re.compile("^12,000"))


def test_an_event_type_or_sub_type_of_acled_is_chosen_in_the_readers_language(
    sample: ModuleType, opened: Opened
) -> None:
    with opened(page_of(sample, lang="ar")) as page:
        page.get_by_role("button", name="المرشحات").click()
        choice = page.locator("#filter-type")
        choice.select_option(label="احتجاجات (1)")
        expect(page.locator("#top p")).to_have_text(re.compile("^حادث واحد · "))
        choice.select_option("Armed clash")
        expect(page.locator("#top p")).to_have_text(re.compile("^4 حوادث · "))


def test_the_address_carries_the_view(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        page.get_by_label("Battles").uncheck()
        page.locator("#top input").fill("الباغوز")
        expect(page.locator("#top p")).to_have_text(re.compile("^6 incidents"))
        page.evaluate("map_geomap.setView([34.5, 40.9], 9, { animate: false })")
        expect(page).to_have_url(re.compile("at=9%2F34.5"))
        page.anew(page.url)
        expect(page.locator("#top p")).to_have_text(re.compile("^6 incidents"))
        assert page.evaluate("map_geomap.getZoom()") == 9
        expect(page.get_by_label("Battles")).not_to_be_checked()
        expect(page.locator("#top input")).to_have_value("الباغوز")


def test_an_address_of_nonsense_is_no_harm(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        address = page.evaluate("location.href").split("#")[0]
        page.anew(
            f"{address}#at=x/y&from=never&to=9999-99-99&event=1e9&lang=xx&deaths=-&hide=a|b&precision=NaN&theme=url()"
        )
        expect(page.locator("#top p")).to_have_text(re.compile("^14 incidents · 6 movements"))


def test_what_is_shown_can_be_taken_along(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        page.get_by_label("Battles").uncheck()
        page.get_by_role("button", name="Save, print").click()
        with page.expect_download() as got:
            page.get_by_role("button", name="GeoJSON").click()
        features = json.loads(Path(got.value.path()).read_text("utf-8"))["features"]
        assert len(features) == 16
        bomb = next(f for f in features if f["properties"].get("killed_best") == 14)
        assert bomb["geometry"] == {"type": "Point", "coordinates": [40.427, 35.155]}
        assert bomb["properties"]["claims"][1]["sentence"] == sample.AR_SENTENCE
        assert {f["geometry"]["type"] for f in features if f["geometry"]} == {"Point", "LineString"}
        with page.expect_download() as got:
            page.get_by_role("button", name="CSV").click()
        rows = list(csv.DictReader(Path(got.value.path()).read_text("utf-8-sig").splitlines()))
        assert len(rows) == 16
        assert {row["place_ar"] for row in rows} >= {"البصيرة", "الباغوز"}
        with page.expect_download() as got:
            page.get_by_role("button", name="PNG").click()
        assert Path(got.value.path()).read_bytes().startswith(b"\x89PNG")


def test_formulas_do_not_travel_in_csv(opened: Opened) -> None:
    with opened(render(Layers(incidents=[point(1, 1, place="=1+1", actor1="@x")]), title="x")) as page:
        page.get_by_role("button", name="Save, print").click()
        with page.expect_download() as got:
            page.get_by_role("button", name="CSV").click()
        row = next(csv.DictReader(Path(got.value.path()).read_text("utf-8-sig").splitlines()))
        assert (row["place"], row["actor1"]) == ("'=1+1", "'@x")


def test_paper(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        page.emulate_media(media="print")
        page.wait_for_selector("#sheet canvas")
        expect(page.locator("#timebar")).to_be_hidden()
        expect(page.locator("#top")).to_be_hidden()


@pytest.mark.parametrize("height", [900, 901])
def test_a_link_sent_on_and_on_stays(sample: ModuleType, opened: Opened, height: int) -> None:
    with opened(page_of(sample)) as page:
        page.set_viewport_size({"width": 1401, "height": height})
        file = page.evaluate("location.href").split("#")[0]
        link = f"{file}#at=7/35.2501/40.1003&lang=ar"
        for _ in range(3):
            page.anew(link)
            expect(page).to_have_url(re.compile("at=7%2F35.2501%2F40.1003"))
            link = page.url.replace("%2F", "/")  # what the page writes next is told from what it was given


def test_an_open_page_follows_its_address(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        page.get_by_label("Battles").uncheck()
        page.get_by_role("button", name="Save, print").click()
        page.evaluate("location.hash = '#at=9/36.5/41&actor=Islamic State&lang=en'")
        expect(page.locator("#top p")).to_have_text(re.compile("^1 incident · 0 movements · 2 reports"))
        page.until("map_geomap.getZoom() === 9")
        page.evaluate("map_geomap.setView([34.5, 40.9], 9, { animate: false })")
        expect(page.get_by_label("Link to this view")).to_have_value(re.compile("at=9%2F34.5000%2F40.9000"))
        page.evaluate("location.hash = '#at=99/999/999'")
        expect(page.locator("#top p")).to_have_text(re.compile("^14 incidents"))
        assert abs(page.evaluate("map_geomap.getCenter().lat") - 34.5) < 0.01


@pytest.mark.parametrize("button", [".language", "#drawer .row"])
def test_what_is_pressed_stays_until_it_is_let_go(sample: ModuleType, opened: Opened, button: str) -> None:
    """Words that are found, or days that play, while somebody presses a button leave it where it is."""
    with opened(page_of(sample)) as page:
        page.locator("#top .buttons button").first.click()
        expect(page.locator("#drawer .row")).to_have_count(20)
        page.locator(button).first.hover()
        page.mouse.down()
        page.locator("#top input").evaluate("e => { e.value = 'Busayra'; e.dispatchEvent(new Event('input')); }")
        page.until("document.querySelectorAll('#legend .legend-row .quiet')[0].textContent === '1'")  # found by now
        expect(page.locator("#drawer .row")).to_have_count(20)
        page.mouse.up()
        expect(page.locator("#drawer .row")).to_have_count(3)
        if button == ".language":
            expect(page.locator("html")).to_have_attribute("lang", "ar")
        else:
            expect(page.locator("#panel h2")).not_to_be_empty()


def test_arrow_keys_after_a_checkbox(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        page.get_by_label("Battles").click()
        page.keyboard.press("ArrowRight")
        expect(page.locator("#panel")).to_be_visible()


def test_a_view_that_is_set_is_drawn_anew(sample: ModuleType, opened: Opened) -> None:
    drawn = "() => map_geomap.getPane('geomap-events').firstChild.toDataURL().length"
    with opened(page_of(sample)) as page:
        page.evaluate("map_geomap.setView([34.46, 40.95], 9, { animate: false })")
        before = page.evaluate(drawn)
        page.evaluate("map_geomap.setView([-40, -120], 9, { animate: false })")
        assert page.evaluate(drawn) < before / 2


@pytest.mark.parametrize(("size", "lang"), [("phone", "en"), ("phone", "ar"), ("desktop", "en"), ("desktop", "ar")])
def test_the_first_view_shows_all_events_clear_of_what_lies_over_the_map(opened: Opened, size: str, lang: str) -> None:
    corners = [(38.0, 36.9), (42.5, 36.9), (38.0, 33.0), (42.5, 33.0)]
    layers = Layers([point(*at, event_type="Battles", date_start="2019-03-01") for at in corners])
    with opened(
        render(layers, title="A title that takes two lines on the screen of a phone", lang=lang), size=size
    ) as page:
        over = page.evaluate(
            """() => ["#top", "#legend", ".leaflet-control-zoom"].map((s) => document.querySelector(s).getBoundingClientRect().toJSON())"""
        )
        for lon, lat in corners:
            x, y = page.evaluate(f"(({{x, y}}) => [x, y])(map_geomap.latLngToContainerPoint([{lat}, {lon}]))")
            for box in over:
                hidden = box["left"] - 12 < x < box["right"] + 12 and box["top"] - 12 < y < box["bottom"] + 12
                assert not hidden, (lon, lat, x, y, box)
            assert 12 < x < page.viewport_size["width"] - 12


def test_the_way_about_stands_once(sample: ModuleType, opened: Opened) -> None:
    """The drawer's tabs take the place of the buttons that open it."""
    with opened(page_of(sample)) as page:
        page.get_by_role("button", name="Filters").click()
        expect(page.get_by_role("tab", name="Filters")).to_be_focused()
        expect(page.locator("#top .buttons button:visible")).to_have_count(0)
        expect(page.locator("#top input")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#top .buttons button:visible")).to_have_count(4)


def test_a_place_none_of_whose_events_pass_has_no_name_of_its_own(opened: Opened) -> None:
    names = {"Tall A": (40.9, 34.4), "Tall B": (40.2, 35.1)}
    kinds = {"Tall A": "Battles", "Tall B": "Protests"}
    layers = Layers([
        point(*at, event_type=kinds[name], place=name, place_id=name, date_start="2019-03-01") for name, at in names.items()
    ])  # fmt: skip
    hook = """() => {
      const { fillText } = CanvasRenderingContext2D.prototype;
      window.named = new Set();
      CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) { named.add(text); return fillText.call(this, text, ...rest); };
    }"""
    with opened(render(layers, title="names")) as page:
        page.evaluate(hook)
        for box, left in ((None, {"Tall A", "Tall B"}), ("Protests", {"Tall A"}), ("Protests", {"Tall A", "Tall B"})):
            if box:
                page.locator("#legend").get_by_text(box).click()
            page.evaluate(
                "() => { named.clear(); map_geomap.panBy([400, 0], { animate: false }); map_geomap.panBy([-400, 0], { animate: false }); }"
            )
            assert {name for name in names if name in page.evaluate("[...named]")} == left


def test_one_is_not_many(sample: ModuleType, opened: Opened) -> None:
    one = sample.movement("civilians", "baghuz", [], "hol", "2019-03-02", count=1, count_best=1)
    with opened(render(Layers(movements=[one]), title="x")) as page:
        page.keyboard.press("ArrowRight")
        expect(page.locator("#panel .count")).to_have_text("1 person")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_panel_leaves_the_buttons_free(sample: ModuleType, opened: Opened, lang: str) -> None:
    with opened(page_of(sample, lang=lang)) as page:
        page.set_viewport_size({"width": 1024, "height": 768})
        page.keyboard.press("ArrowRight")
        for button in [page.locator(".language"), page.locator(".buttons button").last]:
            button.click(trial=True)


def test_dark_follows_the_reader(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample), dark=True) as page:
        assert page.locator("html").get_attribute("data-theme") == "dark"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(28, 34, 41)"


TABLE = Table(
    "events.csv",
    {
        "event_type": ["Battles", "Riots", "x", None],
        "place": ["Hajin", None, "Hajin", None],
        "lat": [34.7, 36.5, None, 34.7],
        "lon": [40.8, 40.75, None, 40.8],
        "date_start": ["2019-03-03", None, "2019-01-01", "2018-12-31"],
        "date_end": ["2019-03-05", None, "2019-01-01", "2018-12-31"],
        "killed": [3, None, 0, 7],
        "outlet": ["Wire", None, "Wire", "وكالة"],
        "quote": ["They 🔥 fled.", None, "B", "ج"],
        "notes": ["They 🔥 fled.", None, "B", "ج"],
        "grid": [1.5, "x", None, 2],
    },
)


@pytest.mark.parametrize("source", ["reports", "table"])
def test_what_the_columns_hold_comes_back(sample: ModuleType, opened: Opened, source: str) -> None:
    layers = sample.layers() if source == "reports" else Layers(incidents=TABLE)
    with opened(render(layers, title="x")) as page:
        page.get_by_role("button", name="Save, print").click()
        with page.expect_download() as got:
            page.get_by_role("button", name="GeoJSON").click()
        back = json.loads(Path(got.value.path()).read_text("utf-8"))["features"]
    told = [plain(f["properties"]) for f in [*layers.incidents, *layers.movements]]
    assert sorted(map(written, (f["properties"] for f in back))) == sorted(map(written, told))
