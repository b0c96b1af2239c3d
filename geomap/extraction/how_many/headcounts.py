"""Counts of people in a range: sums taken as one, parts of a number left out, ages and days no counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.how_many.parts import of_whole
from geomap.extraction.how_many.quantities import Quantity
from geomap.extraction.what.modality import is_verb

if TYPE_CHECKING:
    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_OF_WHAT = 7  # tokens that say of what one is the head, and the name
_OTHERS = ("other", "others", "more")
KEYS: Final[tuple[str, ...]] = ("killed", "wounded", "captured")


def headcounts(doc: Document, numbers: Numbers, first: int, last: int) -> list[Quantity]:
    """Return the counts of people in a token range, in text order; a part ("among them two children") is none."""
    told = _people(doc, numbers, first, last)
    whole = [_alone(doc, q) for q in of_whole(doc, told) if not is_part(doc, q)]
    if doc.pack.language != "en":
        return [q for q in whole if not _whole_of(doc, q, told)]
    whole = [_with_first(doc, q, first) for q in whole]
    return whole if len(whole) == len(told) else _over_parts(doc, whole, told)


def _whole_of(doc: Document, q: Quantity, told: list[Quantity]) -> bool:
    """Arabic: whether a number is only that of which another is part: two of the eight were found dead."""
    article = doc.pack.morphology.article
    known = bool(article) and q.noun is None and doc.tokens[q.first].text.startswith(article)
    return known and doc.at("of", q.first - 1) is not None and any(o.last == q.first - 1 for o in told)


def _with_first(doc: Document, q: Quantity, first: int) -> Quantity:
    """English: a count of others with the one told before them: the mayor of X and five other people."""
    and_ = q.first - 1
    if not q.value or and_ <= first or not doc.pack.has("and", doc.tokens[and_].word):
        return q
    if not any(doc.tokens[i].word in _OTHERS for i in range(q.first + 1, min(q.last + 1, len(doc.tokens)))):
        return q
    for i in range(and_ - 1, max(first - 1, and_ - 1 - _OF_WHAT), -1):
        if doc.at("one", i):
            return Quantity(q.value + 1, q.low, q.high, q.quantifier, i, q.last, q.noun)
        if doc.tokens[i].is_sign or doc.tokens[i].is_number or any(doc.at(x, i) for x in ("event", "clause", *KEYS)):
            break
    return q


def _over_parts(doc: Document, whole: list[Quantity], told: list[Quantity]) -> list[Quantity]:
    """English: counts that "and" joins over a part of the first, as one: six guards, two of them women, and a cook."""
    parts = [p for p in told if not any(p.first == q.first for q in whole)]
    out = whole[:1]
    for q in whole[1:]:
        a = out[-1]
        aside = doc.tokens[a.last].text == "," and any(a.last < p.first < q.first for p in parts)
        joined = aside and doc.tokens[q.first - 2].text == "," and doc.pack.has("and", doc.tokens[q.first - 1].word)
        joined = joined and not (_told_of(doc, a) and _told_of(doc, q))
        if joined and a.noun == q.noun == "people" and a.value and q.value:
            out[-1] = Quantity(a.value + q.value, None, None, q.quantifier, a.first, q.last, q.noun)
        else:
            out.append(q)
    return out


def _told_of(doc: Document, q: Quantity) -> bool:
    """Whether a number has its own word of harm: five dead, two of them boys, and 12 wounded."""
    return any(doc.at(key, i) for key in KEYS for i in (q.last - 1, q.last))


def gapped(doc: Document, numbers: Numbers, first: int, last: int) -> tuple[str, Quantity] | None:
    """English: whom a clause counts that leaves out its verb: two were killed in X and three by a mine in Y."""
    if doc.pack.language != "en" or not (
        doc.tokens[first].is_number or doc.pack.has("counting", doc.tokens[first].word)
    ):
        return None
    told = [(t.first, key) for key in KEYS[:2] for t in doc.within(key, doc.sentence_of(first).first, first)]
    if not told:
        return None
    q = next((q for q in headcounts(doc, numbers, first, last) if q.first == first and q.value), None)
    return (max(told)[1], q) if q and doc.at("cause", q.last) else None


def _people(doc: Document, numbers: Numbers, first: int, last: int) -> list[Quantity]:
    """Counts of people in a range; sums of counted nouns taken as one."""
    out: list[Quantity] = []
    read = doc.counts_to(last)
    sums = _sums(doc, numbers, first, last, read)
    if not sums and not any(read.values()):
        return out  # no count was met on the way
    for q in numbers.find_all(doc.tokens, first, last, read):
        # of the brigades of X
        of_force = q.noun == "thing" and doc.at("actor", q.last - 1) and doc.at("of", q.last - 2)
        case = q.noun == "thing" and doc.at("cases", q.last - 1) and any(doc.at(key, q.last) for key in KEYS[:2])
        if (out and q.first < out[-1].last) or (q.noun not in (None, "people") and not (of_force or case)):
            continue
        out.append(next((s for s in sums if s.first <= q.first < s.last), q))
    out += [s for s in sums if not any(s.first < q.last and q.first < s.last for q in out)]
    out.sort(key=lambda q: q.first)
    out = [q for q in out if not (doc.date_at(q.first) or doc.place_at(q.first) or is_age(doc, q))]
    out = [q for q in out if q.first not in doc.day_names] if doc.day_names else out
    return [q for q in out if not _whose_parent(doc, q)] if "parent" in doc.tags else out


def _whose_parent(doc: Document, q: Quantity) -> bool:
    """Arabic: whether a number counts the children of one who was hurt: a father of four."""
    of = doc.pack.morphology.to_places[-1:]
    return bool(of) and doc.tokens[q.first].text.startswith(of) and doc.at("parent", q.first - 1) is not None


def is_age(doc: Document, q: Quantity) -> bool:
    """Whether a bare number with the article says how old somebody is: a man "in the twenty"."""
    of = doc.tokens[q.first - 1].word == "of" and doc.at("one", q.first - 2)  # a man of 55
    if of and q.noun is None and not doc.pack.has("of", doc.tokens[q.last].word if q.last < len(doc.tokens) else ""):
        return True
    known = doc.tokens[q.first].text.startswith(doc.pack.morphology.article or "\0")
    return known and q.noun is None and doc.at("sure_place", q.first - 1) is not None


def _sums(doc: Document, numbers: Numbers, first: int, last: int, read: dict[int, Quantity | None]) -> list[Quantity]:
    """Groups joined by "and", counted as one: a father and his two sons."""
    out = []
    while (q := numbers.find_people(doc.tokens, first, last, read)) is not None:
        if not _over_a_part(doc, q):
            out.append(q)
        first = q.last
    return out


def _over_a_part(doc: Document, q: Quantity) -> bool:
    """English: whether a group runs on from a part to those who were hurt: including a nurse, and five wounded."""
    part = doc.at("part", q.first - 1) if doc.pack.language == "en" else None
    return part is not None and _told_of(doc, q) and any(doc.tokens[i].is_sign for i in range(q.first, q.last))


def is_part(doc: Document, q: Quantity) -> bool:
    """Whether a number counts only some of those who are told of: among them two children, two of them."""
    told = any(doc.within(key, q.first - 2, q.first) for key in KEYS)  # "two of them were killed" is the toll itself
    before = doc.within("part", q.first - 3, q.first)
    if doc.pack.language == "en" and (doc.at("be", q.first - 1) or doc.at("undergone", q.first - 1)):
        told_of = doc.at("part", q.first - 2)  # among the dead were two nurses
        before = [told_of] if told_of is not None and told_of.last == q.first - 1 else before
    # "three dead, among them a woman, and the wounding of six": the six are told anew
    anew = before and any(doc.has(key, before[-1].last, q.first) for key in KEYS)
    done = before and any((t := doc.at(key, before[-1].first - 1)) and is_verb(t) for key in KEYS)  # "killed of them 4"
    anew = anew or done or (before and _hurt_besides(doc, before[-1], q))
    after = doc.at("part", q.last) if q.noun is None else None  # "11 bodies, among them" is the whole
    at = after.last if after is not None else 0
    while doc.pack.language == "en" and after is not None and (doc.at("undergone", at) or doc.at("be", at)):
        at += 1  # four of them were killed
    told = told or (after is not None and any(doc.at(key, at) for key in KEYS))  # two of them died
    return bool(before and not anew) or (not told and bool(after))


def _hurt_besides(doc: Document, part: Tag, q: Quantity) -> bool:
    """Arabic: whether a number behind a part of the dead counts the hurt: five dead, among them a girl, and 12 hurt."""
    glued = doc.pack.morphology.conjunctions[:1]
    joined = doc.tokens[q.first].text.startswith(glued or "\0") or doc.tokens[q.first - 1].text in glued
    return part.last < q.first and joined and any(doc.at(key, q.last - 1) for key in KEYS)


def _alone(doc: Document, q: Quantity) -> Quantity:
    """A number, left open where it is that of the dead and the hurt together: 42 people, between dead and hurt."""
    between = doc.at("relation", q.last)
    joint = between and between.name == "between" and not doc.at("part", q.last) and doc.at("killed", between.last)
    return Quantity(None, q.low, q.high, q.quantifier, q.first, q.last, q.noun) if joint else q
