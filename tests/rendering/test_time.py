"""The time bar where few events lie far from all others: they share one step, the others keep the width."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geomap.model import Layers
from geomap.rendering import render

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opened = "Callable[..., Any]"
FIRST = dt.date(2019, 2, 1)


def event(day: str, last: str | None = None) -> dict[str, Any]:
    return {
        "type": "Feature", "geometry": {"type": "Point", "coordinates": [40.9, 34.4]},
        "properties": {"event_type": "Battles", "date_start": day, "date_end": last or day},
    }  # fmt: skip


def page_of(*far: dict[str, Any], n: int = 40, lang: str = "en") -> str:
    """A map of one event a day from 1 February 2019 on, and of some that lie far off."""
    near = [event(str(FIRST + dt.timedelta(days=k))) for k in range(n)]
    return render(Layers([*near, *far]), title="time", lang=lang)


# Whether the bars are drawn as wide as they stand.
DRAWN = """() => {
  const canvas = document.querySelector(".histogram");
  const width = canvas.getBoundingClientRect().width * devicePixelRatio;
  return width > 0 && Math.abs(canvas.width - width) < 1;
}"""


def bars(page: Page) -> list[int]:
    """The columns of pixels in which bars stand, in hundredths of the width."""
    page.until(DRAWN)
    return page.evaluate("""() => {
      const canvas = document.querySelector(".histogram");
      const { data, width, height } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const found = new Set();
      const foot = Math.round((43.5 / canvas.clientHeight) * height) - 1; // just over the line on which bars stand
      for (let x = 0; x < width; x++) if (data[(foot * width + x) * 4 + 3]) found.add(Math.floor((100 * x) / width));
      return [...found];
    }""")


WRITTEN = """() => {
  const { fillText } = CanvasRenderingContext2D.prototype;
  window.written = [];
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    if (this.canvas.className === "histogram") written.push([text, x, this.measureText(text).width / 2]);
    return fillText.call(this, text, x, y);
  };
}"""


def days_along(page: Page, width: int) -> list[str]:
    """What is written along the time bar of a window so wide, in order; nothing may cover another, or be cut off."""
    page.evaluate("window.written = []")
    page.set_viewport_size({"width": width, "height": 800})
    page.until(f"written.length > 0 && ({DRAWN})()")
    told = page.evaluate("written")
    last = sorted(told[max(k for k, row in enumerate(told) if row[0] == told[0][0]) :], key=lambda row: row[1])
    wide = page.evaluate("document.querySelector('.histogram').clientWidth")
    assert all(x - half >= -1 and x + half <= wide + 1 for _, x, half in last)
    assert all(a[1] + a[2] < b[1] - b[2] for a, b in itertools.pairwise(last))
    return [text for text, _, _ in last]


@pytest.mark.parametrize(
    ("days", "lang", "first"),
    [
        (["2019-03-01", "2019-03-11"], "en", "1 Mar"),
        (["2019-03-01", "2019-03-11"], "ar", "1 آذار"),
        (["2019-12-28", "2020-01-03"], "en", "28 Dec"),
        (["2019-01-15", "2019-11-20"], "en", None),
        (["2014-06-10", "2019-03-23"], "ar", None),
        (["1800-01-01", "2019-03-23"], "en", None),
    ],
)
def test_days_are_written_along_the_time_bar_on_any_width(
    opened: Opened, days: list[str], lang: str, first: str | None
) -> None:
    with opened(render(Layers([event(day) for day in days]), title="time", lang=lang)) as page:
        page.evaluate(WRITTEN)
        counts = []
        for width in (1401, 1024, 700, 390, 320):
            told = days_along(page, width)
            assert len(told) > 1, (width, told)
            assert first in (None, *told), (width, told)
            counts.append(len(told))
        assert counts[0] >= counts[-1]
        assert counts[0] > 4


def test_a_single_day_is_written(opened: Opened) -> None:
    with opened(render(Layers([event("2019-03-01")]), title="time")) as page:
        page.evaluate(WRITTEN)
        assert days_along(page, 390) == ["1 Mar"]


def test_one_event_far_before_does_not_squeeze_the_others(opened: Opened) -> None:
    with opened(page_of(event("2018-12-01", "2018-12-31"))) as page:
        summary, period = page.locator("#top p"), page.locator("#timebar .range")
        expect(page.locator(".edge.early")).to_have_text("before 1 Feb 2019")
        expect(page.locator(".edge.late")).to_have_text("")
        expect(period).to_have_text("1 Dec 2018 – 12 Mar 2019")
        assert len(bars(page)) > 90  # forty of a hundred days before
        page.locator(".handle.from").focus()
        page.keyboard.press("ArrowRight")
        expect(period).to_have_text("1 Feb 2019 – 12 Mar 2019")
        expect(summary).to_have_text(re.compile("^40 incidents"))
        page.keyboard.press("ArrowRight")
        expect(period).to_have_text("2 Feb 2019 – 12 Mar 2019")
        for _ in range(2):
            page.keyboard.press("ArrowLeft")
        expect(summary).to_have_text(re.compile("^41 incidents"))
        expect(page.locator(".handle.from")).to_have_attribute("aria-valuetext", "1 Dec 2018")
        page.locator(".handle.to").focus()
        page.keyboard.press("Home")  # only what lies before
        expect(summary).to_have_text(re.compile("^1 incident "))
        expect(period).to_have_text("1 Dec 2018 – 31 Jan 2019")


def test_one_event_far_after(opened: Opened) -> None:
    with opened(page_of(event("2021-05-01"), lang="ar")) as page:
        expect(page.locator(".edge.early")).to_have_text("")
        expect(page.locator(".edge.late")).to_have_text("بعد 12 آذار 2019")
        assert len(bars(page)) > 90
        page.locator(".handle.to").focus()
        page.keyboard.press("ArrowRight")  # back: time runs from right to left
        expect(page.locator("#timebar .range")).to_have_text("1 شباط 2019 – 12 آذار 2019")
        page.keyboard.press("ArrowLeft")
        expect(page.locator("#timebar .range")).to_have_text("1 شباط 2019 – 1 أيار 2021")


@pytest.mark.parametrize(
    "far",
    [
        [],
        [event("2019-01-28")],  # not far
        [event("2018-12-01")] * 12,  # not few
        [event(f"{year}-01-01") for year in range(2000, 2019)],  # as many years as there are events
    ],
)
def test_what_is_not_far_or_not_few_keeps_its_days(opened: Opened, far: list[dict[str, Any]]) -> None:
    with opened(page_of(*far)) as page:
        expect(page.locator(".edge")).to_have_text(["", ""])


def test_both_ends_may_be_cut_whatever_the_distance(opened: Opened) -> None:
    far = [event("0622-01-01"), event("1990-01-01"), event("9999-12-31")]
    with opened(page_of(*far, n=400)) as page:
        expect(page.locator(".edge")).to_have_text(["before 1 Feb 2019", "after 6 Mar 2020"])
        assert len(bars(page)) > 90
        page.locator(".handle.from").focus()
        page.keyboard.press("ArrowRight")
        page.locator(".handle.to").focus()
        page.keyboard.press("ArrowLeft")
        expect(page.locator("#timebar .range")).to_have_text("1 Feb 2019 – 6 Mar 2020")
        expect(page.locator("#top p")).to_have_text(re.compile("^400 incidents"))
        expect(page).to_have_url(re.compile("to=2020-03-06"))
        page.reload()
        page.wait_for_selector("#geomap[data-ready]", state="attached")
        expect(page.locator("#timebar .range")).to_have_text("1 Feb 2019 – 6 Mar 2020")


def test_a_day_written_inside_the_shared_step_stays_as_written(opened: Opened) -> None:
    with opened(page_of(event("2018-12-01"), event("2018-12-20"), n=90)) as page:
        page.get_by_role("button", name="Filters").click()
        page.get_by_label("From", exact=True).first.fill("2018-12-10")
        page.get_by_label("From", exact=True).first.press("Enter")
        expect(page.locator("#top p")).to_contain_text("91 incidents")
        page.locator(".handle.to").focus()
        page.keyboard.press("ArrowLeft")
        expect(page.locator("#timebar .range")).to_have_text(re.compile("^10 Dec 2018 – "))
        expect(page.locator("#top p")).to_contain_text("90 incidents")


def test_a_handle_is_dragged_into_the_shared_step_and_out(opened: Opened) -> None:
    with opened(page_of(event("2018-12-01"))) as page:
        period, box = page.locator("#timebar .range"), page.locator(".track").bounding_box()
        y = box["y"] + 52
        page.mouse.move(box["x"], y)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 2, y, steps=8)
        expect(period).to_have_text(re.compile("^(19|20) Feb 2019"))  # the middle, by a pixel or two
        for x in (6, 4, 2, 0):  # and pixel by pixel it stays there
            page.mouse.move(box["x"] + x, y)
            expect(period).to_have_text(re.compile("^1 Dec 2018"))
        page.mouse.up()


def test_playing_takes_the_shared_step_at_once(opened: Opened) -> None:
    with opened(page_of(event("2009-12-01"))) as page:
        page.locator(".handle.to").focus()
        page.keyboard.press("Home")
        for n in (1, 2, 3):
            page.get_by_role("button", name="One step on").click()
            expect(page.locator("#timebar .range")).to_have_text(f"1 Dec 2009 – {n} Feb 2019")


# A year of days: playing through it lasts longer than any click waits.
YEAR = Layers([event(f"2019-{n // 28 + 1:02}-{n % 28 + 1:02}") for n in range(12 * 28)])


def test_playing_moves_the_range(opened: Opened) -> None:
    with opened(render(YEAR, title="year")) as page:
        whole = page.locator(".range").inner_text()
        page.get_by_role("button", name="Play", exact=True).click()
        expect(page.locator(".range")).not_to_have_text(whole)
        page.get_by_role("button", name="Pause").click()
        paused = page.locator(".range").inner_text()
        page.get_by_role("button", name="One step on").click()
        expect(page.locator(".range")).not_to_have_text(paused)
        page.get_by_role("button", name="Speed").click()
        expect(page.locator(".pace")).to_have_text("2×")


def test_playing_starts_where_the_range_was_chosen(opened: Opened) -> None:
    with opened(render(YEAR, title="year")) as page:
        move = "([name, by]) => { const e = document.querySelector(`.handle.${name}`); e.value = Number(e.value) + by; e.dispatchEvent(new Event('input')); }"
        page.evaluate(move, ["from", 3])
        whole = page.locator(".range").inner_text()
        page.get_by_role("button", name="Play", exact=True).click()
        expect(page.locator(".range")).not_to_have_text(whole)
        page.get_by_role("button", name="Pause").click()
        assert page.locator(".range").inner_text().split(" – ")[0] == whole.split(" – ")[0]
        page.evaluate(move, ["to", 999])
        page.evaluate(move, ["from", 5])
        window = page.locator(".range").inner_text()
        page.get_by_role("button", name="One step on").click()
        expect(page.locator(".range")).to_have_text(window)


def test_time_runs_leftward_in_arabic(opened: Opened) -> None:
    with opened(page_of(lang="ar")) as page:
        assert page.locator(".play").inner_text() == "◄"
