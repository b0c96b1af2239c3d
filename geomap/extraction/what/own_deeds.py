"""What a later clause tells is another deed: ground taken under raids, a fight after a bomb, houses robbed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.what.modality import is_verb

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import EventKind, Tag

_MEANS: Final = ("air", "shelling", "ied", "device", "suicide")
_BURSTS: Final = ("ied", "device", "suicide")
_FIGHTS: Final = ("clash", "standoff")
_HARM: Final = ("attack", "aimed", "execution", "killing", "massacre", "mob")
_CROWD: Final = ("riot", "protest", "crowd")
_OPENING: Final = 2  # tokens in which a clause tells what it tells by its verb


def deed_of_its_own(
    doc: Document, told: list[tuple[EventKind, Tag]], kind: EventKind, tag: Tag, clause: tuple[int, int]
) -> bool:
    """Whether a word tells another deed than a sentence's event so far: ``told`` by its head and its other words."""
    head, at = told[0]
    if head.id == "air" and kind.id == "territory":
        return is_verb(tag) and bool(doc.pack.morphology.article)  # jets raided X, and under them the army took Y
    if head.id == "territory" and kind.id == "air":  # took X, backed by aircraft, which bombed a column near Y
        aircraft = tag.form == "word" and bool(doc.pack.morphology.article)
        return aircraft and doc.has("who", tag.first + 1, tag.last - 1)
    if clause[0] <= at.last:
        return False
    if not doc.pack.morphology.article:
        return head.id in _BURSTS and kind.id in _FIGHTS and _breaks_out(doc, tag, clause)
    return _goes_on(doc, told, kind, tag, clause)


def _breaks_out(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """English: whether a fight with losses of its own follows a bomb: and clashes broke out in which two died."""
    end = doc.sentence_of(tag.first).last
    lost = any(doc.has(label, tag.last, end) for label in ("killed", "wounded"))
    verb = is_verb(tag) or any(is_verb(t) for t in doc.within("occurs", tag.last, clause[1]))
    return verb and lost and not doc.has("definite", tag.first - 1, tag.first)


def _goes_on(
    doc: Document, told: list[tuple[EventKind, Tag]], kind: EventKind, tag: Tag, clause: tuple[int, int]
) -> bool:
    """Whether a later clause goes on with another deed."""
    head, at = told[0]
    m = doc.pack.morphology
    so = tag.prefix.startswith(m.conjunctions[1:] or "\0")  # stormed the town, and so burnt houses
    opens = is_verb(tag) and tag.first - clause[0] < _OPENING and not so
    if head.id in _MEANS and kind.id in _FIGHTS and not any(k.id == "attack" for k, _ in told):
        verbs = doc.within("occurs", clause[0], clause[0] + _OPENING)  # set off a charge; then a fight broke out
        return opens or any(t.form == "past" for t in verbs)
    if opens and "loot" in (head.id, kind.id):  # killed ten, then set fire to the market; not "and his herd was robbed"
        robbed = tag if kind.id == "loot" else at
        theirs = any(doc.tokens[i].text.endswith(m.pronouns) for i in (robbed.first, robbed.first + 1, robbed.last - 1))
        harm = [kind] if head.id == "loot" else [k for k, _ in told]  # a raid in which only houses burn is one deed
        return not theirs and any(k.id in _HARM for k in harm)
    return head.id in _CROWD and shot_of_them(doc, kind, clause)


def shot_of_them(doc: Document, kind: EventKind, clause: tuple[int, int]) -> bool:
    """Whether a clause tells that on the day after some of those told of were shot."""
    later = bool(doc.pack.morphology.article) and kind.id == "attack" and _days_after(doc, clause)
    return later and doc.has("those", *clause)


def _days_after(doc: Document, clause: tuple[int, int]) -> bool:
    """Whether a clause opens with the day after: and on the next day four of them fell."""
    return any(d.kind in ("later", "day_after") for d in doc.dates_in(clause[0], clause[0] + _OPENING + 2))
