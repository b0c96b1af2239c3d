"""Leads that count several attacks: 14 were killed in three attacks in Iraq; then each is told where it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.retold.retellings import VIOLENT
from geomap.extraction.what.triggers import TOLL_ONLY

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.words.document import Document
    from geomap.model import Incident

STANDS: Final = 7  # days after which a measure is no news, and a toll that has run up since is of no one event
_BEFORE: Final = 4  # tokens from a number to the attacks that it counts
_FIRST: Final = 3  # incidents among which a lead is
_ARMS: Final = ("shelling", "device", "grenade")  # families of what one attack has several of: rockets
_FIRED: Final = "Explosions/Remote violence"
_DISTRICTS = ("district", "subdistrict")
_PARTS: Final = 2  # incidents told of a lead's country or governorate from which on it is their sum


def leads_in(doc: Document, numbers: Numbers, frame: Frame, told: list[Incident], found: list[Incident]) -> set[int]:
    """Where the evidence of an incident begins that a frame ``told``, if it is the first of violence and of several.

    Attacks may be counted or not: three attacks, several raids.
    """
    if told and any(tag.first in doc.each for _, tag in frame.triggers):
        return {told[0].evidence.start}
    hurt = [i for i in told if frame.violent and (i.killed or i.wounded)]
    if not hurt or len(found) >= _FIRST or any(i.event_type in VIOLENT for i in found):
        return set()
    for kind, tag in frame.triggers:
        if tag.form == "noun" and kind.id not in _ARMS:
            near = numbers.find_all(doc.tokens, max(frame.sentence.first, tag.first - _BEFORE), tag.last)
            if any(q.last > tag.first and q.noun == "thing" and q.value != 1 for q in near):
                return {hurt[0].evidence.start}
    return set()


def sums_in(
    doc: Document, frame: Frame, frames: list[Frame], told: list[Incident], since: Collection[tuple[int, int] | None]
) -> list[Incident]:
    """The incidents ``told`` by a frame, if it tells of more than one event; so do attacks here and there perhaps."""
    if not told:
        return []
    if _is_sum(doc, frame, frames, told[0]) or _runs(doc, told[0], since):
        return [replace(i, aggregate=True) for i in told]
    return told if _here_and_there(doc, frame, told[0]) else []


def _here_and_there(doc: Document, frame: Frame, i: Incident) -> bool:
    """Whether a frame tells of many attacks and of no place where one was: nine died in scattered attacks.

    Villages here and there in a district are near enough.
    """
    district = i.place is not None and i.place.kind in _DISTRICTS
    nowhere = i.place_text is None or rank(i.place) < SETTLED
    return nowhere and not district and frame.violent and doc.has("scattered", frame.first, frame.last)


def _is_sum(doc: Document, frame: Frame, frames: list[Frame], i: Incident) -> bool:
    """Whether a frame tells no more than the sum of the next ones: twelve died, four of them in a raid on X."""
    after = next((f for f in frames if f.first >= frame.last), None)
    share = doc.shares.get(after.first) if after else None
    nowhere = i.place_text is None or rank(i.place) < SETTLED
    own = doc.shares.get(frame.first)
    if share is None or not share.of_sum or (own is not None and own.of_sum):
        return False
    return nowhere or not share.told or frame.head[0].weight <= TOLL_ONLY


def _runs(doc: Document, i: Incident, since: Collection[tuple[int, int] | None]) -> bool:
    """Whether a toll has run up since a day long past: sixty were hurt by shelling in X since the first of May."""
    published, start = doc.report.published, i.time.start
    hurt = (i.killed or i.wounded) is not None and i.event_type in VIOLENT[1:]
    return hurt and bool(published and start and (published - start).days > STANDS) and i.time.span in since


def in_parts(found: list[Incident], leads: set[int], sums: list[Incident]) -> list[Incident]:
    """Mark leads of several attacks as sums of what is told after them, whatever it adds up to, and give it their day.

    ``leads``: where the evidence of such begins. ``sums`` are of attacks here and there, and none of ``found``.
    """
    out = list(found)
    for n, lead in enumerate(found):
        counted = lead.evidence.start in leads and _wide(lead)
        if counted and len(parts := _told_after(found, lead)) >= _PARTS:
            out[n] = replace(lead, aggregate=True)
            _date(out, lead, parts)
    for lead in sums[:_FIRST]:
        _date(out, lead, _told_after(out, lead))
    return out


def _date(found: list[Incident], lead: Incident, parts: Sequence[int]) -> None:
    for m in parts:
        if found[m].time.start is None and lead.time.end in (None, lead.time.start):
            found[m] = replace(found[m], time=replace(lead.time, span=None))


def _wide(i: Incident) -> bool:
    """Whether an incident has no place but a country or governorate, if it names any."""
    return i.place_text is None or rank(i.place) < SETTLED


def _told_after(found: list[Incident], lead: Incident) -> list[int]:
    """The incidents that may be a lead's parts: violence at a named place of its country or governorate, on its day.

    Of raids no fight is one.
    """
    parts, fired = [], lead.event_type == _FIRED
    for m, i in enumerate(found):
        there = lead.place is None or _lies_in(lead, i)
        day = i.time.start is None or lead.time.start is None or i.time.start == lead.time.start
        alike = i.event_type == _FIRED if fired else i.event_type in VIOLENT
        fits = alike and (i.killed or 0) <= (lead.killed or i.killed or 0) and i.evidence.start > lead.evidence.start
        if fits and i.place_text is not None and rank(i.place) >= SETTLED and there and day:
            parts.append(m)
    return parts


def _lies_in(lead: Incident, part: Incident) -> bool:
    a, b = lead.place, part.place
    if a is None or b is None or a.country != b.country:
        return False
    return lead.place_text is None or a.kind in ("country", "region") or a.admin1 == b.admin1
