"""What the map does not show, each kind counted apart, and what becomes of events without a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geomap.model import Layers
from geomap.rendering import render

if TYPE_CHECKING:
    from types import ModuleType

Opened = "Callable[..., Any]"
NAMES = [
    {"surface": "Hasaka", "count": 1, "report": "a", "sentence": "In Hasaka.", "reason": "several places fit"},
    {
        "surface": "Daman",
        "count": 4,
        "report": "a",
        "sentence": "In Daman.",
        "reason": "no place of this name is known",
    },
    {"surface": "Raqqat", "count": 1, "report": "a", "sentence": "In Raqqat.", "reason": "no place fits well enough"},
]


def page_of(sample: ModuleType, **more: Any) -> str:
    events = [
        sample.incident("baghuz", "Battles", "Armed clash", "2019-03-01", []),
        sample.incident("hasakah", "Battles", "Armed clash", "2019-03-09", []),
        sample.incident("hasakah", "Protests", "Peaceful protest", None, []),
        sample.incident("subha", "Protests", "Peaceful protest", None, []),
        sample.incident(None, "Battles", "Armed clash", "2019-03-02", [], place_text="the two fronts"),
    ]
    rejected = [{"name": "notes.txt", "reason": "empty file"}]
    return render(Layers(events, unresolved=NAMES, rejected=rejected), title="missing", **more)


def test_the_panel_counts_each_kind_apart_and_the_button_events(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        button = page.get_by_role("button", name="Not on the map")
        assert button.locator(".badge").inner_text() == "1"
        assert "1 file or row not read" in page.locator("#top p").inner_text()
        button.click()
        expect(page.locator("#drawer details h2")).to_have_text([
            "1 event has no place",
            "2 place names not found",
            "1 place name fits several places",
            "1 file or row not read, or not in full",
            "2 events have no date",
        ])  # fmt: skip
        assert page.locator("#drawer li").count() == 0
        missing = page.locator("#drawer details", has_text="place names not found")
        missing.locator("summary").click()
        expect(missing.locator("li b")).to_have_text(["Daman", "Raqqat"])


def test_every_event_with_a_place_is_said_to_have_one(sample: ModuleType, opened: Opened) -> None:
    placed = [sample.incident("baghuz", "Battles", "Armed clash", "2019-03-01", [])]
    for names in (NAMES, []):
        with opened(render(Layers(placed, unresolved=names), title="placed")) as page:
            button = page.get_by_role("button", name="Not on the map")
            assert button.locator(".badge").count() == 0  # names are no events
            button.click()
            told = page.locator("#drawer .drawer-body > p").all_inner_texts()
            assert told == (
                [] if names else ["Every event has a place on the map."]
            )  # not over a list of what is lacking


def test_the_undated_are_on_the_map_and_the_time_filter_says_what_it_does(sample: ModuleType, opened: Opened) -> None:
    with opened(page_of(sample)) as page:
        shown = page.locator("#top p")
        expect(shown).to_contain_text("5 incidents")
        page.get_by_role("button", name="Filters").click()
        boxes = page.get_by_label("also 2 without a date")
        expect(boxes).to_have_count(2)  # at the time bar, and where the period is written
        page.get_by_label("From", exact=True).first.fill("2019-03-05")
        page.get_by_label("From", exact=True).first.press("Enter")
        expect(shown).to_contain_text("3 incidents")
        boxes.first.uncheck()
        expect(shown).to_contain_text("1 incident ")
        expect(boxes.last).not_to_be_checked()
        page.get_by_role("tab", name="Not on the map").click()
        section = page.locator("#drawer details", has_text="2 events have no date")
        expect(section).to_contain_text("Left out now")
        section.locator("summary").click()
        section.get_by_label("also 2 without a date").check()
        expect(shown).to_contain_text("3 incidents")
        expect(section).to_contain_text("On the map all the same")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_section_is_opened_by_keys_and_keeps_open_and_focused(sample: ModuleType, opened: Opened, lang: str) -> None:
    with opened(page_of(sample, lang=lang)) as page:
        page.locator("#top .buttons button").nth(2).click()
        page.locator("#drawer summary").first.focus()
        page.keyboard.press("Enter")
        row = page.locator("#drawer details").first.locator("button.row")
        expect(row).to_be_visible()
        row.focus()
        page.keyboard.press("Enter")  # chooses the event: the list is written anew
        expect(page.locator("#panel")).to_be_visible()
        expect(row).to_be_focused()
