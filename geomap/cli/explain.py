"""``geomap explain``: why a record says what it says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from geomap.cli import claims, options
from geomap.errors import DataError, RecordNotFound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from geomap.model import Claim, Gazetteer, Json, Layers

_ROLES = ("actor1", "actor2", "group", "killed", "wounded", "captured", "count", "modality")
_ABOUT = {"approximately": "about ", "more_than": "more than ", "less_than": "less than "}


@click.command("explain")
@click.argument("id_", metavar="ID")
@options.out
@options.gazetteer
@click.option("--all", "whole", is_flag=True, help="Name every sign that a claim was weighed by, the weak ones too.")
def command(id_: str, out: Path, gazetteers: tuple[Path, ...], whole: bool) -> None:
    """Show why the incident, movement, doubtful claim or mention ID (or REPORT:START) says what it says.

    Sentence, frame, rule, each role with its span, why this place and this day, which parties, counts, places, days
    and words were considered and rejected, how likely it is and what counts for and against it, and places that
    compete. Ids stand in the GeoJSON files and in doubtful.csv.

    Example: geomap explain 2019-03-03-cells-behind-the-front:2166 --out outputs
    """
    from geomap import store
    from geomap.dataset import provenance
    from geomap.pipeline import gazetteer_files

    if not id_.strip():
        raise DataError("the ID is empty; ids stand in the GeoJSON files of a build and in its doubtful.csv")
    layers = store.load(out)
    kind, record = _find(layers, id_, out)
    gazetteer = options.opened(gazetteers)
    now = provenance(gazetteer_files(gazetteers))
    for line in _otherwise(layers.provenance, now, out):
        options.talk(line)
    click.echo(options.inert(f"{kind} {id_}"))
    told = partial(_doubtful if kind == "doubtful claim" else _record, _Kept(layers, out, now, whole=whole), gazetteer)
    for line in _mention(layers, record) if kind == "mention" else told(record):
        click.echo(options.inert(line))
    for label, name, taken in _names(kind, record):
        click.echo(f"\nplaces that {label} {name!r} may mean, by its spelling alone:")
        found = gazetteer.resolve(name, limit=5).candidates
        for c in found:
            p = c.place
            where = f"{p.kind}, {p.admin1 or '-'}, {p.country or '-'}"
            click.echo(options.inert(f"  {c.score:.2f}  {p.name}, {where}: {c.reason}"))
        if taken and taken not in {c.place.id for c in found}:
            click.echo(options.inert(f"  taken, though not among these: {taken}, for what the report tells around it"))


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

    def __init__(self, layers: Layers, out: Path, now: Mapping[str, str], *, whole: bool = False) -> None:
        self._whole = whole  # tell all of it
        self._out = out
        self._layers = layers
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

    def lines(self, claim: Json, found: Claim | None, gazetteer: Gazetteer) -> Iterator[str]:
        """Tell of a claim, beside the others of its sentence that are drawn."""
        told = ((other, c) for other, c in _claims(self._layers) if c["report"] == claim["report"])
        here = [c for _, c in told if c.get("sentence_start") == claim.get("sentence_start")]
        own = [claim.get("marks"), claim.get("rule")]
        beside = [c for c in here if [c.get("marks"), c.get("rule")] != own]
        return claims.lines(claim, beside, found, gazetteer, whole=self._whole)


def _claims(layers: Layers) -> Iterator[tuple[str, Json]]:
    """All claims that are drawn, each with the id of its record."""
    for feature in (*layers.incidents, *layers.movements):
        p = feature["properties"]
        yield from ((str(p.get("id")), claim) for claim in p.get("claims") or ())


def _record(kept: _Kept, gazetteer: Gazetteer, p: Json) -> Iterator[str]:
    what = p.get("sub_event_type") or p.get("group")
    yield f"  what: {what}; rule {p.get('rule')}, confidence {p.get('confidence')}"
    yield f"  where: {_where(p)}"
    days = " to ".join(dict.fromkeys(d for d in (p.get("date_start"), p.get("date_end")) if d)) or "no date"
    yield f"  when: {days}" + (f" ({p['date_text']})" if p.get("date_text") else "")
    for role in _ROLES:
        if (told := p.get(f"{role}_best", p.get(role))) is not None:
            yield f"  {role}: {_counted(p, role, told)}"
    for claim in p["claims"]:
        yield from kept.lines(claim, kept.of(claim), gazetteer)


def _counted(p: Json, role: str, told: object) -> str:
    """A number with what it counts, how surely, and the least and the most of it; anything else as it is."""
    about, unit = (_ABOUT.get(p.get("quantifier") or "", ""), p.get("unit")) if role == "count" else ("", None)
    low, high = p.get(f"{role}_low"), p.get(f"{role}_high")
    span = f" ({low} to {high})" if None not in (low, high) and low != high else ""
    return f"{about}{told}{f' {unit}' if unit else ''}{span}"


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
    yield from kept.lines(claim_row(found) if found else row, found, gazetteer)


def _where(p: Json) -> str:
    if "group" in p:
        ends = [p.get("origin"), *(p.get("via") or ()), p.get("destination")]
        return " -> ".join(e["name"] if e else "?" for e in ends)
    if not p.get("place"):
        return f"not placed ({p.get('place_text') or 'no place in the text'})"
    return f"{p['place']} ({_named(p)}); where_prec {p.get('where_prec')}, radius {p.get('radius_m')} m"


def _named(p: Json) -> str:
    """By which words the place is named, and whether where it happened or elsewhere in the report."""
    if not p.get("place_text"):
        return "understood from the text around"
    here = any(role == "place" for c in p.get("claims") or () for _, _, role in c.get("marks") or ())
    how = f", {p['relation']}" if p.get("relation") else ""
    return f"named as {p['place_text']!r}{how}" if here else f"understood: {p['place_text']!r} elsewhere in the report"


def _mention(layers: Layers, p: Json) -> Iterator[str]:
    """A name: what it was taken to mean, and what each record of its sentence makes of it."""
    yield f"  {p['surface']!r} at {p['start']}:{p['end']}, {p['usage']}, {p['status']}, score {p['score']}"
    yield f"  taken to mean: {p.get('name') or 'nothing known'}"
    shown = None
    for id_, c in _claims(layers):
        text, base = c.get("sentence"), c.get("sentence_start") or 0
        if c.get("report") != p["report"] or not text or not base <= p["start"] < base + len(text):
            continue
        if shown != base:
            yield f"  sentence: {claims.apart(text)}"
            shown = base
        roles = [role for start, end, role in c.get("marks") or () if start < p["end"] and p["start"] < end]
        what = c.get("sub_event_type") or c.get("group")
        yield f"  {id_}, {what}: {' and '.join(dict.fromkeys(roles)) or 'no part in it; explain it to see why'}"


def _names(kind: str, p: Json) -> Iterator[tuple[str, str, str | None]]:
    """What is named, its name, and the place that it was taken to mean."""
    if kind == "mention":
        yield "the name", p["surface"], p.get("place_id")
    elif p.get("group") is None:
        if name := p.get("place_text") or p.get("place"):
            yield "the place", name, p.get("place_id")
    else:
        for role in ("origin", "destination"):
            if end := p.get(role):
                named = {"name": end} if isinstance(end, str) else end
                yield f"the {role}", named.get("text") or named["name"], named.get("place_id")
