"""Places that head lines and open sentences, where happens what is told after them, and the one of the whole story."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from geomap.extraction.names.inside import near_enough
from geomap.extraction.names.senses import SETTLED, UNIT, rank
from geomap.extraction.words.document import COMMAS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extraction.words.document import Document, Placed, Sentence
    from geomap.extraction.words.phrases import Hit
    from geomap.model import Place

HEADS = frozenset(":")  # after the place that heads a line
DASHES = frozenset("-–—")
_PARTING = HEADS | DASHES
_AFTER_DATELINE = _PARTING | frozenset("(/|")
_HEADED = 8  # sentences of a paragraph that its heading places
_MARKS = 2  # signs before the first word of a line
_LINE = 8  # tokens of a line that only says where


def focus(doc: Document) -> Placed | None:
    """Return the settlement that the story is about: named most often, the earliest of equals."""
    named = [
        p for p in doc.mentions if p.mention.usage == "literal" and p.mention.place and rank(p.mention.place) >= SETTLED
    ]
    if not named:
        return None
    counts = Counter(p.mention.place.id for p in named if p.mention.place)
    best, n = counts.most_common(1)[0]
    if n < 2 and len(counts) > 2:
        return None
    return next(p for p in named if p.mention.place and p.mention.place.id == best)


def heading_of(doc: Document, sentence: Sentence) -> Placed | None:
    """Return the place of the last line above a sentence that only says where: "El Fasher (North Darfur)".

    A governorate heads the lines below it where a colon follows: "Idlib governorate:".
    """
    if doc.scenes is None:
        lines = zip((None, *doc.sentences), doc.sentences, (*doc.sentences[1:], None), strict=False)
        alone = [b for a, b, c in lines if b.paragraph not in {s.paragraph for s in (a, c) if s}]
        doc.scenes = [p for line in alone if (p := _names_only(doc, line))]
    n = bisect_left(doc.scenes, sentence.first, key=lambda p: p.first)
    return doc.scenes[n - 1] if n else None


def heads_paragraph(doc: Document, sentence: Sentence) -> Placed | None:
    """English: the place that alone is the first sentence of a paragraph: "Hajjah. Government troops entered ..."."""
    before = [s for s in doc.preceding(sentence, _HEADED) if s.paragraph == sentence.paragraph]
    if not before or doc.pack.morphology.article:
        return None
    first, last = before[0].first, before[0].last
    named = doc.places_in(first, last)
    alone = len(named) == 1 and all(doc.tokens[i].is_sign or doc.place_at(i) for i in range(first, last))
    opens = first == 0 or doc.sentence_of(first - 1).paragraph != sentence.paragraph
    return named[0] if alone and opens else None


def _names_only(doc: Document, line: Sentence) -> Placed | None:
    """The settlement, else the unit, of a short line that holds nothing but places, words of place and signs."""
    if line.last - line.first > _LINE:
        return None
    words = (i for i in range(line.first, line.last) if not doc.tokens[i].is_sign)
    if not all(doc.place_at(i) or doc.at("cue", i) or doc.at("relation", i) for i in words):
        return None
    named = [p for p in doc.places_in(line.first, line.last) if p.mention.usage == "literal"]
    heads = UNIT if doc.tokens[line.last - 1].text in HEADS else SETTLED
    return max((p for p in named if rank(p.mention.place) >= heads), key=lambda p: rank(p.mention.place), default=None)


def headed(doc: Document, sentence: Sentence) -> bool:
    """Whether a place and a dash stand right before a sentence, as its heading: "Daraa - shells fell on ..."."""
    before = next(iter(doc.preceding(sentence, 1)), None)
    if before is None or before.last != sentence.first or doc.tokens[before.last - 1].text not in DASHES:
        return False
    return all(doc.tokens[i].is_sign or doc.place_at(i) for i in range(before.first, before.last))


def heads_news(doc: Document, hit: Hit) -> bool:
    """Arabic: whether a name alone heads a line that tells of an event: "Khirbat Ghazaleh: shells fell", "X - ..."."""
    sentence = doc.sentence_of(hit.first)
    opens = all(doc.tokens[j].is_sign for j in range(sentence.first, hit.first))
    ends = hit.last < len(doc.tokens) and doc.tokens[hit.last].text in _PARTING
    if hit.cut or not (opens and ends and doc.pack.morphology.article):
        return False
    words = range(hit.first, hit.last)
    everyday = all(doc.tokens[i].spelling.is_everyday for i in words) or (len(words) == 1 and doc.over(hit.first))
    last = doc.sentence_of(min(hit.last + 1, len(doc.tokens) - 1)).last
    return not everyday and any(doc.has(label, hit.last, last) for label in ("event", "motion"))


def heads_among(doc: Document, hit: Hit, around: Sequence[Place]) -> bool:
    """Arabic: whether the name of a town, borne by people too, heads a line in a list of such: "Nawa: .. Jasim: .."."""
    head = hit.rank > 0 and hit.last - hit.first == 1 and not hit.cut and bool(doc.pack.morphology.article)
    if not (head and around and doc.tokens[min(hit.last, len(doc.tokens) - 1)].text in HEADS):
        return False
    opens = all(doc.tokens[j].is_sign for j in range(doc.sentence_of(hit.first).first, hit.first))
    return opens and any(near_enough(p, o) for p in hit.places for o in around)


def opens_sentence(doc: Document, p: Placed) -> bool:
    """Whether a place opens its sentence and a verb follows: in Aden died a guard of the Mansoura prison."""
    first = doc.sentence_of(p.first).first
    opens = p.located and all(doc.tokens[i].is_sign for i in range(first, min(p.lead, first + _MARKS)))
    opens = opens and p.lead <= first + _MARKS
    return opens and any(doc.at(label, p.last) for label in ("event", "occurs", "undergone"))


def sets_the_scene(doc: Document, p: Placed) -> bool:
    """Whether a place opens its sentence and a comma follows: in Aden, shells hit the Mansoura district."""
    after = doc.tokens[p.last : p.last + 2]
    if len(after) > 1 and after[0].text.startswith(doc.pack.morphology.article or "\0"):
        after = after[1:]  # "in neighbouring Chad,"
    opens = p.lead - 1 <= doc.sentence_of(p.first).first and not (p.lead < p.first and doc.at("event", p.lead))
    located = opens and (p.located or _turns_to(doc, p))
    return opens and bool(after) and after[0].text in (COMMAS if located else HEADS)


def _turns_to(doc: Document, p: Placed) -> bool:
    """Arabic: whether the news turns to a place, or comes from it, as its sentence opens: and to X, where; from X,."""
    lead = doc.at("into", p.lead - 1) or doc.at("out_of", p.lead - 1) if doc.pack.morphology.article else None
    return lead is not None and lead.first == doc.sentence_of(p.first).first


def heads_line(doc: Document, p: Placed) -> bool:
    """Whether a place opens its sentence as a dateline does: "Aden:", "Aden (agency) -", "Aden/Taiz -"."""
    return p.lead == p.first == doc.sentence_of(p.first).first and doc.tokens[p.last].text in _AFTER_DATELINE
