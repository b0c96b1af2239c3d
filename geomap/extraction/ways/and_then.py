"""What "and" joins to a way that it did not lead to: sent men to X and shelled Y."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def told_next(doc: Document, i: Incident, at: int) -> bool:
    """Whether an incident is joined to the way told before it, character ``at``: took the hurt to X and shelled Y."""
    done = next((a for a, _, role in i.evidence.marks if role == "trigger"), at)
    tag = doc.at("event", doc.first_from(done)) if done > at else None
    return tag is not None and _joined(doc, tag)


def _joined(doc: Document, deed: Tag) -> bool:
    """Whether "and" stands before a verb of a deed in the past."""
    joins = doc.pack.morphology.conjunctions[:1]
    return deed.form == "past" and (deed.prefix in joins if joins else doc.at("and", deed.first - 1) is not None)
