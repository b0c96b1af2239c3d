"""The page in a real browser: what it shows, how it reacts, what it never does."""

from __future__ import annotations

import dataclasses
import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import folium
import pytest
from folium.plugins import Fullscreen
from playwright.sync_api import expect

from geomap.errors import DataError
from geomap.model import Layers
from geomap.rendering import Map, frame, render

if TYPE_CHECKING:
    from types import ModuleType

Opened = "Callable[..., Any]"
INK = """() => {
  const canvas = document.querySelector('.leaflet-geomap-events-pane canvas, .leaflet-pane canvas:last-child');
  const all = [...document.querySelectorAll('.leaflet-pane canvas')].at(-1);
  const data = all.getContext('2d').getImageData(0, 0, all.width, all.height).data;
  let n = 0;
  for (let i = 3; i < data.length; i += 4) n += data[i] > 0;
  return n;
}"""


def page_of(sample: ModuleType, **more: Any) -> str:
    layers = sample.layers()
    return render(layers, title=layers.title, **more)


def point(lon: float, lat: float, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": properties}


def test_same_bytes_each_time_and_small(sample: ModuleType) -> None:
    html = page_of(sample)
    assert html == page_of(sample)
    assert len(html.encode()) < 800_000


def test_document_frame(sample: ModuleType) -> None:
    html = page_of(sample, lang="ar")
    assert html.startswith('<!DOCTYPE html>\n<html lang="ar" dir="rtl">')
    assert '<meta charset="utf-8">' in html
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    assert not re.search(r"<(?:script|link|img)[^>]*(?:src|href)=", html)


def test_unknown_language() -> None:
    with pytest.raises(DataError, match="choose one of en, ar"):
        Map(lang="xx")


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_opens_without_network_or_complaint(sample: ModuleType, opened: Opened, size: str, lang: str) -> None:
    with opened(page_of(sample, lang=lang), size=size) as page:
        assert page.evaluate(INK) > 3000
        assert page.locator("html").get_attribute("dir") == {"en": "ltr", "ar": "rtl"}[lang]
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0


def test_story_by_arrow_keys(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        page.keyboard.press("ArrowRight")
        expect(page.locator("#panel h2")).to_have_text("Attack")
        expect(page.locator(".panel-head .quiet")).to_have_text("1 of 20")
        page.keyboard.press("ArrowLeft")
        expect(page.locator(".panel-head .quiet")).to_have_text("20 of 20")
        page.keyboard.press("Escape")
        expect(page.locator("#panel")).to_be_hidden()


def test_evidence_of_two_reports(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        page.get_by_role("button", name="Events").click()
        page.locator("#drawer .row", has_text="Remote explosive").click()
        panel = page.locator("#panel")
        expect(panel.locator(".claim")).to_have_count(2)
        assert panel.locator(".toll tbody td").all_inner_texts() == ["13", "14", "14"]
        arabic = panel.locator("blockquote[lang=ar]")
        assert arabic.inner_text() == sample.AR_SENTENCE
        assert "".join(arabic.locator(".role-evidence").all_inner_texts()) == "قُتل 13 عنصراً"
        assert arabic.locator(".role-place").inner_text() == "البصيرة"
        assert arabic.evaluate("e => getComputedStyle(e).direction") == "rtl"
        assert panel.locator("a").first.get_attribute("rel") == "noopener noreferrer"
        assert "البصيرة" in panel.locator(".other-name").first.inner_text()
        rows = panel.locator(".by-source tbody tr")
        assert rows.all_inner_texts() == ["River Wire\t1\t14", "وكالة الضفة\t1\t13"]


def test_arabic_page_speaks_arabic_of_titles_and_actors(sample: ModuleType, opened: Opened) -> None:
    one = sample.incident(
        "hasakah", "Battles", "Armed clash", "2019-03-05", sample.short("SDF clashed."), actor1="SDF", actor2="Some band",
        admin1="Al-Hasakah", place_kind="city",
    )  # fmt: skip
    with opened(render(Layers(incidents=[one]), title="Reported incidents and movements", lang="ar")) as page:
        assert page.locator("h1").inner_text() == page.title() == "حوادث وتنقلات كما وردت في التقارير"
        page.keyboard.press("ArrowLeft")
        facts = page.locator("#panel .facts").inner_text()
        assert "قوات سوريا الديمقراطية (قسد)" in facts
        assert "Some band" in facts
        assert "مدينة · الحسكة" in facts
        page.locator("#top input").fill("قسد")
        expect(page.locator("#top p")).to_have_text(re.compile("^حادث واحد "))
        page.locator(".language").click()
        expect(page).to_have_title("Reported incidents and movements")
    with opened(render(Layers(incidents=[one]), title="Chosen", lang="ar")) as page:
        assert page.locator("h1").inner_text() == "Chosen"


def test_a_press_counts_although_the_page_is_to_be_counted_anew_meanwhile(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        page.locator("#top input").fill("no such word")
        page.locator(".language").hover()
        page.mouse.down()
        page.wait_for_timeout(400)  # longer than the page waits for another letter
        page.mouse.up()
        expect(page.locator("html")).to_have_attribute("lang", "ar")
        page.locator(".language").click()
        expect(page.locator("#top p")).to_contain_text("0 incidents")


def test_filters_drive_counts(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        summary = page.locator("#top p")
        expect(summary).to_have_text(re.compile("^14 incidents · 6 movements"))
        page.get_by_label("Battles").uncheck()
        expect(summary).to_have_text(re.compile("^10 incidents"))
        page.get_by_label("without a date").uncheck()
        expect(summary).to_have_text(re.compile("^9 incidents · 4 movements"))
        page.locator(".handle.from").focus()
        for _ in range(12):
            page.keyboard.press("ArrowRight")
        expect(summary).to_have_text(re.compile("^2 incidents · 0 movements"))
        page.locator("#top input").fill("الباغوز قصفت")
        expect(summary).to_have_text(re.compile("^1 incident "))


def test_click_on_the_map_opens_what_is_there(sample: ModuleType, opened: Opened) -> None:
    one = sample.incident(
        "hasakah", "Protests", "Peaceful protest", "2019-03-05", sample.short("Families gathered in Hasakah.")
    )
    with opened(render(Layers(incidents=[one]), title="One")) as page:
        spot = page.evaluate(
            "() => { const p = map_geomap.latLngToContainerPoint([36.502, 40.748]); return [p.x, p.y]; }"
        )
        page.mouse.click(*spot)
        expect(page.locator("#panel h2")).to_have_text("Peaceful protest")


SEAM = """() => {
  map_geomap.setView([38, 37], 7, { animate: false }); // the fine part begins at 35 degrees, on land
  const canvas = document.querySelector('.leaflet-geomap-base-pane canvas');
  const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const dots = new Uint32Array(data.buffer);
  let worst = 0;
  for (let x = 1; x < width - 1; x++) {
    let [plain, odd] = [0, 0];
    for (let i = x; i < dots.length; i += width) {
      if (dots[i - 1] !== dots[i + 1]) continue;
      plain++;
      if (dots[i] !== dots[i - 1]) odd++;
    }
    worst = Math.max(worst, odd / plain);
  }
  return worst;
}"""


def test_where_the_fine_base_map_begins_no_seam_is_seen(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        assert page.evaluate(SEAM) < 0.1


def test_the_map_is_drawn_once_in_the_room_that_the_time_bar_leaves(sample: ModuleType, opened: Opened) -> None:
    count = "(() => { const clear = CanvasRenderingContext2D.prototype.clearRect; window.drawn = 0; CanvasRenderingContext2D.prototype.clearRect = function (...box) { window.drawn++; clear.apply(this, box); }; })();"
    html = page_of(sample).replace("<script>", f"<script>{count}", 1)
    with opened(html, bypass_csp=True) as page:
        page.wait_for_timeout(300)  # whoever draws once more has done so by now
        assert page.evaluate("window.drawn") == 2  # the ground and the events
        assert page.evaluate("map_geomap.getSize().y === map_geomap.getContainer().clientHeight")


def test_not_on_the_map(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        page.get_by_role("button", name="Not on the map").click()
        for summary in page.locator("#drawer summary").all():
            summary.click()
        expect(page.locator("#drawer li")).to_have_count(10)
        text = page.locator("#drawer").inner_text()
        for needle in ("Armed clash the two fronts", "Daman", "تل الشاعر", "notes.txt", "empty file"):
            assert needle in " ".join(text.split()), needle


def test_language_switch(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        page.keyboard.press("ArrowRight")
        page.get_by_role("button", name="العربية").click()
        expect(page.locator("html")).to_have_attribute("lang", "ar")
        expect(page.locator("#legend summary")).to_have_text(re.compile("^مفتاح الخريطة"))
        expect(page.locator("#panel h2")).to_have_text("اعتداء")


def test_online_layers_load_only_when_chosen(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample), network=True) as page:
        assert page.asked == []
        page.locator(".leaflet-control-layers").hover()
        with page.expect_request("https://tile.openstreetmap.org/**"):
            page.get_by_text("OpenStreetMap").click()
        assert all(url.startswith("https://tile.openstreetmap.org/") for url in page.asked)
        expect(page.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap contributors")


CASES: dict[str, Layers] = {
    "nothing": Layers(),
    "one event": Layers(incidents=[point(40.9, 34.4, event_type="Battles", date_start="2019-03-03")]),
    "all at one point": Layers(incidents=[point(40.9, 34.4, event_type="Riots", killed_best=i) for i in range(300)]),
    "no fields": Layers(
        incidents=[point(0, 0), {"type": "Feature", "geometry": None, "properties": {}}], movements=[point(1, 1)]
    ),
    "everywhere": Layers(
        incidents=[point(i % 360 - 180, i // 360 * 2 - 85, event_type="Riots") for i in range(30_000)]
    ),
    "edges of the world": Layers(incidents=[point(180, 0), point(-180, 10), point(0, 90), point(10, -90)]),
    "outside the fine base map": Layers(incidents=[point(30.5, 50.4, event_type="Battles"), point(30.6, 50.5)]),
    "only a place": Layers(incidents=[{"type": "Feature", "geometry": None, "properties": {"place": "Hajin"}}]),
    "odd types": Layers(
        incidents=[point(i % 50, i % 40, event_type=f"kind {i}", date_start="soon") for i in range(10_000)]
    ),
    "prototype names": Layers(
        incidents=[point(1, 1, event_type="constructor", sub_event_type="__proto__", relation="toString")]
    ),
    "two thousand": Layers(
        incidents=[
            point(
                36 + i % 97 / 12,
                33 + i % 61 / 17,
                event_type="Battles",
                date_start=f"2019-{1 + i % 12:02}-{1 + i % 28:02}",
                killed_best=i % 40,
            )
            for i in range(2000)
        ]
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_edges(opened: Opened, name: str) -> None:
    with opened(render(CASES[name], title=name)) as page:
        page.keyboard.press("ArrowRight")
        page.get_by_role("button", name="Events").click()
        expect(page.locator("#top h1")).to_have_text(name)
        if name not in {"nothing", "only a place"}:
            assert page.evaluate(INK) > 100
        if name != "nothing":
            expect(page.locator("#drawer .row").first).to_be_visible()


def test_the_map_opens_across_the_antimeridian(opened: Opened) -> None:
    fiji = Layers(incidents=[point(179.3, -16.5, event_type="Protests"), point(-179.9, -17.1, event_type="Protests")])
    with opened(render(fiji, title="Fiji")) as page:
        assert page.evaluate("map_geomap.getZoom()") >= 7
        assert page.evaluate(INK) > 100
        west, _, east, _ = map(float, page.evaluate("map_geomap.getBounds().toBBoxString()").split(","))
        assert west < 179.3
        assert east > 180.1


def test_the_map_opens_from_pole_to_pole(opened: Opened) -> None:
    with opened(render(CASES["edges of the world"], title="Poles")) as page:
        _, south, _, north = map(float, page.evaluate("map_geomap.getBounds().toBBoxString()").split(","))
        assert south < -85
        assert north > 85


def test_title_of_a_megabyte(opened: Opened) -> None:
    html = render(Layers(), title="عنوان طويل " * 95_000)
    assert len(re.search("<title>(.*?)</title>", html, re.DOTALL)[1]) <= 200
    with opened(html) as page:
        assert page.locator("#top").bounding_box()["height"] < 300


def test_folium_elements_can_be_added(sample: ModuleType, opened: Opened) -> None:
    layers = sample.layers()
    chart = Map(layers, title="With a circle")
    folium.Circle([35.3, 40.1], radius=20_000, tooltip="A circle").add_to(chart)
    with opened(chart.get_root().render()) as page:
        expect(page.locator("path.leaflet-interactive")).to_have_count(1)
    Fullscreen().add_to(chart)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', chart.get_root().render())
    assert policy
    assert "Control.FullScreen.min.js" in policy[1]


STAND_IN = "window.$ = html => { const box = document.createElement('template'); box.innerHTML = html.trim(); return [box.content.firstChild]; };"
ICONS = "L.AwesomeMarkers = { icon: () => L.divIcon({ className: 'awesome' }) };"


def test_markers_with_popups_and_icons_can_be_added(sample: ModuleType, opened: Opened) -> None:
    chart = Map(SimpleNamespace(layers=sample.layers()))
    folium.Marker([35.3, 40.1], popup="A <b>popup</b>", icon=folium.Icon(color="red")).add_to(chart)
    linked = chart.get_root().render()
    addresses = re.findall(r"""<(?:script|link)[^>]*(?:src|href)=["'](https://[^"']+)""", linked)
    assert [a for a in addresses if "jquery" in a]
    assert [a for a in addresses if "awesome-markers.js" in a]
    assert not [a for a in addresses if "bootstrap.min" in a or "leaflet@" in a]
    assert "font-src data: https://" in policy_of(linked)
    unlinked = re.sub(r"""<(?:script|link)[^>]*(?:src|href)=["']https://.*""", "", linked)
    local = unlinked.replace("<script>", f"<script>{STAND_IN}</script><script>", 1).replace(
        "var geomap = (", f"{ICONS}\nvar geomap = (", 1
    )
    with opened(re.sub(r"<meta http-equiv=[^>]+>", "", local)) as page:
        page.locator(".awesome").click()
        expect(page.locator(".leaflet-popup-content b")).to_have_text("popup")


def policy_of(html: str) -> str:
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert found
    return found[1]


def test_maps_do_not_share_state(sample: ModuleType) -> None:
    before = render(Layers(), title="x")
    other = Map(sample.layers())
    folium.Circle([35.3, 40.1], radius=20_000).add_to(other)
    other.get_root().render()
    assert render(Layers(), title="x") == before
    assert folium.Map.default_js, "Folium's own maps keep their assets"


def test_notebook_frame(sample: ModuleType, opened: Opened) -> None:
    inner = page_of(sample)
    shell = f'<!DOCTYPE html><html><body><div id="geomap" data-ready></div>{frame(inner)}</body></html>'
    with opened(shell) as page:
        page.frame_locator("iframe").locator("#geomap[data-ready]").wait_for()
        expect(page.frame_locator("iframe").locator("h1")).to_have_text(dataclasses.asdict(sample.layers())["title"])
    assert "<iframe srcdoc=" in Map(sample.layers())._repr_html_()
