"""What a sentence shares out: another raid on Y killed two; three died in a raid on X and two of a mine in Y.

Each share has a toll of its own and leaves out the verb, the event or both, which the words before it told. Shares of
a sum, behind a colon or "of them", are events, and the sum is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.how_many.headcounts import KEYS
from geomap.extraction.how_many.quantities import Quantity, Share
from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.what.triggers import TOLL_ONLY
from geomap.extraction.where.headings import HEADS
from geomap.extraction.where.listing import meant
from geomap.extraction.where.scenes import is_seat, literal
from geomap.extraction.words.document import COMMAS
from geomap.extraction.words.phrases import one_of_several

if TYPE_CHECKING:
    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.words.document import Document, Placed, Sentence

_ONE_MORE: Final = 4  # tokens from "and another" to its place
_SAID: Final = 2  # tokens over which a word of harm belongs to a number itself: two were wounded


def part_shares(doc: Document, numbers: Numbers) -> None:
    """Let each share of a toll be a clause of its own, and keep what it counts."""
    if not any(doc.tags.get(key) for key in KEYS):
        return
    sentences = []
    for sentence in doc.sentences:
        found = _shares_in(doc, numbers, sentence)
        if found:
            doc.shares.update({share.first: share for share in found})
            starts = {*sentence.clauses, *(share.first for share in found)}
            sentences.append(sentence.parted(tuple(sorted(starts))))
        else:
            sentences.append(sentence)
    doc.sentences = tuple(sentences)


def _shares_in(doc: Document, numbers: Numbers, sentence: Sentence) -> list[Share]:
    if not (doc.places_in(sentence.first, sentence.last) and _harm(doc, sentence.first, sentence.last)):
        return []
    known = numbers.find_all(doc.tokens, sentence.first, sentence.last, doc.counts_to(sentence.last))
    counts = [q for q in known if q.noun in (None, "people")]
    counts = sorted([*counts, *_ones(doc, sentence, counts)], key=lambda q: q.first)
    doc.counted.update(q.first for q in counts if q.value and _joined(doc, q.first) and _is_there(doc, q.last))
    starts = _counted(doc, sentence, counts) + _one_more(doc, sentence)
    starts.sort(key=lambda s: s[0])
    ends = [first for first, _, _ in starts[1:]] + [sentence.last]
    found = [
        share
        for (first, q, of_sum), last in zip(starts, ends, strict=False)
        if (share := _share(doc, sentence, counts, (first, last), q, of_sum=of_sum))
    ]
    parts = [s for s in found if s.of_sum]
    kept = any(s.told for s in parts) or (bool(parts) and _of_wide(doc, sentence, parts[0]))
    return [s for s in found if not s.of_sum or kept]


def _of_wide(doc: Document, sentence: Sentence, share: Share) -> bool:
    """Whether "of them" leads to a place in what was told of before, if of any: raids on the Bekaa, six in Baalbek."""
    before = literal(doc, sentence.first, share.first)
    of_them = doc.at("part", share.first) or (share.q and doc.at("part", share.q.last))
    return bool(of_them) and all(rank(p.mention.place) < SETTLED or is_seat(p) for p in before)


def _ones(doc: Document, sentence: Sentence, counts: list[Quantity]) -> list[Quantity]:
    """One more of the dead or hurt who is joined by an attached "and": and a woman in a raid on Y."""
    joins = doc.pack.morphology.conjunctions[:1]
    ones = (t for t in doc.within("one", sentence.first, sentence.last) if t.prefix in joins and t.prefix)
    apart = (t for t in ones if not any(q.first <= t.first < q.last for q in counts))
    return [Quantity(1, None, None, "exact", t.first, t.last, "people") for t in apart]


def _harm(doc: Document, first: int, last: int) -> list[tuple[int, str]]:
    return [(t.first, key) for key in KEYS for t in doc.within(key, first, last)]


def _counted(doc: Document, sentence: Sentence, counts: list[Quantity]) -> list[tuple[int, Quantity | None, bool]]:
    """Where numbers go on with a toll, each with its number, and whether it is part of a sum."""
    out: list[tuple[int, Quantity | None, bool]] = []
    colon = next((i for i in range(sentence.first, sentence.last) if doc.tokens[i].text in HEADS), sentence.last)
    summed = False  # the shares that follow the first of a sum are of it too
    for q in counts:
        if q.value is None or q.first == sentence.first or doc.date_at(q.first) or doc.place_at(q.first):
            continue
        before, after = doc.at("part", q.first - 1), doc.at("part", q.last) if q.last < sentence.last else None
        if before is not None and before.last == q.first:
            if q.noun:
                continue  # three dead, among them two children, in shelling of X
            start, summed = before.first, True
        elif not _joined(doc, start := _opening(doc, q)):
            continue
        else:
            summed = summed or q.first > colon or (after is not None and after.first == q.last)
        if start - 1 in sentence.clauses and doc.pack.has("and", doc.tokens[start - 1].word):
            start -= 1
        out.append((start, q, summed))
    return out


def _opening(doc: Document, q: Quantity) -> int:
    """English: where a number of others begins: a further three."""
    first = q.first
    while doc.pack.language == "en" and doc.at("besides", first - 1):
        first -= 1
    return first - (first < q.first and doc.pack.has("indefinite", doc.tokens[first - 1].word))


def _joined(doc: Document, first: int) -> bool:
    """Whether "and", a comma or a colon goes on with a number that begins at a token."""
    before, joins = doc.tokens[first - 1], doc.pack.morphology.conjunctions[:1]
    return (
        before.text in COMMAS
        or doc.pack.has("and", before.word)
        or (bool(joins) and doc.tokens[first].text.startswith(joins))
    )


def _is_there(doc: Document, at: int) -> bool:
    """Whether the phrase of a place begins at a token."""
    led = next((t for label in ("locative", "relation") if (t := doc.at(label, at))), None)
    place = doc.place_at(led.last if led else at)
    return place is not None and place.lead == at


def _one_more(doc: Document, sentence: Sentence) -> list[tuple[int, Quantity | None, bool]]:
    """Where one more of what was told goes on: and another on Y, while a second in Z."""
    out: list[tuple[int, Quantity | None, bool]] = []
    span = sentence.first + 1, sentence.last
    for tag in (*doc.within("one_more", *span), *one_of_several(doc, "next", *span)):
        before = doc.tokens[tag.first - 1]
        opens = tag.first in sentence.clauses or before.text in COMMAS or doc.at("contrast", tag.first - 1) is not None
        joins = doc.pack.has("and", before.word) or tag.prefix in (doc.pack.morphology.conjunctions or ("\0",))
        if opens or joins:
            out.append((tag.first, None, False))
    return out


def _share(
    doc: Document,
    sentence: Sentence,
    counts: list[Quantity],
    span: tuple[int, int],
    q: Quantity | None,
    *,
    of_sum: bool,
) -> Share | None:
    """What a range tells as a share, if it has its place, and what came before told of harm and of another place."""
    first, last = span
    harm = [(at, key) for at, key in _harm(doc, sentence.first, first)]
    place = next((p for p in literal(doc, first, last) if p.located or p.relation or doc.at("aim", p.lead)), None)
    if not harm:
        return None
    before = literal(doc, sentence.first, first)
    key = max(harm)[1]
    if place is None:
        alone = q is not None and not of_sum and _on_another_day(doc, sentence, q)
        return Share(first, last, key, q, told=False, of_sum=False) if alone else None
    if q is None:
        return _uncounted(doc, counts, span, place, key) if before else None
    if own := _harm(doc, q.last, q.last + _SAID):
        return _with_verb(doc, span, (q, own[-1]), place, before, of_sum=of_sum)
    if not _leads_on(doc, q, place) or not (of_sum or before):
        return None
    told = doc.has("event", q.last, place.lead) or (
        doc.has("event", place.last, last) and _says_how(doc, sentence, first)
    )
    again = doc.has("one_more", q.last, place.last + _SAID)
    return Share(first, last, key, q, told=told, of_sum=of_sum) if told or again or of_sum else None


def _uncounted(doc: Document, counts: list[Quantity], span: tuple[int, int], place: Placed, key: str) -> Share | None:
    """One more of what was told, whose number, if any, stands behind its place or belongs to a verb of its own."""
    first, last = span
    own = _harm(doc, place.last, last)
    behind = next((c for c in counts if place.last <= c.first < last), None)
    if one_of_several(doc, "next", first, first + 1):  # in the second, a guard in Y
        behind = behind or next((c for c in counts if first < c.first and c.last == place.lead), None)
    whom = any(c.first == at + 1 for at, _ in _harm(doc, first, place.lead) for c in counts)  # another wounded five
    near = place.lead - first <= _ONE_MORE + (behind is not None)
    if not (whom or (near and (own or behind))):
        return None
    told = doc.has("event", first, place.lead)
    return Share(first, last, key, None if own or whom else behind, told=told, of_sum=False)


def _with_verb(
    doc: Document,
    span: tuple[int, int],
    own: tuple[Quantity, tuple[int, str]],
    place: Placed,
    before: list[Placed],
    *,
    of_sum: bool,
) -> Share | None:
    """English: a share with a verb of harm of its own and another place: killed one in X and four were hurt in Y."""
    q, (at, key) = own
    alone = doc.pack.language == "en" and doc.at("undergone", q.last) is not None and not of_sum
    elsewhere = bool(before) and meant(place) not in [meant(p) for p in before]
    there = alone and place.lead == at + 1 and elsewhere
    return Share(*span, key, None, told=False, of_sum=False) if there else None


def _on_another_day(doc: Document, sentence: Sentence, q: Quantity) -> bool:
    """Whether others are counted right before a day that is not the one told before: and a further three on Friday."""
    day = doc.date_at(q.last + (doc.at("besides", q.last) is not None))  # four more on Friday
    if day is None or day.kind != "day":
        return False
    before = [d for d in doc.dates_in(sentence.first, q.first) if d.kind == "day"]
    return bool(before) and all(d.time.start != day.time.start for d in before)


def _says_how(doc: Document, sentence: Sentence, last: int) -> bool:
    """Whether it was told before how people were hurt, so that what follows a share's place tells that of it alone."""
    return any(doc.pack.events[t.name].weight > TOLL_ONLY for t in doc.within("event", sentence.first, last))


def _leads_on(doc: Document, q: Quantity, place: Placed) -> bool:
    """Whether what a number counts is led right on to how or where they were hurt."""
    after = doc.at("part", q.last)
    at = after.last if after and after.first == q.last else q.last
    if at >= len(doc.tokens) or doc.tokens[at].is_sign:
        return False
    by = doc.pack.morphology.prepositions[:1]
    led = any(doc.at(label, at) for label in ("cause", "locative", "event", "relation")) or place.lead == at
    return led or (bool(by) and doc.tokens[at].text.startswith(by))
