"""Finding: names in either script, words of reports, days, months and years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geomap.model import Layers
from geomap.rendering import render

if TYPE_CHECKING:
    from types import ModuleType

    from playwright.sync_api import Page

Opened = "Callable[..., Any]"


def point(lon: float, lat: float, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": properties}


DATED = [
    point(36 + n, 33, place=name, date_start=start, date_end=end)
    for n, (name, start, end) in enumerate(
        [
            ("day", "2024-02-10", "2024-02-10"),
            ("month", "2024-02-01", "2024-02-29"),
            ("year", "2024-01-01", "2024-12-31"),
            ("range", "2023-12-30", "2024-02-10"),
            ("later", "2024-03-02", "2024-03-02"),
        ]
    )
]


@pytest.mark.parametrize("asked", ["الحسكه", "hasaka", "Hasakah", "مظاهرة_"])
def test_search_in_both_scripts(sample: ModuleType, opened: Opened, asked: str) -> None:
    one = sample.incident("hasakah", "Protests", "Peaceful protest", "2019-03-05", sample.short("Families gathered."))
    one["properties"] |= {"place": None}
    other = sample.incident("baghuz", "Battles", "Armed clash", "2019-03-01", sample.short("Troops moved."))
    with opened(render(Layers([one, other]), title="search")) as page:
        page.locator("#top input").fill(asked)
        wanted = "0 incidents" if asked.endswith("_") else "1 incident"
        expect(page.locator("#top p")).to_have_text(re.compile(wanted))


ONLY = {
    "latin": ["Hasakah", "Raqqa", "Deir ez-Zor", "Al-Qamishli", "Ash-Shaddadi", "Jarablus", "Nablus", "Douma", "Hama", "Baghuz"],
    "arabic": ["الموصل", "دير الزور", "خان يونس", "الشدادي", "عفرين", "هجين", "الحديدة", "حماة", "كوباني", "منبج"],
}  # fmt: skip


NAMES = {
    "الحسكه": ["Hasakah"],
    "الحسكة": ["Hasakah"],
    "الرقة": ["Raqqa"],
    "دير الزور": ["Deir ez-Zor", "دير الزور"],
    "القامشلي": ["Al-Qamishli"],
    "الشدّادي": ["Ash-Shaddadi", "الشدادي"],
    "جرابلس": ["Jarablus"],
    "دوما": ["Douma"],
    "duma": ["Douma"],
    "حماه": ["Hama", "حماة"],
    "hama": ["Hama", "حماة"],
    "mosul": ["الموصل"],
    "al-Mawsil": ["الموصل"],
    "Deir-ez-Zor": ["Deir ez-Zor", "دير الزور"],
    "Khan Younis": ["خان يونس"],
    "Efrin": ["عفرين"],
    "hajin": ["هجين"],
    "Hudaydah": ["الحديدة"],
    "Kobane": ["كوباني"],
    "Menbij": ["منبج"],
    "homs": [],
    "حلب": [],
    "called": [],
    "killed": ["Raqqa"],
}


def test_a_name_in_one_script_is_found_by_the_other_and_no_others(opened: Opened) -> None:
    rows = [
        point(30 + n, 33, place=name, quote="Two were hurt.") for n, name in enumerate(ONLY["latin"] + ONLY["arabic"])
    ]
    rows[1]["properties"]["quote"] = "Two were killed at home."
    with opened(render(Layers(incidents=rows), title="names")) as page:
        page.get_by_role("button", name="Events").click()
        for asked, found in NAMES.items():
            asks(page, asked, found)


DAYS = {
    "2024-02": "range year month day",
    "٢٠٢٤-٠٢": "range year month day",
    "2024-02-10": "range year month day",
    "2024-02-20": "year month",
    "2024": "range year month day later",
    "2023": "range",
    "2024-13": "",
    "2024-02 month": "month",
}


def test_a_month_or_a_year_is_searched_as_the_days_it_has(opened: Opened) -> None:
    with opened(render(Layers(incidents=DATED), title="days")) as page:
        page.get_by_role("button", name="Events").click()
        for asked, found in DAYS.items():
            asks(page, asked, found.split())


def asks(page: Page, asked: str, found: list[str]) -> None:
    """Ask, and see the places of the events listed."""
    page.locator("#top input").fill(asked)
    expect(page.locator(".row-text span"), asked).to_have_text(found)


def test_the_period_is_written_as_days_months_or_years_and_kept_in_the_address(opened: Opened) -> None:
    with opened(render(Layers(incidents=DATED), title="days")) as page:
        summary, range_ = page.locator("#top p"), page.locator("#timebar .range")
        page.get_by_role("button", name="Filters").click()
        first, last = (page.get_by_role("textbox", name=name) for name in ("From", "To"))
        first.fill("2024/3")
        first.press("Tab")
        expect(first).to_have_value("2024-03-01")
        expect(summary).to_have_text(re.compile("^2 "))
        last.fill("٢٠٢٤-٠٢")  # before the start: the start goes along
        last.press("Tab")
        expect(first).to_have_value("2024-02-01")
        expect(last).to_have_value("2024-02-29")
        expect(range_).to_have_text("Feb 2024")
        expect(summary).to_have_text(re.compile("^4 "))
        last.fill("2024-02-30")
        last.press("Tab")
        expect(last).to_have_attribute("aria-invalid", "true")
        expect(page).to_have_url(re.compile("from=2024-02-01&to=2024-02-29(&|$)"))
        page.anew(page.url.replace("2024-02-01", "2024-02").replace("2024-02-29", "2024-02"))
        expect(range_).to_have_text("Feb 2024")
        page.get_by_role("button", name="Filters").click()
        last.fill("")
        last.press("Tab")
        expect(last).to_have_value("2024-12-31")


def test_events_of_a_month_say_so(opened: Opened) -> None:
    with opened(render(Layers(incidents=DATED), title="days", lang="ar")) as page:
        page.get_by_role("button", name="الأحداث").click()
        expect(page.locator(".row-date")).to_have_text([
            "30 كانون الأول 2023 – 10 شباط 2024", "2024", "شباط 2024", "10 شباط 2024", "2 آذار 2024",
        ])  # fmt: skip


def test_text_of_reports_is_searched(sample: ModuleType, opened: Opened) -> None:
    with opened(render(sample.layers(), title="search")) as page:
        page.locator("#top input").fill("motorcycle")
        expect(page.locator("#top p")).to_have_text(re.compile("^1 incident · 0 movements"))
        page.locator("#top input").fill("")
        expect(page.locator("#top p")).to_have_text(re.compile("^14 incidents"))
