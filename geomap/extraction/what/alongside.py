"""What is told to have gone on along with an event: more of it, or another one elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.retold.retellings import VIOLENT
from geomap.extraction.where.listing import meant
from geomap.extraction.where.scenes import literal
from geomap.extraction.words.phrases import one_of_several
from geomap.model import SUB_EVENT_TYPES

if TYPE_CHECKING:
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.pack import EventKind, Tag

_AT_PEOPLE = ("killing", "shooting", "abduction", "arrest", "execution")  # families of what is done to somebody
_BY_MANY = ("clash", "communal", "riot", "mob", "stones", "protest")  # and of what that may lead to
BESIDE = 3  # tokens from "along with" to the noun of what went with it


def accompanies(doc: Document, kind: EventKind, tag: Tag, frame: Frame, clause: tuple[int, int]) -> bool:
    """Whether a noun only tells what went with the violence told before it: clashes along with heavy shelling.

    So do the arms that are seized with those who are arrested: and seized three rifles in his possession.
    """
    if kind.id == "disrupted" and frame.head[0].id == "arrest":
        seized = (
            bool(tag.prefix) and doc.at("captured", tag.first) is not None and not literal(doc, tag.last, clause[1])
        )
        return seized or doc.has("found_on", tag.first, clause[1])
    if frame.head[0].id == "disrupted" and kind.id == "killing":
        return _attacker_after(doc, tag)
    led = any(doc.at("accompanies", i) for i in range(tag.first - BESIDE, tag.first))
    told = SUB_EVENT_TYPES[frame.head[0].sub_event_type] in VIOLENT
    led = led or (meanwhile(doc, tag, clause) is not None and not literal(doc, *clause))
    return told and tag.form in ("noun", "participle") and led and coincides(doc, tag, clause) is None


def _attacker_after(doc: Document, tag: Tag) -> bool:
    """Whether who was to attack is told with article right after a verb: foiled it, killing the attacker."""
    if article := doc.pack.morphology.article:
        who = doc.at("one", tag.last) or doc.at("acting", tag.last)
        return who is not None and doc.tokens[tag.last].text.startswith(article)
    who = doc.at("acting", tag.last + 1)
    return who is not None and who.name == "unknown" and doc.at("definite", tag.last) is not None


def coincides(doc: Document, tag: Tag, clause: tuple[int, int]) -> Tag | None:
    """Return what leads to what went on elsewhere at the same time: raids on X, along with shelling on Y."""
    if (aside := meanwhile(doc, tag, clause)) and literal(doc, *clause):
        return aside
    led = next((t for t in reversed(doc.within("coincides", clause[0], tag.first)) if _leads(doc, t, tag)), None)
    if led is None or tag.form not in ("noun", "past", "participle"):
        return None
    before = [p for p in literal(doc, doc.sentence_of(tag.first).first, led.first) if not p.container]
    there = [p for p in literal(doc, tag.last, clause[1]) if p.located or p.cue or p.relation or undergoes_it(doc, p)]
    apart = bool(doc.pack.morphology.article) or (bool(before) and bool(there) and meant(there[0]) != meant(before[-1]))
    return led if there and apart else None


def meanwhile(doc: Document, tag: Tag, clause: tuple[int, int]) -> Tag | None:
    """English: what opens a clause, after a comma, of unrest that only goes on: killed two in X, as protests spread."""
    led = doc.at("as_well", clause[0])
    apart = led is not None and tag.form in ("noun", "participle") and doc.tokens[clause[0] - 1].is_sign
    return led if apart and doc.has("rages", tag.last, clause[1]) else None


def sparked(doc: Document, head: EventKind, at: Tag, kind: EventKind, tag: Tag) -> Tag | None:
    """Return the word by which one deed leads to another: the killing of a man sparked clashes between two clans."""
    if head.id not in _AT_PEOPLE or kind.id not in _BY_MANY:
        return None
    return next((t for t in doc.within("sparks", at.last, tag.first) if tag.first - t.last <= BESIDE), None)


def second(doc: Document, at: Tag, tag: Tag) -> Tag | None:
    """English: what leads to the second of two deeds that were counted: in the first X was hit, and in the second Y."""
    told = one_of_several(doc, "next", at.last, tag.first)
    if not told or doc.has("event", told[-1].last, tag.first):
        return None
    return told[-1] if one_of_several(doc, "first", doc.sentence_of(tag.first).first, told[-1].first) else None


def without_recalled(doc: Document, frame: Frame) -> tuple[int, int]:
    """The tokens of a frame without what is only recalled: marched to mourn those killed in X; not its main clause.

    A bombing, which came days after an attack in X, wounded six in Y.
    """
    first, after = frame.triggers[0][1].last, frame.triggers[-1][1].last
    recalled = [t.first for x in ("recalls", "historical_clause") for t in doc.within(x, first, frame.last)]
    if not recalled:
        return frame.first, frame.last
    at = min(recalled)
    aside = doc.at("relative", frame.sentence.clause(frame.sentence.clause_of(at))[0]) is not None
    later = (c for c in frame.sentence.clauses if at < c < frame.last and aside and doc.pack.language == "en")
    main = next(
        (c for c in later if any((t := doc.at(x, c)) and t.form == "past" for x in ("killed", "wounded"))), None
    )
    if main is not None:
        return main, frame.last
    recalled = [
        i for i in recalled if i >= after and not doc.has("risen", i + 1, frame.last)
    ]  # "which then rose to nine"
    return frame.first, min([frame.last, *recalled])


def told_beside(doc: Document, tag: Tag) -> bool:
    """English: whether "in addition to", "along with" leads to a noun with a place of its own."""
    if doc.pack.morphology.article:
        return False
    first, last = (s := doc.sentence_of(tag.first)).clause(s.clause_of(tag.first))
    led = any(_leads(doc, t, tag) for label in ("coincides", "succeeds") for t in doc.within(label, first, tag.first))
    return led and any(p.located or p.relation for p in literal(doc, tag.last, last))


def undergoes_it(doc: Document, p: Placed) -> bool:
    """Whether a place is the object of a participle, or in Arabic of a verb: before raiding X, shelling hit X."""
    if doc.pack.morphology.article:
        hit = doc.at("occurs", p.lead - 1)
        return hit is not None and hit.last == p.lead and hit.form in ("past", "present")
    deed = doc.at("event", p.lead - 1) if doc.pack.language == "en" else None
    return deed is not None and deed.last == p.lead and deed.form == "participle"


def _leads(doc: Document, led: Tag, tag: Tag) -> bool:
    """Whether it stands right before a word; English: but for an article, an adjective, a place or a sign."""
    if doc.pack.morphology.article or led.last == tag.first:
        return led.last == tag.first
    between = range(led.last, tag.first)
    return len(between) < BESIDE and not any(doc.tokens[i].is_sign or doc.place_at(i) for i in between)
