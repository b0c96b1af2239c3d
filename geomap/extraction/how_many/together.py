"""The dead and the hurt counted together: ten people were killed or wounded; nobody knows how many of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from geomap.extraction.how_many.quantities import Quantity
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
