"""The map's speed in Chromium, side by side with plain Folium; ``python benchmarks/bench_map.py --help``.

Events are invented: places over Syria and Iraq, eleven years of days, 200 characters of text each, made of words in the
order in which the demo's and the test corpus's reports have them. No figure here decides a test.
"""

from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
KINDS = [
    ("Battles", "Armed clash"), ("Explosions/Remote violence", "Air/drone strike"),
    ("Violence against civilians", "Attack"),
    ("Protests", "Peaceful protest"), ("Strategic developments", "Arrests"),
]  # fmt: skip
ACLED = {
    "id": "event_id_cnty", "date_start": "event_date", "event_type": "event_type", "sub_event_type": "sub_event_type",
    "actor1": "actor1", "actor2": "actor2", "country": "country", "place": "location", "lat": "latitude",
    "lon": "longitude", "geo_precision": "geo_precision", "time_precision": "time_precision", "outlet": "source",
    "notes": "notes", "killed": "fatalities",
}  # fmt: skip
# What the map is meant to reach: at most so much.
GOALS = {
    "geomap demo": {"first draw ms": 500, "file kB": 800},
    "geomap 10,000": {"first draw ms": 400, "file kB": 1200},
    "geomap 100,000": {"first draw ms": 800},
    "geomap 1,000,000": {
        "build s": 30, "build MB": 1200, "bytes/event": 90, "first draw ms": 1200, "pan mean ms": 18, "pan p95 ms": 25,
        "time drag p95 ms": 20, "type switch p95 ms": 20, "evidence median ms": 50, "heap MB": 100,
    },
}  # fmt: skip
ROUNDS = 3  # of each use of the page; the quietest counts, for machines are shared
WATCH = """(() => {
  const ready = () => document.querySelector('#geomap[data-ready], .plain-ready');
  const look = () => requestAnimationFrame(() => (ready() ? (window.firstDraw = performance.now()) : look()));
  look();
})()"""
PAN = """async () => {
  const frames = [], work = [];
  const map = Object.values(window).find((v) => v instanceof L.Map) ?? map_geomap;
  let last = await new Promise(requestAnimationFrame);
  for (let i = 0; i < 90; i++) {
    const from = performance.now();
    map.panBy([i < 45 ? 9 : -9, i % 30 < 15 ? 4 : -4], { animate: false });
    work.push(performance.now() - from);
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
  }
  return { frames, work };
}"""
DRAG = """async () => {
  const out = [];
  const handle = document.querySelector('.handle.from');
  const most = Number(handle.max);
  for (let i = 0; i < 60; i++) {
    const from = performance.now();
    handle.value = String(Math.round((i < 30 ? i : 60 - i) / 30 * most * 0.8));
    handle.dispatchEvent(new Event('input'));
    out.push(performance.now() - from);
    await new Promise(requestAnimationFrame);
  }
  return out;
}"""
SWITCH = """async () => {
  const out = [];
  for (let i = 0; i < 20; i++) {
    const box = [...document.querySelectorAll('#legend input')][i % 3];
    const from = performance.now();
    box.click();
    out.push(performance.now() - from);
    await new Promise(requestAnimationFrame);
  }
  return out;
}"""
EVIDENCE = """async () => {
  const out = [];
  for (let i = 0; i < 12; i++) {
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    const from = performance.now();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: i % 2 ? 'ArrowLeft' : 'ArrowRight' }));
    while (!document.querySelector('#panel .claim')) await new Promise((go) => setTimeout(go));
    out.push(performance.now() - from);
  }
  return out;
}"""


def sentences(seed: int) -> Iterator[str]:
    """Give texts of about 200 characters, words in an order that real reports have: they compress alike."""
    texts = [
        f.read_text("utf-8")
        for folder, names in (("seeds", "*"), ("tests/corpus", "[cfgh]*"))
        for f in sorted((ROOT / folder).rglob(f"{names}.txt"))
    ]
    dice = random.Random(seed)
    words = [w for text in texts for w in text.split()]
    after = defaultdict(list)
    for a, b in pairwise(words):
        after[a].append(b)
    while True:
        word = dice.choice(words)
        said, size = [word], len(word)
        while size < 200:
            word = dice.choice(after.get(word) or words)
            said.append(word)
            size += len(word) + 1
        yield " ".join(said)[:200]


def events(n: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Give features one by one, as a reader of somebody's table would."""
    dice = random.Random(seed)
    texts = sentences(seed)
    names = [(f"Village {i}", f"\u0642\u0631\u064a\u0629 {i}") for i in range(12_000)]
    spots = [(*both, round(dice.uniform(36, 46), 5), round(dice.uniform(31, 37), 5)) for both in names]
    actors = [f"Group {i}" for i in range(150)]
    outlets = [f"Wire {i}" for i in range(40)]
    first = date(2014, 1, 1)
    for i in range(n):
        name, name_ar, lon, lat = spots[int(dice.random() ** 2 * len(spots))]
        day = (first + timedelta(days=i * 4000 // n)).isoformat()
        kind, sub = dice.choice(KINDS)
        killed, text, outlet = int(dice.random() ** 4 * 30), next(texts), dice.choice(outlets)
        claim = {"report": outlet, "outlet": outlet, "quote": text, "sentence": text, "start": 0, "end": len(text)}
        yield {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {
                "id": f"SYR{i}", "event_type": kind, "sub_event_type": sub, "place": name, "place_ar": name_ar,
                "country": "Syria", "outlet": outlet,
                "lat": lat, "lon": lon, "date_start": day, "date_end": day, "time_precision": 1, "geo_precision": 1,
                "actor1": dice.choice(actors), "actor2": dice.choice(actors), "killed": killed, "killed_low": killed,
                "killed_best": killed, "killed_high": killed, "notes": text, "quote": text, "reports": [outlet],
                "claims": [claim],
            },
        }  # fmt: skip


class Watched:
    """Counts the seconds that a source of features takes, which are not the map's."""

    def __init__(self, n: int) -> None:
        self.n, self.seconds = n, 0.0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        source = events(self.n)
        while True:
            came = time.process_time()
            feature = next(source, None)
            self.seconds += time.process_time() - came
            if feature is None:
                return
            yield feature


def table(n: int, path: Path) -> None:
    """Write the events as ACLED's columns have them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(ACLED.values())
        for feature in events(n):
            p = feature["properties"]
            writer.writerow(p[name] for name in ACLED)


def ours(n: int, path: Path) -> dict[str, float]:
    """Draw a CSV with ``geomap map``: from the table on disk to the page on disk."""
    data = path.with_suffix(".csv")
    table(n, data)
    figures = run("map", str(data), "--out", str(path))
    data.unlink()
    return figures


def run(*words: str) -> dict[str, float]:
    """Run one of geomap's commands: seconds and memory."""
    came = time.perf_counter()
    with TemporaryFile("w+") as said:  # of invented rows much is
        process = subprocess.Popen([sys.executable, "-m", "geomap", *words], stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            said.seek(0)
            sys.exit(f"{said.read()}geomap {' '.join(words)} failed")
    seconds = time.perf_counter() - came
    return {"build s": seconds, "build CPU s": usage.ru_utime + usage.ru_stime, "build MB": usage.ru_maxrss / 1024}


def plain_folium(source: Watched, path: Path) -> None:
    """Draw with plain Folium: circles on a canvas, each with its text in a popup; Leaflet inlined."""
    import folium  # noqa: PLC0415

    from geomap.rendering import assets  # noqa: PLC0415

    page = folium.Map((34, 41), zoom_start=6, tiles=None, prefer_canvas=True)
    page.default_js, page.default_css = [], []
    for feature in source:
        (lon, lat), text = feature["geometry"]["coordinates"], feature["properties"]["notes"]
        folium.CircleMarker((lat, lon), radius=5, popup=text).add_to(page)
    html = page.get_root().render()
    html = html.replace(
        "<head>",
        f"<head><style>{assets.compiled('leaflet.css')}</style><script>{assets.compiled('leaflet.js')}</script>",
        1,
    )
    html = html.replace("</html>", "<i class='plain-ready'></i></html>", 1)
    path.write_text(html, "utf-8")


def built(how: str, n: int, path: Path) -> dict[str, float]:
    """Build a page in a process of its own: seconds (for Folium without those of inventing events), memory, bytes."""
    if how == "geomap":
        figures = ours(n, path)
    else:
        spawn = multiprocessing.get_context("spawn")
        queue: Any = spawn.SimpleQueue()
        process = spawn.Process(target=_build, args=(n, path, queue))
        process.start()
        figures = queue.get()
        process.join()
    return figures | {"bytes/event": path.stat().st_size / n}


def demo(folder: Path, browser: Browser) -> dict[str, float]:
    """Build the demo from its reports and open its map."""
    return run("build", str(ROOT / "seeds"), "--out", str(folder)) | opened(browser, folder / "map.html", "geomap")


def _build(n: int, path: Path, queue: Any) -> None:
    source, came = Watched(n), time.process_time()
    plain_folium(source, path)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    queue.put({"build CPU s": time.process_time() - came - source.seconds, "build MB": memory})


def opened(browser: Browser, path: Path, how: str) -> dict[str, float]:
    """Open a page and use it: milliseconds; of three openings the median, of three rounds of each use the quietest."""
    draws = []
    for _ in range(3):
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.add_init_script(WATCH)
        page.goto(path.as_uri(), wait_until="commit", timeout=300_000)
        while not (drawn := page.evaluate("window.firstDraw")):  # the page's policy forbids Playwright's own waiting
            time.sleep(0.02)
        draws.append(drawn)
        if len(draws) < 3:
            page.close()
    page.wait_for_load_state("load", timeout=300_000)
    out = {"file kB": path.stat().st_size / 1000, "first draw ms": sorted(draws)[1]}
    pans = [page.evaluate(PAN) for _ in range(ROUNDS)]
    out["pan mean ms"] = min(mean(pan["work"]) for pan in pans)
    out["pan p95 ms"] = min(p95(pan["work"]) for pan in pans)
    out["pan frame ms"] = min(mean(pan["frames"]) for pan in pans)
    if how == "geomap":
        for name, script in (("time drag", DRAG), ("type switch", SWITCH), ("evidence", EVIDENCE)):
            rounds = [page.evaluate(script) for _ in range(ROUNDS)]
            out[f"{name} median ms"] = min(sorted(values)[len(values) // 2] for values in rounds)
            out[f"{name} p95 ms"] = min(map(p95, rounds))
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    usage = session.send("Runtime.getHeapUsage")
    out["heap MB"] = metrics["JSHeapUsedSize"] / 1e6
    out["buffers MB"] = usage.get("backingStorageSize", 0) / 1e6
    page.close()
    return out


def cell(head: str, name: str, row: dict[str, float]) -> str:
    """Return a figure, with its goal where it has one."""
    if name not in row:
        return "-"
    goal = GOALS.get(head, {}).get(name)
    return f"{row[name]:,.1f}" + (f" (<= {goal:,})" if goal else "")


def mean(values: list[float]) -> float:
    """Mean."""
    return sum(values) / len(values)


def p95(values: list[float]) -> float:
    """Return the value that one in twenty exceeds."""
    return sorted(values)[int(len(values) * 0.95)]


def main() -> None:
    """Run and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--folium", type=int, nargs="*", default=[1_000, 10_000], help="sizes for plain Folium")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415

    names = ("chromium", "chromium-browser", "google-chrome")
    system = next((found for name in names if (found := shutil.which(name))), None)
    figures = {}
    with TemporaryDirectory() as folder, sync_playwright() as play:
        try:
            browser = play.chromium.launch(executable_path=system, args=FLAGS)
        except Error as error:
            why = str(error).splitlines()[0]
            print(f"no Chromium starts, so no map is measured: tests/chromium.sh gets one ({why})")
            return
        for how, sizes in (("folium", options.folium), ("geomap", options.events)):
            for n in sizes:
                page = Path(folder) / f"{how}-{n}.html"
                figures[f"{how} {n:,}"] = built(how, n, page) | opened(browser, page, how)
                page.unlink()
                print(f"measured {how} {n:,}", file=sys.stderr)
        figures["geomap demo"] = demo(Path(folder) / "demo", browser)
        browser.close()
    rows = list(dict.fromkeys(name for row in figures.values() for name in row))
    print("".join([f"{'':20}", *(f"{head:>22}" for head in figures)]))
    for name in rows:
        print("".join([f"{name:20}", *(f"{cell(head, name, row):>22}" for head, row in figures.items())]))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
