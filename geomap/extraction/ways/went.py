"""Whether a motion came about: denied or tried, still to come, or only told of who then goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.ways.no_way import hindered
from geomap.extraction.what.modality import is_verb, modality

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_ASIDE = 8  # tokens from a noun of motion over an aside to what tells that it is to come
_TURN = 5  # tokens at the start of a sentence in which it is told that a plan came to nothing
_SET_OUT = ("arrive", "leave", "transport", "return", "evacuate")
_BESIDE = 6  # tokens from a verb of trying to the noun of a motion


def leading(tags: list[Tag]) -> Tag:
    """Return the word of one movement that says most of it."""
    return max(tags, key=lambda t: (is_verb(t) and t.name not in ("transport", "arrive"), is_verb(t), -t.first))


def attempted(doc: Document, tag: Tag) -> bool:
    """Whether a motion was only tried."""
    after = tag.first + 1 if tag.loose else tag.last
    before = tag.first - 1
    if tag.form == "noun" and _tried(doc, tag):
        return True
    while before > 0 and doc.date_at(before):
        before -= 1  # "tried since Monday morning to advance"
    return doc.has("attempt", before - 1, before + 1) or doc.has("attempt", after, after + 1)


def _tried(doc: Document, tag: Tag) -> bool:
    """Whether a noun of motion is the object of a verb of trying: some of the prisoners tried an escape."""
    sentence = doc.sentence_of(tag.first)
    first, _ = sentence.clause(sentence.clause_of(tag.first))
    tries = [t for t in doc.within("attempt", max(first, tag.first - _BESIDE), tag.first) if is_verb(t)]
    return bool(tries) and not any(doc.has(x, tries[-1].last, tag.first) for x in ("event", "motion", "occurs"))


def came_about(doc: Document, sentence: Sentence, first: int, tags: list[Tag]) -> tuple[int, list[Tag], str] | None:
    """The first clause with a motion that is not denied, the words of motion from there on, and their mode.

    "They did not wait but fled": what stands in a clause after a denied one may still have happened.
    """
    while tags:
        head = leading(tags)
        mode = "negated" if attempted(doc, head) or hindered(doc, head) else modality(doc, head, sentence, totals=True)
        if mode == "occurred" and _to_come(doc, sentence, head):
            mode = "planned"
        if mode == "planned" and _went_for_it(doc, sentence, head, tags):
            mode = "occurred"
        if mode == "planned" and (went := _then_went(doc, sentence, head, tags)):
            tags, mode = went, "occurred"
        if mode == "planned" and _fell_through(doc, sentence, head):
            mode = "negated"
        others = [t for t in tags if is_verb(t) and sentence.clause_of(t.first) < sentence.clause_of(head.first)]
        if mode == "background" and doc.pack.language == "en" and _in_relative(doc, head):
            others = [t for t in tags if t.first >= head.last and is_verb(t)]
            end = sentence.clause(sentence.clause_of(others[0].first))[1] if others else 0
            if others and not doc.has("historical_clause", others[0].first, end):
                return first, others, "occurred"  # 70 families who fled last year came back
        if others and (mode == "negated" or (mode == "planned" and _why(doc, sentence, head))):
            tags = others
            continue
        if mode != "negated":
            return None if mode == "background" else (first, tags, mode)
        first = max(first, sentence.clause(sentence.clause_of(head.first))[1])
        tags = [t for t in tags if t.first >= first]
    return None


def _why(doc: Document, sentence: Sentence, head: Tag) -> bool:
    """Whether a clause only tells why or when people went: moved to X after the owner had asked them to leave."""
    return doc.at("cause", sentence.clause(sentence.clause_of(head.first))[0]) is not None


def _went_for_it(doc: Document, sentence: Sentence, head: Tag, tags: list[Tag]) -> bool:
    """English: whether flight is what a motion that was made is for: they crossed into X to escape the fighting."""
    aim = head.form == "base" and head.name == "flee" and doc.at("purpose", head.first - 1) is not None
    made = (t for t in tags if aim and t.form == "past" and t.last < head.first)
    return any(modality(doc, t, sentence, totals=True) == "occurred" for t in made)


def _then_went(doc: Document, sentence: Sentence, head: Tag, tags: list[Tag]) -> list[Tag]:
    """The verbs by which people went, behind what they were asked to do: were told to leave, and 200 families fled."""
    then = [t for t in tags if t.form == "past" and t.first >= head.last]
    joint = doc.has("and", head.last, then[0].first) if then else False
    if not joint or doc.has("relative", head.last, then[0].first):
        return []
    return then if modality(doc, then[0], sentence, totals=True) == "occurred" else []


def _fell_through(doc: Document, sentence: Sentence, head: Tag) -> bool:
    """Whether it is told behind a planned motion that it never was: but it never arrived. It did not set out.

    It is told of them, who need not be named again, and not of others: though an earlier one never arrived.
    """
    end = doc.sentence_of(sentence.last).first + _TURN if sentence.last < len(doc.tokens) else sentence.last
    for no in doc.within("negation", head.last, end):
        verb = doc.at("motion", no.last)
        if verb is None or verb.first != no.last or not is_verb(verb) or verb.name not in _SET_OUT:
            continue
        theirs = doc.sentence_of(no.first)
        _, last = theirs.clause(theirs.clause_of(no.first))
        elsewhere = doc.places_in(verb.last, last) or doc.at("but_was", verb.last)  # did not leave until noon
        if not elsewhere and _told_of_them(doc, theirs, no, verb):
            return True
    return False


def _told_of_them(doc: Document, sentence: Sentence, no: Tag, verb: Tag) -> bool:
    """Whether a denied verb has no subject but those told of before: it, none behind "but", the convoy."""
    before = no.first - 1
    opens = no.first == sentence.first
    if article := doc.pack.morphology.article:
        who = doc.at("group", verb.last)
        known = who is None or doc.tokens[who.first].text.startswith(article)
        return known and (opens or doc.at("turns_away", before) is not None or doc.tokens[before].is_sign)
    they = any(doc.at(label, before) for label in ("takes_up", "contrast"))
    return they or doc.date_at(before) is not None or doc.place_at(before) is not None


def _in_relative(doc: Document, head: Tag) -> bool:
    """Whether a motion only tells who those are who then go on: families who fled last year, lorries which had left."""
    return any(doc.at("relative", i) for i in (head.first - 1, head.first - 2)) or (
        head.loose and doc.has("relative", head.first, head.last)
    )


def _to_come(doc: Document, sentence: Sentence, head: Tag) -> bool:
    """Whether a noun of motion is put off, or what may be carried out: 150 more may be forced to flee."""
    first, last = sentence.clause(sentence.clause_of(head.first))
    if doc.pack.language == "en" and head.form == "noun":
        last = max(last, min(head.last + _ASIDE, sentence.last))
        # the convoy to X awaits clearance, a second one, to Y, is planned
        return any(doc.has(label, head.last, last) for label in ("put_off", "imminent"))
    if doc.pack.language == "ar" and doc.has("put_off", first, head.first):
        return True
    carried = doc.within("undertakes", first, head.first)
    return head.form == "noun" and any(t.form == "present" and doc.at("may", t.first - 1) for t in carried)
