"""Reading leaves nothing for the collector of cycles, which need not run meanwhile."""

from __future__ import annotations

import gc
import json
from datetime import date
from pathlib import Path

from geomap.model import Gazetteer, Report
from geomap.pipeline import parse
from geomap.places import load_gazetteer

CASES = Path(__file__).parents[1] / "cases" / "reports_fr.jsonl"
TEXTS = {
    "ar": "قُتل سبعة جنود في هجوم على حاجز في الضالع أمس. ونزحت مئتا عائلة من خان شيخون إلى إدلب بعد غارات على سوقها.",
    "en": "A car bomb killed four people in Manbij on Monday. Some 200 families fled from Khan Shaykhun to Idlib.",
}


def test_reading_makes_no_cycles() -> None:
    gazetteer = load_gazetteer()
    french = [json.loads(line)["text"] for line in CASES.read_text("utf-8").splitlines()]
    texts = [*TEXTS.items(), *(("fr", text) for text in french)]
    reports = [Report(f"r{n}", text, date(2024, 5, 15), language) for n, (language, text) in enumerate(texts)]
    # the first time what is remembered of words and names is made; other threads may leave something at any time
    assert min(left_behind(reports, gazetteer) for _ in range(4)) == 0


def left_behind(reports: list[Report], gazetteer: Gazetteer) -> int:
    gc.collect()
    gc.disable()
    try:
        for report in reports:
            assert parse(report, gazetteer).incidents
        return gc.collect()
    finally:
        gc.enable()
