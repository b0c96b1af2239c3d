"""Whatever comes in is accounted for: files, reports, mentions, claims. Over random and over nasty corpora."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geomap.pipeline import collect
from geomap.places import Index, load_gazetteer
from geomap.reports import read_reports

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.model import Report

ROOT = Path(__file__).parents[2]
TEXTS = [
    p.read_text("utf-8") for p in sorted((ROOT / "seeds").glob("2019*.txt")) + sorted((ROOT / "tests/corpus/dev/texts").glob("*.txt"))
]  # fmt: skip
NASTY = 1_000


@pytest.fixture(scope="module")
def index() -> Index:
    return load_gazetteer()


def shuffled(dice: random.Random, number: int) -> list[Report]:
    """Reports of sentences drawn from real ones, some told twice, some cut in the middle, some without a date."""
    sentences = [s for text in TEXTS for s in text.split(". ") if len(s) > 20]
    reports = []
    for n in range(number):
        text = ". ".join(dice.choices(sentences, k=dice.randint(1, 6)))[: dice.choice((80, 400, 2000))]
        published = dice.choice((None, "2019-03-0" + str(dice.randint(1, 9))))
        row = {"id": f"r{n}", "text": text, "published": published, "outlet": dice.choice(("A", "B", None))}
        reports.append(json.dumps(row, ensure_ascii=False))
    return reports


@pytest.mark.parametrize("seed", range(6))
def test_every_mention_and_every_claim_is_somewhere(index: Index, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    lines = shuffled(dice, 25)
    broken = dice.sample(range(len(lines)), 3)
    for n in broken:
        lines[n] = lines[n][:-9]
    file = tmp_path / "reports.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    reports, rejected = read_reports([file])
    assert len(reports) + len(rejected) == len(lines)
    assert len(rejected) == len(broken)
    parsed, layers = collect(reports, rejected, index, "t")
    assert [p.report.id for p in parsed] == [r.id for r in reports]
    mentions = [m for p in parsed for m in p.mentions]
    assert len(layers.mentions) == len(mentions)
    statuses = Counter(f["properties"]["status"] for f in layers.mentions)
    assert statuses == Counter(m.resolution.status for m in mentions)
    assert set(statuses) <= {"resolved", "ambiguous", "unresolved"}
    told = [r for p in parsed for r in (*p.incidents, *p.movements)]
    sums = sum(getattr(r, "aggregate", False) for r in told)
    kept = [c for f in (*layers.incidents, *layers.movements) for c in f["properties"]["claims"]]
    assert len(kept) + sums == len(told)
    events = {f["id"]: f for f in (*layers.incidents, *layers.movements)}
    unplaced = sum(len(f["properties"]["claims"]) for f in events.values() if f["geometry"] is None)
    placed = sum(len(f["properties"]["claims"]) for f in events.values() if f["geometry"] is not None)
    assert placed + unplaced + len(layers.totals) == len(told)
    assert all(p["first"] in events and p["second"] in events for p in layers.proposals)
    assert {c["report"] for c in kept} <= {r.id for r in reports}


PIECES = [b"\xff\xfe", b"\0", b"---\n", b"{", b"}", b'{"text": "', b'"}', b"\n", b"\r", b",", b'"', b"<p>", b"</p>", b"<!--", b"=cmd()",
          b"{{ 7*7 }}", b"{% raw %}", b"</script>", b"../../x", b"\xe2\x80\xae", b"\xd9\x80", b"\xf0\x9f\x92\xa3", b"id: ../../etc\n",
          b"published: 2019-02-31\n", b"[" * 400, b"&a *a ", "قتل عشرة في الباغوز. ".encode(), "قصف على هجين".encode("cp1256"),
          b"Shelling hit Hajin on Sunday, killing two. ", b"text,id\n", b"9" * 400, b"\x1b[2J", b"\xed\xa0\x80"]  # fmt: skip


def nasty(dice: random.Random, number: int, folder: Path) -> list[Path]:
    """Write files of hostile pieces, names among them, in folders of several depths."""
    written = []
    for n in range(number):
        name = dice.choice(("f", "=cmd", "a b", "تقرير", "..x", "<b>", "{{x}}", "'; --", "x" * 100))
        ending = dice.choice((".txt", ".md", ".html", ".jsonl", ".csv"))
        place = folder / Path(*("d" * dice.randint(0, 2)))
        place.mkdir(parents=True, exist_ok=True)
        file = place / f"{name}-{n}{ending}"
        data = b"".join(dice.choices(PIECES, k=dice.randint(0, 12)))
        file.write_bytes(b"---\n" + data if dice.random() < 0.2 else data)
        written.append(file)
    return written


def test_a_thousand_nasty_files_are_read_or_refused_by_name(geomap: Callable[..., Any], tmp_path: Path) -> None:
    files = nasty(random.Random(3), NASTY, tmp_path / "in")
    reports, rejected = read_reports([tmp_path / "in"])
    hidden = [f for f in files if f.name.startswith(".")]
    named = {str(f): 0 for f in files if f not in hidden}
    for row in rejected:
        whole = next(f for f in named if row.name == f or row.name.startswith((f + ", line", f + ", row")))
        named[whole] += 1
    # One report or one rejection a file; tables and lines may give more of both, never nothing.
    single = [f for f in named if not f.endswith((".jsonl", ".csv"))]
    assert len(reports) + len(rejected) >= len(named)
    assert all(named[f] in (0, 1) for f in single)
    outside = {p for p in tmp_path.rglob("*") if (tmp_path / "in") not in p.parents}
    done = geomap("build", tmp_path / "in", "--out", tmp_path / "out", "--json")
    assert done.status == 0
    assert "Traceback" not in done.err
    summary = json.loads(done.out)
    assert summary["reports"] + len(summary["rejected"]) == len(reports) + len(rejected)
    assert summary["reports"] == summary["read"]
    assert sum(summary["mentions"].values()) == len(
        json.loads((tmp_path / "out" / "mentions.geojson").read_text("utf-8"))["features"]
    )
    new = {p for p in tmp_path.rglob("*") if (tmp_path / "in") not in p.parents} - outside
    assert all(p == tmp_path / "out" or (tmp_path / "out") in p.parents for p in new)
    page = (tmp_path / "out" / "map.html").read_text("utf-8")
    assert "<b>-" not in page
