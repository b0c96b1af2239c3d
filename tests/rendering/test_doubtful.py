"""Claims too doubtful to be drawn: a closed list beside the map, for those who ask, and no part of the map."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geomap.model import Layers
from geomap.rendering import render
from geomap.rendering.payload import payload

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    Opened = Callable[..., Any]

NOTE = "Words of an event or a movement that more likely tell of the past"


def claims(count: int, **more: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": f"d-{n}", "report": "r", "layer": "incidents", "sub_event_type": "Armed clash", "place": f"Town {n}",
            "date_start": "2019-03-03", "date_end": "2019-03-05", "confidence": n % 350 / 1000, "quote": f"Claim {n}.", **more,
        }
        for n in range(count)
    ]  # fmt: skip


def test_the_list_is_closed_and_opens_by_keys_from_the_legend(sample: ModuleType, opened: Opened) -> None:
    layers = sample.layers()
    with opened(render(layers, title="x")) as page:
        assert page.locator(".doubtful").count() == 0
        page.get_by_role("button", name="2 doubtful claims not drawn").focus()
        page.keyboard.press("Enter")
        expect(page.locator("[role=tab][aria-selected=true]")).to_have_text(re.compile("^Not on the map"))
        expect(page.locator(".doubtful summary")).to_be_focused()
        expect(page.locator(".doubtful p").first).to_have_text(re.compile(f"^{NOTE}"))
        expect(page.locator(".doubtful li")).to_have_count(2)
        first, second = page.locator(".doubtful li").all()
        assert first.locator("b").inner_text() == "Armed clash"
        for told in (
            "Hasakah",
            "1 Mar 2019",
            "ويذكر أهالي الحسكة اشتباكات قديمة في المدينة.",
            "chance 34 %",
            "قصف ليلي على آخر جيب",
        ):
            assert told in first.inner_text()
        assert first.locator("a").get_attribute("href") == "https://news.example/night"
        for told in (
            "Civilians Baghuz → unknown",
            "two years ago",
            "Two years ago families had left Baghuz on foot.",
            "chance 21 %",
        ):
            assert told in second.inner_text()
        page.keyboard.press("Enter")
        expect(second).to_be_hidden()


def test_the_tab_shows_it_closed_and_it_stays_as_it_is(sample: ModuleType, opened: Opened) -> None:
    with opened(render(sample.layers(), title="x")) as page:
        page.get_by_role("button", name="Not on the map").click()
        summary = page.locator(".doubtful summary")
        assert summary.inner_text() == "2 doubtful claims not drawn"
        assert not page.locator(".doubtful li").count()
        summary.focus()
        page.keyboard.press("Space")
        expect(page.locator(".doubtful li")).to_have_count(2)
        page.locator("#top input").fill("Busayra")
        expect(page.locator("#top p")).to_contain_text("3 incidents")
        expect(page.locator(".doubtful li")).to_have_count(2)
        expect(page.locator(".doubtful li").first).to_be_visible()


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_it_is_read_in_arabic_too(sample: ModuleType, opened: Opened, size: str) -> None:
    with opened(render(sample.layers(), title="x", lang="ar"), size=size) as page:
        page.locator("#top .buttons button").nth(2).click()
        page.locator(".doubtful summary").click()
        expect(page.locator(".doubtful li")).to_have_count(2)
        first, second = page.locator(".doubtful li").all()
        assert page.locator(".doubtful summary").inner_text() == "قراءتان مشكوك فيهما لم تُرسما"
        for told in ("اشتباك مسلح", "الحسكة", "1 آذار 2019", "احتمال الصحة 34 %"):
            assert told in first.inner_text()
        assert "الباغوز ← غير معروف" in second.inner_text()
        sides = "e => [...e.querySelectorAll('p')].map((p) => getComputedStyle(p).direction)"
        assert [line.evaluate(sides)[0] for line in (first, second)] == ["rtl", "ltr"]
        assert page.evaluate("document.querySelector('.drawer-body').scrollWidth <= innerWidth")
        if size == "desktop":
            page.locator(".language").click()
            expect(page.locator(".doubtful li").first).to_contain_text("chance 34 %")


def test_without_doubtful_claims_nothing_speaks_of_them(opened: Opened) -> None:
    placed = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [40, 34]},
              "properties": {"event_type": "Battles", "date_start": "2019-03-03"}}  # fmt: skip
    all_placed = "Every event has a place on the map."
    for doubtful in ([], claims(1)):
        with opened(render(Layers([placed], doubtful=doubtful), title="x")) as page:
            assert page.locator("#legend .undrawn").all_inner_texts() == ["1 doubtful claim not drawn"] * len(doubtful)
            page.get_by_role("button", name="Not on the map").click()
            assert page.locator(".doubtful").count() == len(doubtful)
            assert (all_placed in page.locator("#drawer").inner_text()) is (not doubtful)


def test_of_many_the_likeliest_are_listed_when_asked_for(opened: Opened) -> None:
    layers = Layers(doubtful=claims(1700), reports=[{"id": "r", "title": "One report"}])
    with opened(render(layers, title="x")) as page:
        assert page.locator("#top p").inner_text() == (
            "No incidents or movements were found in the reports. 1,700 doubtful claims not drawn"
        )
        page.get_by_role("button", name="Not on the map").click()
        assert page.locator(".doubtful li").count() == 0
        page.locator(".doubtful summary").click()
        rows = page.locator(".doubtful li")
        expect(rows).to_have_count(501)
        assert rows.last.inner_text() == "+ 1,200"
        chances = [int(t.split()[1]) for t in page.locator(".doubtful .quiet:not(.row-date)").all_inner_texts()[1:-1]]
        assert chances == sorted(chances, reverse=True)
        assert chances[0] == 35
        assert "3 Mar 2019 – 5 Mar 2019" in rows.first.inner_text()


def test_neither_search_nor_filters_nor_what_is_saved_know_them(
    sample: ModuleType, opened: Opened, tmp_path: Path
) -> None:
    layers = sample.layers()
    bare = sample.layers()
    bare.doubtful.clear()
    saved, drawn = [], []
    for data in (layers, bare):
        with opened(render(data, title="x")) as page:
            drawn.append(page.locator("#legend .legend-row").all_inner_texts())
            page.get_by_role("button", name="Save, print").click()
            with page.expect_download() as download:
                page.get_by_role("button", name="GeoJSON").click()
            download.value.save_as(tmp_path / "saved.geojson")
            saved.append(json.loads((tmp_path / "saved.geojson").read_text("utf-8")))
            page.locator("#top input").fill("on foot")
            expect(page.locator("#top p")).to_contain_text("0 incidents · 0 movements")
    assert saved[0] == saved[1]
    assert drawn[0] == drawn[1]


def test_rows_that_are_not_ours_are_listed_too() -> None:
    rows: list[dict[str, Any]] = [{}, {"confidence": "high", "quote": "a"}, {"confidence": 0.2, "extra": object()}]
    told = payload(Layers(doubtful=rows), title="x", lang="en").head["doubtful"]
    assert told == {"count": 3, "rows": [{"confidence": 0.2}, {}, {"confidence": "high", "quote": "a"}]}
