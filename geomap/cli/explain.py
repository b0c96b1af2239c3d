"""``geomap explain``: why a record says what it says."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import click

from geomap.cli import options
from geomap.errors import RecordNotFound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geomap.model import Gazetteer, Json, Layers

_ROLES = ("actor1", "actor2", "group", "killed_best", "wounded_best", "captured_best", "count_best", "modality")
_FORMS = {
    "noun": "a noun",
    "past": "a verb in the past",
    "present": "a verb in the present",
    "base": "a verb in its base form",
    "participle": "a participle",
    "word": "a word",
}
_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")


@click.command("explain")
@click.argument("id_", metavar="ID")
@options.out
@options.gazetteer
def command(id_: str, out: Path, gazetteers: tuple[Path, ...]) -> None:
    """Show why the incident, movement or mention ID (or REPORT:START) says what it says.

    Sentence, frame, rule, each role with its span, what was considered and rejected, and places that compete.

    Example: geomap explain 2019-03-03-cells-behind-the-front:2166 --out outputs
    """
    from geomap import store

    layers = store.load(out)
    kind, record = _find(layers, id_, out)
    gazetteer = options.opened(gazetteers)
    for line in _otherwise(layers, gazetteers, out):
        options.talk(line)
    click.echo(options.inert(f"{kind} {id_}"))
    for line in _mention(record) if kind == "mention" else _record(record, gazetteer):
        click.echo(options.inert(line))
    for label, name in _names(kind, record):
        click.echo(f"\nplaces that {label} {name!r} may mean:")
        for c in gazetteer.resolve(name, limit=5).candidates:
            p = c.place
            where = f"{p.kind}, {p.admin1 or '-'}, {p.country or '-'}"
            click.echo(options.inert(f"  {c.score:.2f}  {p.name}, {where}: {c.reason}"))


def _otherwise(layers: Layers, gazetteers: tuple[Path, ...], out: Path) -> Iterator[str]:
    """Say where outputs were made with something else than what explains them now."""
    from geomap.dataset import provenance
    from geomap.pipeline import gazetteer_files

    then, now = layers.provenance, provenance(gazetteer_files(gazetteers))
    if then.get("gazetteer", now["gazetteer"]) != now["gazetteer"]:
        yield f"{out} was built with another gazetteer: give the --gazetteer that it was built with, or build again"
    if any(then.get(name, now[name]) != now[name] for name in ("geomap", "code", "packs")):
        yield f"{out} was built with another version of geomap: what it would say now may differ; build again"


def _find(layers: Layers, id_: str, out: Path) -> tuple[str, Json]:
    for kind, features in (("incident", layers.incidents), ("movement", layers.movements)):
        for feature in features:
            if feature["properties"].get("id") == id_:
                return kind, feature["properties"]
    report, _, start = id_.rpartition(":")
    for feature in layers.mentions:
        p = feature["properties"]
        if p.get("id") == id_ or (p.get("report") == report and str(p.get("start")) == start):
            return "mention", p
    raise RecordNotFound(f"{id_}: no such incident, movement or mention in {out}; ids stand in the GeoJSON files there")


def _record(p: Json, gazetteer: Gazetteer) -> Iterator[str]:
    what = p.get("sub_event_type") or p.get("group")
    yield f"  what: {what}; rule {p.get('rule')}, confidence {p.get('confidence')}"
    yield f"  where: {_where(p)}"
    days = " to ".join(dict.fromkeys(d for d in (p.get("date_start"), p.get("date_end")) if d)) or "no date"
    yield f"  when: {days}" + (f" ({p['date_text']})" if p.get("date_text") else "")
    for role in _ROLES:
        if p.get(role) is not None:
            yield f"  {role.replace('_best', '')}: {p[role]}"
    for claim in p["claims"]:
        yield from _claim(claim, gazetteer)


def _claim(claim: Json, gazetteer: Gazetteer) -> Iterator[str]:
    """The sentence, the frame in it, its roles and what was rejected, as one report gave them."""
    source = ", ".join(str(x) for x in (claim.get("outlet"), claim.get("published")) if x)
    yield f"\n  {claim['report']} ({source}) [{claim['start']}:{claim['end']}], rule {claim.get('rule')}"
    text, base = claim.get("sentence") or claim["quote"], claim.get("sentence_start") or 0
    base = base if claim.get("sentence") else claim["start"]
    yield f"    sentence: {_apart(text)}"
    if (rule := str(claim.get("rule")).split(":"))[2:]:
        language, family, form = rule[:3]
        yield f"    frame: {family}, told by {_FORMS.get(form, form)} ({language}), {claim.get('modality')}"
    yield f"      {_apart(claim['quote'])}"
    marks = claim.get("marks") or ()
    for start, end, role in marks:
        yield f"    {role} [{start}:{end}]: {_apart(text[start - base : end - base])}"
    weighed = _weighed(claim, text, base, gazetteer) if marks else ()
    taken = {(start, end) for start, end, _ in marks}
    rejected = [c for c in weighed if c[:2] not in taken]
    if rejected:
        yield "    considered and rejected, from the sentence by itself:"
    for start, end, family, verdict in rejected:
        yield f"      {family} [{start}:{end}] {_apart(text[start - base : end - base])}: {verdict}"


def _weighed(claim: Json, text: str, base: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int, str, str]]:
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
    elif kind == "incident" and (p.get("place_text") or p.get("place")):
        yield "the place", p.get("place_text") or p["place"]
    else:
        for role in ("origin", "destination"):
            if p.get(role):
                yield f"the {role}", p[role].get("text") or p[role]["name"]
