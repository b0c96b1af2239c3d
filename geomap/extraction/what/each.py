"""What each of several deeds was that were counted together: two raids; the first hit X, and the second Y."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.what.frame import GENERIC
from geomap.extraction.where.scenes import literal
from geomap.extraction.words.pack import Tag

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence

_TELLS: Final = ("event", "killed", "wounded", "occurs", "undergoes", "undergone", "locative", "relation", "loses")
_NEAR: Final = 2  # tokens from a number to its noun; Arabic: from a verb to its subject: "then hit the second"


def tell_each(doc: Document) -> None:
    """Let "the first" and "the second" be deeds of the kind that was told right before, where no word says another."""
    if "nth" not in doc.tags:
        return
    sentences: list[Sentence] = []
    told: Tag | None = None
    for before, sentence in zip((None, *doc.sentences), doc.sentences, strict=False):
        starts: list[Tag] = []
        for tag in doc.within("nth", sentence.first, sentence.last):
            if _stands_alone(doc, tag) and not (starts and tag.first < starts[-1].last):  # in the second
                starts.append(tag)
        counted = _counted(doc, sentence.first, starts[0].first) if starts else None
        counted = None if counted and literal(doc, sentence.first, starts[0].first) else counted
        if counted is None and starts and before and before.paragraph == sentence.paragraph:
            counted = told or _counted(doc, before.first, before.last)
            doc.each |= {counted.first} if counted else set()
        told = counted
        sentences.append(_told(doc, sentence, starts, counted) if counted else sentence)
    doc.sentences = tuple(sentences)


def _told(doc: Document, sentence: Sentence, starts: list[Tag], counted: Tag) -> Sentence:
    """Name the words of each deed, and part the sentence where one begins."""
    firsts = [_first(doc, sentence, t) for t in starts]
    for first, led, last in zip(firsts, starts, (*firsts[1:], sentence.last), strict=True):
        own = doc.within("event", first, last)
        for tag in own:
            if tag.form != "noun" or doc.pack.events[tag.name].weight <= GENERIC:
                tag.name = counted.name
        if not own and literal(doc, led.last, last):
            doc.add(Tag("event", counted.name, led.first, led.last, "past", led.prefix))
    return sentence.parted(tuple(sorted({*sentence.clauses, *firsts})))


def _first(doc: Document, sentence: Sentence, led: Tag) -> int:
    """Where what is told of one of them begins: Arabic verbs stand before it."""
    near = range(max(sentence.first, led.first - _NEAR), led.first) if doc.pack.morphology.article else ()
    return next((i for i in near if any(doc.at(label, i) for label in _TELLS)), led.first)


def _stands_alone(doc: Document, led: Tag) -> bool:
    """Whether a word for the first or second is no attribute: no "the first time", in Arabic no "the first day"."""
    if led.name.endswith("them") or doc.at("locative", led.first - 1) or doc.at("locative", led.first):
        return True
    if doc.pack.morphology.article:
        before = doc.tokens[led.first - 1] if led.first else None
        opens = before is None or before.is_sign or led.prefix in doc.pack.morphology.conjunctions
        return opens or any((t := doc.at(label, led.first - 1)) and t.form == "past" for label in _TELLS)
    after = doc.tokens[led.last] if led.last < len(doc.tokens) else None
    return after is not None and (
        any(doc.at(label, led.last) for label in _TELLS) or doc.pack.has("indefinite", after.word)
    )


def _counted(doc: Document, first: int, last: int) -> Tag | None:
    """The likeliest noun of several deeds told in a range."""
    told = [t for t in doc.within("event", first, last) if t.form == "noun" and _several(doc, t)]
    noun = max(told, key=lambda t: doc.pack.events[t.name].weight, default=None)
    return noun if noun and doc.pack.events[noun.name].weight > GENERIC else None


def _several(doc: Document, tag: Tag) -> bool:
    """Whether a noun counts two or more: two raids, twin bombings, the Arabic dual."""
    dual = tuple(doc.pack.table["numbers"]["forms"].get("dual", ()))
    return doc.has("deeds", max(0, tag.first - _NEAR), tag.last) or doc.tokens[tag.first].text.endswith(dual or "\0")
