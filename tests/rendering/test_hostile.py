"""Text from outside is hostile: it must neither run, nor break the build, nor escape from its place."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from geomap import store
from geomap.model import Layers
from geomap.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

ATTACKS = [
    "{{ [].__class__.__mro__ }}",
    "{{ 7 * 191 }}",
    "{% raw %}",
    "{% for x in y %}",
    "{# never closed",
    "</script><script>window.hacked = 1</script>",
    "</title><script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    '"><svg onload="window.hacked = 1">',
    "<!--<script>",
    "@POLICY@",
    "\u202egnihtemos\u202c \u2066\u2067 \u200f",
    "`${window.hacked = 1}`",
    "\x00\x01 null \ud800 lone surrogate",
]


def layers(sample: ModuleType, text: str) -> Layers:
    claim = {
        "report": text, "outlet": text, "title": text, "url": f"javascript:window.hacked=1//{text}", "language": text,
        "quote": text, "start": 0, "end": len(text), "sentence": text, "sentence_start": 0, "marks": [[0, 3, text], [2, 99, "place"], ["x", None, "date"]],
        "rule": text, "place_text": text, "date_text": text, "published": text, "killed": text,
    }  # fmt: skip
    incident = sample.incident("baghuz", text, text, "2019-03-03", [claim], place=text, place_ar=text, actor1=text, actor2=text, admin1=text,
                               place_kind=text, relation=text, modality=text, date_text=text, killed_best=text, where_prec=text, radius_m=text)  # fmt: skip
    undated = sample.incident(None, text, text, text, [claim], place_text=text)
    move = sample.movement(
        text, "baghuz", [], "hol", "2019-03-03", quantifier=text, unit=text, count=text, claims=[claim]
    )
    move["properties"]["origin"] |= {"name": text, "name_ar": text, "text": text}
    place = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [40.9, 34.4]},
        "properties": {"name": text, "name_ar": text, "kind": text},
    }
    row = {"surface": text, "reason": text, "sentence": text, "report": text, "count": text}
    report = {"id": text, "title": text, "outlet": text, "url": "data:text/html,<script>1</script>", "published": text}
    names = ("id", "report", "layer", "sub_event_type", "group", "place", "place_ar", "place_text", "origin", "origin_ar",
             "destination", "date_start", "date_end", "date_text", "confidence", "quote")  # fmt: skip
    told: dict[str, Any] = dict.fromkeys(names, text)
    doubtful = [told, told | {"layer": "movements"}, told | {"date_start": None, "confidence": 0.3, "place": None}]
    rejected = [{"name": text, "reason": text}]
    return Layers([incident, undated], [move], [], [place], [report], [row], rejected, doubtful=doubtful, title=text)


@pytest.mark.parametrize(("text", "lang"), [(text, ("en", "ar")[n % 2]) for n, text in enumerate(ATTACKS)])
def test_attack(sample: ModuleType, opened: Callable[..., Any], text: str, lang: str) -> None:
    html = render(layers(sample, text), title=text, lang=lang)
    html.encode()
    assert "1337" not in html.split("<title>")[1].split("</title>")[0]
    with opened(html) as page:
        for _ in range(3):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(50)
        page.locator("#top .buttons button").first.click()
        for tab in range(5):
            page.locator(".tabs [role=tab]").nth(tab).click()
            for summary in page.locator(".doubtful summary").all():
                summary.click()
                page.locator(".doubtful li").nth(2).wait_for()
        assert page.evaluate("window.hacked") is None
        assert page.locator("script:not([type='text/plain'])").count() == 3
        assert page.locator("a[href]:not([href^='http'], [href='#'])").count() == 0
        assert page.locator("#geomap img, #geomap svg").count() == 0


def test_a_hostile_table_and_gazetteer(tmp_path: Path, opened: Callable[..., Any]) -> None:
    file = tmp_path / "events.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(
            [
                "id",
                "event_type",
                "place",
                "lat",
                "lon",
                "date",
                "actor1",
                "source",
                "notes",
                "{{ 7 * 191 }}",
                "</script>",
            ]
        )
        for n, text in enumerate(ATTACKS[:-1]):
            rows.writerow([text, text, text, 34 + n / 10, 40, "2019-03-03", text, text, text, text, text])
    data = store.load(file)
    places = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [40, 34]},
            "properties": dict.fromkeys(("id", "name", "name_ar", "kind", "source", "pcode"), text),
        }
        for text in ATTACKS
    ]
    with opened(render(Layers(data.incidents, places=places), title=ATTACKS[5])) as page:
        for _ in range(len(ATTACKS)):
            page.keyboard.press("ArrowRight")
        page.locator("#panel .claim").wait_for()
        assert page.evaluate("window.hacked") is None
        assert page.locator("script:not([type='text/plain'])").count() == 3
        assert page.locator("#geomap img, #geomap svg").count() == 0


def test_text_is_shown_as_it_is(sample: ModuleType, opened: Callable[..., Any]) -> None:
    text = "<b>{{ 7 * 191 }}</b> & 'x' \"y\""
    with opened(render(layers(sample, text), title=text)) as page:
        assert page.locator("h1").inner_text() == text
        assert page.title() == text
        page.keyboard.press("ArrowRight")
        assert page.locator("#panel blockquote").inner_text() == text


def test_offsets_count_characters_not_utf16_units(sample: ModuleType, opened: Callable[..., Any]) -> None:
    sentence = "🔥🔥 وقع انفجار في البصيرة 🔥 أمس"
    claim = sample.claim("cells", sentence, "انفجار", [("البصيرة", "place"), ("انفجار", "trigger")])
    incident = sample.incident("busayra", "Battles", "Armed clash", "2019-03-03", [claim])
    with opened(render(Layers([incident], reports=sample.REPORTS), title="x")) as page:
        page.keyboard.press("ArrowRight")
        assert page.locator("mark.role-place").inner_text() == "البصيرة"
        assert page.locator("mark.role-evidence").inner_text() == "انفجار"


@pytest.mark.parametrize("text", ["T" * 1_000_000, "كلمة " * 200_000])
def test_a_megabyte_in_one_field_is_not_laid_out(sample: ModuleType, opened: Callable[..., Any], text: str) -> None:
    data = layers(sample, text)
    longest = "() => [...document.querySelectorAll('#geomap *')].flatMap((e) => [...e.childNodes]).filter((n) => n.nodeType === 3).map((n) => n.data.length).reduce((a, b) => Math.max(a, b), 0)"
    with opened(render(data, title=text)) as page:
        assert page.locator("h1").inner_text() == text[:300] + "…"
        page.locator("#top .buttons button").first.click()
        for tab in range(5):
            page.locator(".tabs [role=tab]").nth(tab).click()
            for summary in page.locator(".doubtful summary").all():
                summary.click()
                page.locator(".doubtful li").nth(2).wait_for()
            assert page.evaluate(longest) < 2100
        page.locator("#drawer .close").click()
        page.keyboard.press("ArrowRight")
        page.locator("#panel .claim").wait_for()
        assert page.evaluate(longest) < 10_100
