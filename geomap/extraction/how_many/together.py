"""Two harms of the same people: ten killed or wounded, nobody knows how many of each; five who were seized and shot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.what.modality import is_verb
from geomap.extraction.words.phrases import third_persons

if TYPE_CHECKING:
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.how_many.tolls import Toll
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

    _Told = list[tuple[str, Tag]]

_PARTS: Final = 2  # the dead and the hurt
_NEAR: Final = 4  # tokens between a number and the words for both
_BACK: Final = 8  # tokens back in which somebody is told of whom "and so" takes up


def apart(
    doc: Document, tags: _Told, quantities: list[Quantity], first: int, last: int
) -> tuple[_Told, list[Quantity]]:
    """Return words of harm and counts without those that tell of the dead and the hurt together."""
    for joint in doc.within("joint", first, last):
        before = [q for q in quantities if q.first < joint.first <= q.last + _NEAR]
        after = [q for q in quantities if q.first == joint.last]
        if bool(before) is bool(after):
            continue  # five dead and wounded six
        if after and doc.pack.morphology.article and _has_subject(doc, joint):
            continue
        tags = [kt for kt in tags if not joint.first <= kt[1].first < joint.last]
        quantities = [q for q in quantities if q is not (before or after)[-1]]
    return tags, quantities


def _has_subject(doc: Document, joint: Tag) -> bool:
    """Arabic: whether the first of two verbs follows whom it befell: a woman was killed, and hurt were her children."""
    verb = doc.at("killed", joint.first) or doc.at("wounded", joint.first)
    if verb is None or verb.form == "noun":
        return False
    so = verb.prefix in doc.pack.morphology.conjunctions[1:]  # and so he was killed, and five hurt
    near = joint.first - (_BACK if so else 1)
    return any(doc.has(label, near, joint.first) for label in ("one", "civilian", "actor", "group"))


def sums_up(own: dict[Tag, Quantity], tag: Tag) -> bool:
    """Whether a number is told in two parts right after it: 21 casualties, six dead and 15 wounded."""
    parts = [q.value or 0 for t, q in own.items() if t.first > tag.first]
    return len(parts) == _PARTS and sum(parts) == own[tag].value


def killed_whom_they_took(doc: Document, toll: Toll, tags: _Told) -> None:
    """Let those who were taken and killed by one deed be counted once: abducted and shot four, took four, killed them.

    Of two verbs that "and" joins one has their number; the second may have but a pronoun.
    """
    taken = next((t for key, t in tags if key == "captured" and is_verb(t)), None)
    counted = toll.counts.get("captured") or toll.counts.get("killed")
    if taken is None or counted is None:
        return
    for key, tag in tags:
        if key == "killed" and is_verb(tag) and tag.first >= taken.last and _goes_on_with(doc, taken, tag):
            toll.counts = {"captured": counted, "killed": counted} | toll.counts
            return


def _goes_on_with(doc: Document, taken: Tag, killed: Tag) -> bool:
    """Whether a verb is joined to the one before, or has a pronoun as its object: and killed them."""
    if doc.pack.morphology.article:
        glued = killed.prefix in doc.pack.morphology.conjunctions and bool(killed.prefix)
        them = doc.tokens[killed.last - 1].text.endswith(third_persons(doc))
        return them or (glued and taken.last == killed.first)
    i = killed.first - 1
    while i > taken.last and (doc.at("adverb", i) or doc.at("undergone", i)):
        i -= 1
    them = doc.at("them", killed.last) is not None
    return them or (doc.pack.has("and", doc.tokens[i].word) and i == taken.last)
