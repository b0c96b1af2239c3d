"""``geomap explain``: why a record says what it says."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import partial
from math import fsum
from typing import TYPE_CHECKING

import click

from geomap.cli import options
from geomap.errors import RecordNotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from geomap.model import Claim, Gazetteer, Json, Layers

_ROLES = ("actor1", "actor2", "group", "killed_best", "wounded_best", "captured_best", "count_best", "modality")
_FORMS = {
    "noun": "a noun",
    "past": "a verb in the past",
    "present": "a verb in the present",
    "base": "a verb in its base form",
    "participle": "a participle",
    "word": "a word",
}
_STRONGEST = 5  # signs that are shown each way
_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")


@click.command("explain")
@click.argument("id_", metavar="ID")
@options.out
@options.gazetteer
def command(id_: str, out: Path, gazetteers: tuple[Path, ...]) -> None:
    """Show why the incident, movement, doubtful claim or mention ID (or REPORT:START) says what it says.

    Sentence, frame, rule, each role with its span, what counted for and against it and the chance that follows, what
    was considered and rejected, and places that compete. Ids stand in the GeoJSON files and in doubtful.csv.

    Example: geomap explain 2019-03-03-cells-behind-the-front:2166 --out outputs
    """
    from geomap import store
    from geomap.dataset import provenance
    from geomap.pipeline import gazetteer_files

    layers = store.load(out)
    kind, record = _find(layers, id_, out)
    gazetteer = options.opened(gazetteers)
    now = provenance(gazetteer_files(gazetteers))
    for line in _otherwise(layers.provenance, now, out):
        options.talk(line)
    click.echo(options.inert(f"{kind} {id_}"))
    kept = _Kept(layers, out, now)
    told = partial(_doubtful if kind == "doubtful claim" else _record, kept, gazetteer)
    for line in _mention(record) if kind == "mention" else told(record):
        click.echo(options.inert(line))
    for label, name in _names(kind, record):
        click.echo(f"\nplaces that {label} {name!r} may mean:")
        for c in gazetteer.resolve(name, limit=5).candidates:
            p = c.place
            where = f"{p.kind}, {p.admin1 or '-'}, {p.country or '-'}"
            click.echo(options.inert(f"  {c.score:.2f}  {p.name}, {where}: {c.reason}"))


def _otherwise(then: Mapping[str, str], now: Mapping[str, str], out: Path) -> Iterator[str]:
    """Say where outputs were made with something else than what explains them now."""
    if then.get("gazetteer", now["gazetteer"]) != now["gazetteer"]:
        yield f"{out} was built with another gazetteer: give the --gazetteer that it was built with, or build again"
    if any(then.get(name, now[name]) != now[name] for name in ("geomap", "code", "packs")):
        yield f"{out} was built with another version of geomap: what it would say now may differ; build again"


def _find(layers: Layers, id_: str, out: Path) -> tuple[str, Json]:
    for kind, features in (("incident", layers.incidents), ("movement", layers.movements)):
        for feature in features:
            if feature["properties"].get("id") == id_:
                return kind, feature["properties"]
    for row in layers.doubtful:
        if row.get("id") == id_:
            return "doubtful claim", row
    report, _, start = id_.rpartition(":")
    for feature in layers.mentions:
        p = feature["properties"]
        if p.get("id") == id_ or (p.get("report") == report and str(p.get("start")) == start):
            return "mention", p
    files = "the GeoJSON files and in doubtful.csv there"
    raise RecordNotFound(f"{id_}: no such incident, movement, doubtful claim or mention in {out}; ids stand in {files}")


class _Kept:
    """What a build read, as far as it kept it: there stand the signs that a claim was weighed by."""

    def __init__(self, layers: Layers, out: Path, now: Mapping[str, str]) -> None:
        self._out = out
        self._made_with = layers.provenance
        # another version may weigh otherwise
        self._reports = {r["id"]: r for r in layers.reports} if layers.provenance.get("code") == now["code"] else {}

    def of(self, row: Json) -> Claim | None:
        """Return a claim, given as such or as its row in the list of the doubtful; None where it is not kept."""
        from geomap import store
        from geomap.dataset import is_told, kept_claims

        report = self._reports.get(row["report"])
        if report is None or not report.get("hash"):
            return None
        frozen = store.readings(self._out, self._made_with, only=report["hash"]).get(report["hash"])
        return next((c for c in kept_claims(report, frozen) if is_told(c, row)), None) if frozen else None


def _record(kept: _Kept, gazetteer: Gazetteer, p: Json) -> Iterator[str]:
    what = p.get("sub_event_type") or p.get("group")
    yield f"  what: {what}; rule {p.get('rule')}, confidence {p.get('confidence')}"
    yield f"  where: {_where(p)}"
    days = " to ".join(dict.fromkeys(d for d in (p.get("date_start"), p.get("date_end")) if d)) or "no date"
    yield f"  when: {days}" + (f" ({p['date_text']})" if p.get("date_text") else "")
    for role in _ROLES:
        if p.get(role) is not None:
            yield f"  {role.replace('_best', '')}: {p[role]}"
    for claim in p["claims"]:
        yield from _claim(claim, kept.of(claim), gazetteer)


def _doubtful(kept: _Kept, gazetteer: Gazetteer, row: Json) -> Iterator[str]:
    """A claim that is not drawn: as it was read, where that is kept, else as it stands in its list."""
    from geomap.dataset import claim_row

    yield f"  what: {row.get('sub_event_type') or row.get('group')}; confidence {row.get('confidence')}"
    way = f"{row.get('origin') or '?'} -> {row.get('destination') or '?'}"
    place = row.get("place") or row.get("place_text") or "no place in the text"
    yield f"  where: {way if row.get('group') else place}"
    days = " to ".join(dict.fromkeys(d for d in (row.get("date_start"), row.get("date_end")) if d)) or "no date"
    yield f"  when: {days}" + (f" ({row['date_text']})" if row.get("date_text") else "")
    found = kept.of(row)
    yield from _claim(claim_row(found) if found else row, found, gazetteer)


def _claim(claim: Json, found: Claim | None, gazetteer: Gazetteer) -> Iterator[str]:
    """The sentence, the frame in it, its roles, its chance and what was rejected, as one report gave them."""
    source = ", ".join(str(x) for x in (claim.get("outlet"), claim.get("published")) if x)
    yield f"\n  {claim['report']} ({source}) [{claim['start']}:{claim['end']}], rule {claim.get('rule')}"
    text, base = claim.get("sentence") or claim["quote"], claim.get("sentence_start") or 0
    base = base if claim.get("sentence") else claim["start"]
    yield f"    sentence: {_apart(text)}"
    if (rule := str(claim.get("rule")).split(":"))[2:]:
        language, family, form = rule[:3]
        mode = f", {claim['modality']}" if claim.get("modality") else ""
        yield f"    frame: {family}, told by {_FORMS.get(form, form)} ({language}){mode}"
    yield f"      {_apart(claim['quote'])}"
    marks = claim.get("marks") or ()
    for start, end, role in marks:
        yield f"    {role} [{start}:{end}]: {_apart(text[start - base : end - base])}"
    yield from _chance(claim, found)
    met = _considered(claim, text, base, gazetteer) if marks else ()
    taken = {(start, end) for start, end, _ in marks}
    rejected = [c for c in met if c[:2] not in taken]
    if rejected:
        yield "    considered and rejected, from the sentence by itself:"
    for start, end, family, verdict in rejected:
        yield f"      {family} [{start}:{end}] {_apart(text[start - base : end - base])}: {verdict}"


def _chance(claim: Json, found: Claim | None) -> Iterator[str]:
    """What counted for and against a claim, the strongest first: log odds, which sum up to those of its chance."""
    from geomap.extraction import likelihood, sign_words

    chance = found.record.evidence.confidence if found else claim.get("confidence")
    if chance is None:  # a row of somebody's table
        return
    verdict = _verdict(claim.get("modality"), chance, likelihood.least())
    yield f"    chance to be right: {_percent(chance)}, {verdict}"
    if found is None:
        yield "      what counted for and against it is not kept there: build again with this version of geomap"
        return
    signs = sign_words.spoken(found.record)
    ways = {"for it": [s for s in signs if s[1] > 0], "against it": [s for s in signs if s[1] < 0]}
    for way, some in ways.items():
        yield f"      {way}:"
        yield from (f"        {weight:+.2f}  {words}" for words, weight in some[:_STRONGEST])
    rest = [weight for some in ways.values() for _, weight in some[_STRONGEST:]]
    if rest:
        yield f"      {options.plural(len(rest), 'weaker sign')} together: {_odds(rest)}"
    yield f"      sum: {_odds(weight for _, weight in signs)} log odds, which is a chance of {_percent(chance)}"


def _percent(chance: float) -> str:
    """Show a chance, cut and not rounded: what lies below a bound is shown below it."""
    return f"{int(1000 * chance) / 10:.1f} %"


def _odds(weights: Iterable[float]) -> str:
    return f"{round(fsum(weights), 2) + 0.0:+.2f}"  # no -0.00


def _verdict(modality: str | None, chance: float, least: float) -> str:
    from geomap.extraction.likelihood import UNJUDGED

    if modality in UNJUDGED:
        return "kept whatever the chance, as what is planned or denied always is"
    if chance < least:
        return f"below the least of {100 * least:.0f} %: doubtful, and therefore not drawn"
    return f"not below the {100 * least:.0f} % from which claims are drawn"


def _considered(claim: Json, text: str, base: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int, str, str]]:
    """Words and places of a claim's sentence, in the report's offsets, with what became of each."""
    from geomap.extraction.explaining import considered
    from geomap.model import Report

    published = claim.get("published")
    day = date.fromisoformat(published) if published else None
    for c in considered(Report(claim["report"], text, day, claim.get("language")), gazetteer):
        yield c.start + base, c.end + base, c.family, c.verdict


def _apart(text: str) -> str:
    """Report text for a terminal: no control characters but line ends, its direction kept from the words around."""
    plain = "".join(" " if unicodedata.category(c) == "Cc" and c != "\n" else c for c in text if c not in _ISOLATES)
    return f"\u2068{plain}\u2069"


def _where(p: Json) -> str:
    if "group" in p:
        ends = [p.get("origin"), *(p.get("via") or ()), p.get("destination")]
        return " -> ".join(e["name"] if e else "?" for e in ends)
    if not p.get("place"):
        return f"not placed ({p.get('place_text') or 'no place in the text'})"
    named = (
        f"named as {p['place_text']!r}, {p.get('relation')}"
        if p.get("place_text")
        else "understood from the text around"
    )
    return f"{p['place']} ({named}); where_prec {p.get('where_prec')}, radius {p.get('radius_m')} m"


def _mention(p: Json) -> Iterator[str]:
    yield f"  {p['surface']!r} at {p['start']}:{p['end']}, {p['usage']}, {p['status']}, score {p['score']}"
    yield f"  taken to mean: {p.get('name') or 'nothing known'}"


def _names(kind: str, p: Json) -> Iterator[tuple[str, str]]:
    if kind == "mention":
        yield "the name", p["surface"]
    elif p.get("group") is None:
        if name := p.get("place_text") or p.get("place"):
            yield "the place", name
    else:
        for role in ("origin", "destination"):
            if end := p.get(role):
                yield f"the {role}", end if isinstance(end, str) else end.get("text") or end["name"]
