"""Places beside a way that are no ends of it, or the other end: sent men to X and shelled Y; received them in X."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.where.scenes import literal

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.pack import Tag
    from geomap.model import Incident


def after_deed(doc: Document, motion: Tag, p: Placed) -> bool:
    """Whether another deed is joined to a motion before a place, which is its scene and no end: and shelled Y."""
    for t in doc.within("event", motion.last + 1, p.first) if motion.last < p.lead else ():
        if t.last <= p.first and _joined(doc, t) and doc.at("motion", t.first) is None:
            return True
    return False


def received_in(doc: Document, p: Placed, tags: list[Tag]) -> bool:
    """Arabic: whether people were received "in" a place, wherever "from" leads: received 40 from the right bank in X.

    Not from the hospital in X, whose noun stands right before.
    """
    if not p.located or tags[-1].name != "receive" or not doc.pack.morphology.article:
        return False
    led = doc.last_of("out_of", tags[-1].last, p.lead)
    beside = range(led.last, p.lead) if led else range(0)
    lies = any(doc.at(x, i) for i in beside for x in ("hospital", "facility", "cue", "ground", "abode"))
    alone = led is not None and not literal(doc, led.last, p.lead)
    return alone and bool(beside) and doc.at("locative", p.lead) is not None and not lies


def freed_through(tags: list[Tag], ends: dict[str, list[Placed]]) -> None:
    """Let captives set out where they were let through: were freed through the crossing of X, and taken to Y."""
    if ends["via"] and ends["destination"] and not ends["origin"]:
        crossing, to = ends["via"][0].first, ends["destination"][0].first
        if any(t.name == "free" and t.first < crossing < to for t in tags):
            ends["origin"].append(ends["via"].pop(0))


def told_next(doc: Document, i: Incident, at: int) -> bool:
    """Whether an incident is joined to the way told before it, character ``at``: took the hurt to X and shelled Y."""
    done = next((a for a, _, role in i.evidence.marks if role == "trigger"), at)
    tag = doc.at("event", doc.first_from(done)) if done > at else None
    return tag is not None and _joined(doc, tag)


def _joined(doc: Document, deed: Tag) -> bool:
    """Whether "and" stands before a verb of a deed in the past."""
    joins = doc.pack.morphology.conjunctions[:1]
    return deed.form == "past" and (deed.prefix in joins if joins else doc.at("and", deed.first - 1) is not None)
