"""A headline tells in few words what the report tells again: it adds an event only where the report has none."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.retold.retellings import OPEN, VIOLENT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.extraction.words.document import Document
    from geomap.model import Incident, Place

_LINES = 2  # a headline and the line that may stand under it
_AREAS = ("lake", "river", "region", "desert", "mountain")  # of which nothing tells what lies in them
_GROUND = (
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Non-violent transfer of territory",
)
_LONG = 30  # tokens
_VAGUE = (*OPEN, "massacre")  # families of words that tell no way of harm
_PARTS = frozenset("-–—")  # after what opens a line: FLASH UPDATE No. 3 - Fighting in X
_STOPS = frozenset(".!?\u061f:\"'”»")


def untitled(doc: Document, found: list[Incident]) -> list[Incident]:
    """Return incidents without those of the headline that are told below it."""
    end = _end(doc)
    spans = ([(0, end)] if end else []) + [(a, b) for a, b in _read_out(doc) if b > end]
    starts = [a for a, _ in spans]
    behind = [bisect_right(starts, i.evidence.start) - 1 for i in found]  # headlines that begin before each
    above = [n >= 0 and i.evidence.start < spans[n][1] for i, n in zip(found, behind, strict=True)]
    if not any(above):
        return found
    below = [i for i, head in zip(found, above, strict=True) if not head]
    sections: dict[int, list[Incident]] = {}  # what is told between one reading of headlines and the next
    for i, n, head in zip(found, behind, above, strict=True):
        if not head:
            sections.setdefault(n, []).append(i)
    fuller = len(below) > 1  # than a headline that names no place

    def told(i: Incident, n: int) -> bool:
        near = below if spans[n][0] == 0 else (*sections.get(n - 1, ()), *sections.get(n, ()))
        return _told(i, near) or (fuller and i.place_text is None)

    return [i for i, n, head in zip(found, behind, above, strict=True) if not (head and told(i, n))]


def _read_out(doc: Document) -> list[tuple[int, int]]:
    """Where headlines are read out in a bulletin, in the text: what follows "the headlines:" up to its paragraph's end.

    Where the word ends its paragraph, the next paragraph.
    """
    if not doc.has("headlines", 0, len(doc.tokens)):
        return []
    ends = {s.paragraph: s.last for s in doc.sentences}
    out: list[tuple[int, int]] = []
    for s in doc.sentences:
        told = (t for t in doc.within("headlines", s.first, s.last) if t.last < len(doc.tokens))
        said = next((t for t in told if doc.tokens[t.last].text == ":"), None)
        if said is None:
            continue
        start = said.last + 1
        last = ends[doc.sentence_of(start).paragraph if start < len(doc.tokens) else s.paragraph]
        out.append((doc.tokens[min(start, last - 1)].start, doc.tokens[last - 1].end))
    return out


def _end(doc: Document) -> int:
    """Where the headline ends in the text: short first lines without a full stop; 0 where the report has none."""
    end = 0
    lines = [list(line) for _, line in groupby(doc.sentences, key=attrgetter("paragraph"))]
    for n, line in enumerate(lines[:_LINES]):
        first, last = line[0].first, line[-1].last
        opened = doc.tokens[first]
        item = opened.is_sign or opened.is_number  # one of a list
        ends = doc.tokens[last - 1 - (doc.tokens[last - 1].text == ")")].text in _STOPS
        sentences = sum(doc.tokens[s.last - 1].text not in _PARTS for s in line)
        if n + 1 == len(lines) or item or sentences > 1 or ends or last - first > _LONG:
            break
        end = doc.tokens[last - 1].end
    return end


def _told(headline: Incident, below: Iterable[Incident]) -> bool:
    _, family, form = headline.evidence.rule.split(":")
    vague = headline.event_type in VIOLENT and (family in _VAGUE or form == "noun")
    return any(
        b.modality == headline.modality
        and (_same_toll(headline, b) or (_there(headline, b) and _one_kind(headline, b, vague=vague)))
        for b in below
    )


def _there(headline: Incident, b: Incident) -> bool:
    return headline.place_text is None or _here(headline.place, b.place)


def _one_kind(headline: Incident, b: Incident, *, vague: bool) -> bool:
    ground = headline.sub_event_type in _GROUND and b.sub_event_type in _GROUND
    return ground or b.event_type == headline.event_type or (vague and b.event_type in VIOLENT)


def _same_toll(a: Incident, b: Incident) -> bool:
    """Whether both tell of equally many dead, by one kind of event or at one place."""
    if not a.killed or a.killed != b.killed:
        return False
    return a.event_type == b.event_type or _here(a.place, b.place)


def _here(wide: Place | None, fine: Place | None) -> bool:
    """Whether a place may be that of a headline: the same, one in it, a suburb of it, an unknown one."""
    if wide is None or fine is None or wide.id == fine.id:
        return True
    if wide.kind in _AREAS:
        return True
    large = rank(wide) < SETTLED and wide.kind != "governorate"
    units = {wide.admin1, fine.admin1} - {None, ""}
    return wide.country == fine.country and (large or len(units) <= 1)
