"""Where a movement began that only its leaving tells of: where the story is, where those moved before came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.ways.ends import end_of
from geomap.extraction.ways.led_away import reached_then, then_taken
from geomap.extraction.ways.oneway import SET_OUT
from geomap.extraction.ways.the_rest import where_rest_left
from geomap.extraction.what.modality import is_verb
from geomap.extraction.where.scenes import literal
from geomap.extraction.where.standins import standing
from geomap.extraction.where.takenback import told_before

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag
    from geomap.model import End, Movement

_HOME = 3  # rank of a district, of the places that people flee from the coarsest
_DRIVEN = 6  # tokens from a verb that drives people out to where they go
_PEOPLE = 3  # tokens from "its" to its people
_TAKEN = ("civilians", "mixed", "fighters")  # whom buses take
_ITS = 4  # tokens from "the village's" to its people
_AFTER = 4  # tokens that "hours after" may take
_FROM_IT = 6  # tokens from a motion to "from it"
_BESIDE = 6  # tokens from a verb to those of whom it tells
_FELL = 3  # tokens from a place to what befell it: X has been retaken
_MADE_OFF = ("flee", "leave", "withdraw")
_CHANGED_HANDS = ("territory", "recovered", "loss", "fall", "entry", "transfer")
_ARMED = ("fighters", "forces")
_ANOTHER = ("another", "further")
_MORE = ("more", "others")
_THEN = ("and", "before", "then")
_SEIZED = ("arrest", "abduction", "captives")
_GO_ON = ("arrive", "flee", "leave", "transport")  # how those go on who were told of before


def understood(doc: Document, sentence: Sentence, head: Tag, told: Movement | None) -> End | None:
    """Where people came from when only their leaving is told: the settlement named just before, else the story's.

    Where the sentence names no place it goes on with the movement ``told`` before.
    """
    first, end = sentence.clause(sentence.clause_of(head.first))
    named = [p for p in literal(doc, sentence.first, end) if not p.container]
    before = [p for p in named if first <= p.first < head.first and rank(p.mention.place) >= SETTLED]
    if head.name == "evacuate" and doc.has("event", first, end):
        return None  # rescued from what befell them there
    rescued = head.name == "evacuate" and named and named[0].located
    only = named[0] if len(named) == 1 and (named[0].first < head.first or rescued) else None
    away = doc.has("out_of", head.last, end)  # from somewhere else, though no name says from where
    if not named and not away and told and told.origin and told.evidence.sentence_start >= _above(doc, sentence):
        return told.origin
    return end_of(before[-1] if before else only if named else doc.story)


def aside(doc: Document, tag: Tag) -> bool:
    """Whether a motion is told beside another: along with it, or as what others did before: after IS fled it."""
    if doc.at("alongside", tag.first - 1) or tag.form != "noun" or not doc.pack.morphology.article:
        return doc.at("alongside", tag.first - 1) is not None
    ago = doc.within("long_after", tag.first - _AFTER, tag.first)
    after = doc.at("cause", tag.first - 1) is not None or any(t.last == tag.first for t in ago)
    others = any(doc.at(label, tag.last) for label in ("group", "actor", "civilian"))
    return after and others and doc.has("there", tag.last, tag.last + _FROM_IT)


def _above(doc: Document, sentence: Sentence) -> int:
    """Where the sentence before begins in the text."""
    return doc.tokens[(*doc.preceding(sentence, 1), sentence)[0].first].start


def left_before(
    doc: Document, sentence: Sentence, head: Tag, destination: End | None, before: Movement | None
) -> End | None:
    """Where forces fell back from or people fled: the settlement that was told of just before in the sentence.

    Most of those told of in the movement ``before`` came from where that began.
    """
    if destination is None:
        return _ground_left(doc, sentence, head)
    told_of = before.destination if before and then_taken(doc, sentence, head, before) else None
    told_of = told_of or (before.origin if before and _are_those(doc, sentence, head, before) else None)
    told_of = told_of or (_seized_in(doc, sentence, head) if head.name in ("transport", "free") else None)
    told_of = told_of or where_rest_left(doc, sentence, head, before)
    told_of = told_of or _given_up_in(doc, sentence, head, before) or _and_more(doc, sentence, head, before)
    told_of = told_of or _arrived_then(doc, sentence, head, before)
    told_of = told_of or _asked_to_go(doc, sentence, head)
    home = told_of or _whose_people(doc, sentence, head) or _lost(doc, sentence, head) or _packed(doc, sentence, head)
    if home is not None:
        return _unless(home, destination)
    driven = head.name in ("arrive", "leave") and doc.has("drives", head.first - _DRIVEN, head.first)
    driven |= head.name == "arrive" and doc.has("to_live", head.last, head.last + _PEOPLE)
    if head.name not in ("withdraw", "flee", "evacuate") and not driven:
        return None
    first, last = sentence.clause(sentence.clause_of(head.first))
    caused = doc.has("event", first, head.first)  # "the fighting in X led to the flight of"
    reached = before.destination.key if before and before.destination else ""
    here = before is not None and before.evidence.sentence_start == doc.tokens[sentence.first].start
    if here and before and head.name == "withdraw" and before.group in ("forces", "fighters") and before.destination:
        return _unless(before.destination, destination)  # they entered X before they fell back to Y
    told = literal(doc, sentence.first, head.first if caused else first)
    ends = (end_of(p) for p in told if rank(p.mention.place) >= _HOME and not p.container)
    left = [end for end in ends if end and end.key != reached]  # not where others went
    because = any(not doc.at("via", t.first) for t in doc.within("cause", first, last))
    goes_on = driven or because or doc.has("those", first, last)
    if not told and ((head.name == "flee" and goes_on) or _known_people(doc, head, last)):
        return _unless(end_of(told_before(doc, sentence, sentence.first)), destination)  # "fled because of that"
    return _unless(left[-1], destination) if left else None


def _asked_to_go(doc: Document, sentence: Sentence, head: Tag) -> End | None:
    """The place whose people were told to leave, in a clause before that by which they went: and hundreds fled to Y."""
    first, _ = sentence.clause(sentence.clause_of(head.first))
    if head.name not in ("arrive", "flee") or first == sentence.first:
        return None
    asked = [t for name in ("leave", "evacuate") for t in doc.within("motion", sentence.first, first, name)]
    if not asked or (is_verb(asked[0]) and asked[0].form != "base"):
        return None
    theirs = [p for p in doc.places_in(sentence.first, asked[0].first) if doc.has("dwellers", p.lead - 1, p.first)]
    return end_of(theirs[-1]) if theirs else None


def _ground_left(doc: Document, sentence: Sentence, head: Tag) -> End | None:
    """English: the ground that others took when a force is told to have withdrawn: took X after the withdrawal of Y."""
    first, last = sentence.clause(sentence.clause_of(head.first))
    after = head.form == "noun" and head.name == "withdraw" and doc.has("cause", first, head.first)
    if not after or doc.pack.language != "en" or literal(doc, first, last):
        return None
    taken = [t for name in ("territory", "entry") for t in doc.within("event", sentence.first, first, name)]
    named = [p for p in literal(doc, sentence.first, first) if rank(p.mention.place) >= SETTLED and not p.container]
    return end_of(named[-1]) if taken and named else None


def _lost(doc: Document, sentence: Sentence, head: Tag) -> End | None:
    """English: the place that was lost, told before, from which those who bore arms fell back to another."""
    first, last = sentence.clause(sentence.clause_of(head.first))
    if doc.pack.language != "en" or head.name not in _MADE_OFF:
        return None
    armed = doc.has("actor", first, last) or any(t.name in _ARMED for t in doc.within("group", first, last))
    if not (armed or head.name == "withdraw"):
        return None
    for start, end in ((sentence.first, first), *((s.first, s.last) for s in doc.preceding(sentence, 1))):
        lost = [t for name in _CHANGED_HANDS for t in doc.within("event", start, end, name)]
        named = [p for p in literal(doc, start, end) if not p.container]
        if lost and named:
            after = next((p for p in named if p.first > lost[0].first), None)
            p = after or next((p for p in reversed(named) if 0 <= lost[0].first - p.last <= _FELL), None)
            return end_of(p) if p and (p.mention.place is None or rank(p.mention.place) >= SETTLED) else None
        if named:
            return None
    return None


def _packed(doc: Document, sentence: Sentence, head: Tag) -> End | None:
    """English: where those were told of who have packed up, or have since moved, to somewhere else."""
    if doc.pack.language != "en" or not doc.has("packs_up", sentence.first, head.last):
        return None
    named = literal(doc, sentence.first, head.first)
    village = standing(doc, sentence, (sentence.first, head.first))  # part of the people of the village
    return None if named else end_of(village or told_before(doc, sentence, sentence.first))


def _whose_people(doc: Document, sentence: Sentence, head: Tag) -> End | None:
    """English: the place whose people go: X emptied overnight, its people driving to Y; X residents streamed to Y."""
    first, _ = sentence.clause(sentence.clause_of(head.first))
    if doc.pack.language == "en" and head.name in ("arrive", "flee", "leave"):
        theirs = [p for p in literal(doc, first, head.first) if p.last < head.first and doc.at("dwellers", p.last)]
        if theirs:
            return end_of(theirs[-1])
        for tag in doc.within("dwellers", first, head.first):
            near = range(max(0, tag.first - _ITS), tag.first)
            of = next((i for i in near if doc.tokens[i].word == "s"), 0)
            if of and doc.at("cue", of - 2):  # the village's last residents
                start = (*doc.preceding(sentence, 1), sentence)[0].first
                towns = [p for p in literal(doc, start, of) if not p.container and rank(p.mention.place) >= SETTLED]
                return end_of(towns[-1]) if towns else None
    for tag in doc.within("possessive", first, head.first) if doc.pack.language == "en" else ():
        if any(doc.has(label, tag.last, tag.last + _PEOPLE) for label in ("dwellers", "group")):
            named = [p for p in literal(doc, sentence.first, tag.first) if not p.container]
            return end_of(named[-1]) if named and rank(named[-1].mention.place) >= SETTLED else None
    return None


def _seized_in(doc: Document, sentence: Sentence, head: Tag) -> End | None:
    """Where those who are led off were seized or hurt, told in a clause before: arrested ten in X, took them to Y."""
    first, _ = sentence.clause(sentence.clause_of(head.first))
    english = doc.pack.language == "en"
    held = english and any(
        doc.at("group", t.first - 1) or doc.at("civilian", t.first - 1) for t in _held(doc, first, head)
    )
    first = head.first if held or (english and _taken_on(doc, head, first)) else first
    seized = [t for name in _SEIZED for t in doc.within("event", sentence.first, first, name)]
    seized += doc.within("wounded", sentence.first, first) if english else ()
    if doc.pack.language not in ("ar", "en") or not seized or (english and first < head.first):
        return None
    named = literal(doc, sentence.first, first)
    told = [p for p in named if rank(p.mention.place) >= _HOME and (p.located or p.relation) and not p.container]
    after = [p for p in told if p.first > seized[0].first]
    if held and not named:
        return end_of(told_before(doc, sentence, sentence.first))  # those detained at the gate were taken to X
    return end_of((after or told)[-1]) if told else None


def _held(doc: Document, first: int, head: Tag) -> list[Tag]:
    """The participles of a clause that say who was seized, before they are told to be taken elsewhere."""
    return [
        t for name in _SEIZED for t in doc.within("event", first, head.first, name) if t.form in ("past", "participle")
    ]


def _given_up_in(doc: Document, sentence: Sentence, head: Tag, before: Movement | None) -> End | None:
    """English: where those gave themselves up who, as the next sentence tells, were taken elsewhere."""
    if before is None or before.destination is not None or doc.pack.language != "en" or head.name != "transport":
        return None
    next_ = before.evidence.sentence_start == _above(doc, sentence) and before.origin is not None
    return (
        before.origin if next_ and ".surrender:" in before.evidence.rule and _them_first(doc, sentence, head) else None
    )


def _and_more(doc: Document, sentence: Sentence, head: Tag, before: Movement | None) -> End | None:
    """English: where those left of whom more, as the next sentence opens, went elsewhere: 90 left X. Ten more."""
    if before is None or before.origin is None or doc.pack.language != "en" or not opens_with_more(doc, sentence):
        return None
    next_ = before.evidence.sentence_start == _above(doc, sentence)
    return before.origin if next_ and not doc.has("out_of", sentence.first, head.last) else None


def _arrived_then(doc: Document, sentence: Sentence, head: Tag, before: Movement | None) -> End | None:
    """Where those had set out who, as the next sentence tells, arrived: 60 families left X. They reached Y at noon."""
    if before is None or before.destination is not None or head.name != "arrive" or not is_verb(head):
        return None
    gone = any(f".{word}:" in before.evidence.rule for word in SET_OUT)
    if before.evidence.sentence_start != _above(doc, sentence) or not gone:
        return None
    if doc.pack.language == "en":
        the = doc.pack.has("definite", doc.tokens[sentence.first].word)
        known = _them_first(doc, sentence, head) or (the and doc.at("group", sentence.first + 1) is not None)
        return before.origin if known and head.first - sentence.first <= _PEOPLE else None
    m = doc.pack.morphology
    here = head.first == sentence.first
    they = bool(m.plural) and doc.tokens[head.first].word.endswith(m.plural[0] or "\0")
    known = they or _known_people(doc, head, sentence.last) or reached_then(doc, sentence, head)
    return before.origin if here and known else None


def opens_with_more(doc: Document, sentence: Sentence) -> bool:
    """English: whether a sentence opens with more of those told of before: another 400, twenty more, ten others."""
    first = sentence.first
    another = doc.tokens[first].word in _ANOTHER and doc.tokens[min(first + 1, len(doc.tokens) - 1)].is_number
    more = doc.tokens[min(first + 1, len(doc.tokens) - 1)].word in _MORE
    return doc.pack.language == "en" and (another or more)


def _them_first(doc: Document, sentence: Sentence, head: Tag) -> bool:
    """Whether a sentence opens with those told of before."""
    return doc.has("they", sentence.first, min(sentence.first + 1, head.first))


def ground_reached(doc: Document, sentence: Sentence, head: Tag, group: str | None) -> End | None:
    """English: the ground that a force took once others were flown in: retook X after police were flown in from Y."""
    armed = group in _ARMED and doc.pack.language == "en" and head.name in ("transport", "arrive")
    if not armed or not any(
        doc.tokens[i].word == "in" for i in range(head.first + 1, min(head.last + 1, len(doc.tokens)))
    ):
        return None
    first, _ = sentence.clause(sentence.clause_of(head.first))
    taken = [t for name in _CHANGED_HANDS for t in doc.within("event", sentence.first, head.first, name)]
    named = [
        p for p in literal(doc, sentence.first, head.first) if rank(p.mention.place) >= SETTLED and not p.container
    ]
    return (
        end_of(named[-1]) if taken and named and doc.has("cause", max(first - 1, sentence.first), head.first) else None
    )


def _taken_on(doc: Document, head: Tag, first: int) -> bool:
    """English: whether those just told of are taken on: and took him to Y, were taken to Y, who were flown to Y."""
    them = doc.has("them", head.last, head.last + 1) or doc.has("them", head.first, head.last)
    goes_on = any(doc.pack.has("and", doc.tokens[i].word) for i in range(max(0, head.first - 2), head.first))
    return them or goes_on or doc.has("relative", first, head.first) or doc.has("wounded", first, head.first)


def _unless(end: End | None, destination: End) -> End | None:
    """Return an end that is not where they went."""
    return end if end and end.key != destination.key else None


def _are_those(doc: Document, sentence: Sentence, head: Tag, before: Movement) -> bool:
    """Whether a clause tells of those who moved before: most of them reached X, while others made for Y."""
    taken = head.name == "transport" and doc.pack.language == "en" and doc.has("them", head.first, head.last)
    if before.group not in (_TAKEN if taken else _TAKEN[:1]) or not (taken or head.name in _GO_ON):
        return False
    first, last = sentence.clause(sentence.clause_of(head.first))
    at = before.evidence.sentence_start
    if doc.pack.language != "ar":  # many of them have gone to X and Y
        those = taken or doc.has("those", first, head.first)
        return before.destination is None and at >= _above(doc, sentence) and those
    arriving = head.name == "arrive" and doc.has("group", first, last)
    here = at == doc.tokens[sentence.first].start and (arriving or head.name == "flee")
    return here or (at >= _above(doc, sentence) and doc.has("those", first, last))


def _known_people(doc: Document, head: Tag, last: int) -> bool:
    """Arabic: whether those told of right after a verb are known: the survivors fled, the soldiers withdrew to X."""
    after = doc.tokens[head.last].text if is_verb(head) and head.last < last else ""
    return after.startswith(doc.pack.morphology.article or "\0") and doc.place_at(head.last) is None


def stayed(doc: Document, sentence: Sentence, span: tuple[int, int], head: Tag, group: str | None) -> bool:
    """Whether those of whom it is told only where they were went no way: an abduction, captives of X who are freed."""
    first, last = span
    if head.name == "free":
        named = doc.places_in(first, last) if doc.has("dwellers", first, last) else ()
        return any(doc.has("dwellers", p.lead - 1, p.first + 1) for p in named)
    if _of_the_dead(doc, sentence, head) or _made_off(doc, sentence, head):
        return True
    # "taken from X" without a word where to tells of an abduction, no way, but "later moved from X to nobody knows"
    sent_off = doc.has("sends_off", head.first, head.last) or doc.has("capital", head.first, last)
    led_off = head.name == "transport" and group not in ("aid", "wounded") and not sent_off
    led_off = led_off and not (group == "fighters" and doc.pack.language == "ar")  # whom nobody abducts
    return led_off and not all(doc.has(label, head.first, last) for label in ("nowhere", "moved_on"))


def _made_off(doc: Document, sentence: Sentence, head: Tag) -> bool:
    """English: whether those who did a deed only left its scene: burned three cars near X and fled, struck and left."""
    last = sentence.clause(sentence.clause_of(head.first))[1]
    gone = doc.pack.language == "en" and is_verb(head) and head.name in _MADE_OFF and not literal(doc, head.last, last)
    gone = gone and not (head.loose and head.name == "flee")  # and forced many to flee
    then = gone and doc.tokens[max(0, head.first - 1)].word in _THEN
    return then and any(is_verb(t) for t in doc.within("event", sentence.first, head.first))


def _of_the_dead(doc: Document, sentence: Sentence, head: Tag) -> bool:
    """Arabic: whether a way only tells who the dead were: four of the victims had come from X, were displaced."""
    first = sentence.clause(sentence.clause_of(head.first))[0]
    dead = any(t.form == "noun" or t.name != "verb" for t in doc.within("killed", sentence.first, head.first))
    those = doc.has("those", max(first, head.first - _BESIDE), head.first + 1) or doc.has("among", first, head.first)
    return doc.pack.language == "ar" and dead and those
