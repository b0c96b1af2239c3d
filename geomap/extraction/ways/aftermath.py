"""Those hurt or seized in an incident who are taken away, or fell back: whence, and how many, as it tells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.ways.and_then import told_next
from geomap.extraction.ways.ends import end_of
from geomap.extraction.ways.led_away import refers_back
from geomap.extraction.where.scenes import literal
from geomap.extraction.words.phrases import definite
from geomap.model import End

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.extraction.words.document import Document
    from geomap.model import Incident, Movement

_TAKEN = (".transport:", ".evacuate:", ".arrive:")
_LEFT = ".leave:"  # as Arabic also writes "were deported"
_SEIZED = ("Arrests", "Abduction/forced disappearance")
_VIOLENT = "Explosions/Remote violence"  # hurts people though no number is told
_DONE = ("occurred", "claimed")
_FOUGHT = ("Battles", "Explosions/Remote violence")
_HARM = (*_FOUGHT, "Violence against civilians")
_ARMED = ("forces", "fighters")
_OPENING = 2  # tokens in which a sentence tells that its subject is known
_BEFORE = 2  # sentences before, in which those are told of who are taken away


def taken_away(doc: Document, incidents: Iterable[Incident], movements: Iterable[Movement]) -> list[Movement]:
    """Return the movements, those of the hurt and seized filled in from the incident told just before them."""
    told = [i for i in incidents if i.modality in _DONE and not i.aggregate]
    return [_completed(doc, told, m) if told else m for m in movements]


def _completed(doc: Document, told: list[Incident], m: Movement) -> Movement:
    if m.origin is None and (".flee:" in m.evidence.rule or _outlived(doc, m)):
        return _driven_out(doc, told, m)
    withdrew = m.origin is None and ".withdraw:" in m.evidence.rule and doc.pack.language == "en"
    return _fell_back(doc, told, m) if withdrew else _filled(doc, told, m)


def _filled(doc: Document, told: list[Incident], m: Movement) -> Movement:
    taken = (*_TAKEN, _LEFT) if m.group == "detainees" else _TAKEN
    if m.modality != "occurred" or m.destination is None or not any(x in m.evidence.rule for x in taken):
        return m
    quote = m.evidence.start, m.evidence.end
    group = m.group
    of_them = ".arrive:" not in m.evidence.rule and doc.has_between("those", quote)  # "three of them were taken to X"
    guessed = group == "civilians" and (of_them or doc.has_between("hospital", quote))
    group = "wounded" if guessed else group
    if group not in ("wounded", "detainees"):
        return m
    trigger = next((a for a, _, role in m.evidence.marks if role == "trigger"), m.evidence.start)
    i = _befell(doc, told, group, trigger)
    sick = group == "wounded" and not guessed and not doc.has_between("wounded", quote)  # patients
    if (
        i is None
        or not (i.place or i.place_text)
        or (guessed and not i.wounded)
        or (sick and not (i.wounded or i.killed))
    ):
        return m
    all_ = i.wounded if group == "wounded" else i.captured
    if m.origin is None and _from_elsewhere(doc, (trigger, quote[1])):
        return m
    more = m.count is not None and all_ is not None and m.count > all_
    here = End(i.place, i.precision, i.place_text or (i.place.name if i.place else ""))
    if more or here.key == m.destination.key or (m.origin and m.origin.key != here.key):
        return m
    counted = m.count is None and m.quantifier is None and _all_of_them(doc, quote, group, trigger)
    count = all_ if counted else m.count
    return replace(m, group=group, origin=m.origin or here, count=count, unit="people" if counted else m.unit)


def _outlived(doc: Document, m: Movement) -> bool:
    """Whether those who go, or are taken, are told to have outlived an attack."""
    return "survivors" in doc.tags and doc.has_between("survivors", (m.evidence.start, m.evidence.end))


def _driven_out(doc: Document, told: list[Incident], m: Movement) -> Movement:
    """People who fled, or outlived an attack, from where the sentence before tells of violence and this of no place.

    Tanks shelled X. Dozens of families fled to Y.
    """
    first = doc.first_from(m.evidence.sentence_start)
    sentence = doc.sentence_of(first)
    before = doc.preceding(sentence, 1)
    if not before or m.modality != "occurred" or m.destination is None or m.group in _ARMED:
        return m
    elsewhere = any(
        end.key != m.destination.key for p in literal(doc, sentence.first, sentence.last) if (end := end_of(p))
    )
    since = doc.tokens[before[0].first].start
    violent = (i for i in told if since <= i.evidence.start < m.evidence.sentence_start and i.event_type in _HARM)
    i = next(violent, None)
    if elsewhere or before[0].paragraph != sentence.paragraph or i is None or not (i.place or i.place_text):
        return m
    origin = End(i.place, i.precision, i.place_text or (i.place.name if i.place else ""))
    return m if origin.key == m.destination.key else replace(m, origin=origin)


def _fell_back(doc: Document, told: list[Incident], m: Movement) -> Movement:
    """English: those who fell back, and are known, from where the sentence before tells of a fight."""
    first = doc.first_from(m.evidence.sentence_start)
    sentence = doc.sentence_of(first)
    known = any(doc.pack.has("definite", t.word) for t in doc.tokens[first : first + _OPENING])
    before = doc.preceding(sentence, 1)
    if m.destination is None or m.modality != "occurred" or not (known and before):
        return m
    here = before[0].paragraph == sentence.paragraph and not _from_elsewhere(doc, (m.evidence.start, m.evidence.end))
    since = doc.tokens[before[0].first].start
    fought = [i for i in told if since <= i.evidence.start < m.evidence.sentence_start and i.event_type in _FOUGHT]
    if not here or not fought or (i := fought[0]).place is None or rank(i.place) < SETTLED:
        return m
    origin = End(i.place, i.precision, i.place_text or i.place.name)
    return m if origin.key == m.destination.key else replace(m, origin=origin)


def _befell(doc: Document, told: list[Incident], group: str, at: int) -> Incident | None:
    """The incident told last before a way, in its sentence or right before, in which people were hurt or seized."""
    n = bisect_left(told, at, key=lambda i: i.evidence.start)
    last = next((i for i in reversed(told[:n]) if _harmed(i, group) and not told_next(doc, i, at)), None)
    if last is None:
        return None
    there, here = (
        bisect_right(doc.sentences, c, key=lambda s: doc.tokens[s.first].start) for c in (last.evidence.start, at)
    )
    return last if here - there <= _BEFORE else None


def _harmed(i: Incident, group: str) -> bool:
    """Whether people were hurt, or seized, in an incident."""
    if group == "wounded":
        return bool(i.wounded or i.killed) or i.event_type == _VIOLENT
    return bool(i.captured) or i.sub_event_type in _SEIZED


def _from_elsewhere(doc: Document, quote: tuple[int, int]) -> bool:
    """Whether a way tells where it began, in a name that nobody knows: were taken from X to Y."""
    led = doc.within("out_of", *doc.tokens_in(quote))
    after = (t.last for t in led if t.last < len(doc.tokens))
    return any(not (doc.at("group", i) or doc.tokens[i].is_number) for i in after)


def _all_of_them(doc: Document, quote: tuple[int, int], group: str, trigger: int) -> bool:
    """Whether a way is that of all who are known: the wounded, the detainee, they; not of the worst cases."""
    first, last = doc.tokens_in(quote)
    tag = doc.first_of("group", first, last, group)
    the = tag is not None and (definite(doc, tag) or doc.pack.has("definite", doc.tokens[tag.first - 1].word))
    if tag is None or doc.at("motion", tag.first):
        head = doc.within("motion", *doc.tokens_in((trigger, quote[1])))[0]
        the = refers_back(doc, doc.sentence_of(head.first), head)
    some = [t for t in doc.within("those", first, last) if not doc.at("them", t.first)]
    return the and not some and (tag is None or group != "wounded" or tag.last - tag.first == 1)
