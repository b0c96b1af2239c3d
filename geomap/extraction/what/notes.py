"""English: notes that leave verbs out, crowds that set upon people, raids told among raids from the air."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.what.modality import is_verb
from geomap.extraction.where.scenes import literal

if TYPE_CHECKING:
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import EventKind, Tag

_VERBS = ("event", "occurs", "motion", "be")  # labels of verbs that make a note a sentence
_HARM = ("killed", "wounded")
_ARMED = ("state", "non_state", "unknown", "force")
_UNARMED = ("civilian", "crowd")
_BEATEN = ("attack", "execution")  # families of what crowds do to one whom they catch
_FROM_AFAR = ("air", "shelling")
_TAKEN = ("arrest", "led", "search")
_WHOM = "whom"
_SINCE = 3  # words of "been missing since"
_DATED = 4  # tokens from "Monday's" to the noun of what happened then


def goes_on_noting(doc: Document, tag: Tag, sentence: Sentence, first: int) -> bool:
    """Whether a counted noun opens a clause after another event's noun and no verb: raids before dawn, five arrests."""
    counted = doc.tokens[first].is_number or doc.at("counting", first) is not None
    if doc.pack.language != "en" or tag.form != "noun" or not counted or tag.first - first > 1:
        return False
    if not any(t.form == "noun" for t in doc.within("event", sentence.first, first)):
        return False
    return not any(t.form != "noun" for label in _VERBS for t in doc.within(label, sentence.first, first))


def raided_to_arrest(doc: Document, taker: Tag, other: Tag) -> bool:
    """Whether raids are named only as how people were taken: night raids, nine detained; raided a flat, took two."""
    if taker.name != "arrest" or other.name != "raid" or other.first > taker.first or doc.pack.language != "en":
        return False
    sentence = doc.sentence_of(taker.first)
    harmed = any(doc.has(label, other.first, sentence.last) for label in _HARM)
    if other.form == "noun":
        return not (harmed or literal(doc, other.last, taker.first))
    before = doc.tokens[taker.first - 1]  # the same people go on: raided a depot, seized arms and arrested four
    goes_on = taker.form == "past" and (before.text == "," or doc.pack.has("and", before.word))
    first, last = sentence.clause(sentence.clause_of(taker.first))
    return goes_on and not harmed and not literal(doc, max(first, other.last + 1), last)


def by_a_crowd(doc: Document, frame: Frame) -> bool:
    """Whether a crowd, and nobody with arms, sets upon people or beats them: a crowd beat a driver senseless."""
    if doc.pack.language != "en" or frame.head[0].id not in _BEATEN:
        return False
    if not any(doc.at("beats", t.first) for _, t in frame.triggers):
        return False
    at = frame.triggers[0][1].first
    who = [t.name for t in doc.within("acting", frame.sentence.first, at)]
    army = doc.has("actor", frame.sentence.first, at)
    people = who[0] in _UNARMED if who else doc.has("locals", frame.sentence.first, at)
    return people and not (army or any(name in _ARMED for name in who))


def of_a_known_day(doc: Document, tag: Tag) -> bool:
    """Whether the dead are those of an attack that is told with its day: buried the nine dead of Monday's raid."""
    if tag.form != "noun" or not any(doc.has(label, tag.first - 2 * _DATED, tag.first) for label in _HARM):
        return False
    return any(d.kind == "day" for d in doc.dates_in(tag.first - _DATED, tag.first))


def among_air_raids(doc: Document, tag: Tag) -> bool:
    """Whether a raid on a building is one from the air, as those told of before: the dead of a raid on a house."""
    if tag.name != "raid" or tag.form != "noun" or doc.pack.language != "en":
        return False
    s = doc.sentence_of(tag.first)
    if not doc.at("target_mark", tag.last) or not doc.has("struck", tag.last, tag.last + _DATED):
        return False
    if any(doc.has(label, s.first, s.last) for label in ("acting", "captured")) or doc.within(
        "event", s.first, s.last, "arrest"
    ):
        return False
    return doc.last_of("event", 0, s.first, "air") is not None


def at_doors(doc: Document, tag: Tag) -> bool:
    """Whether what else is a raid from the air is one of soldiers: raids on homes in X, in which five were arrested."""
    if tag.name != "air" or tag.form != "noun" or doc.at("raids", tag.last - 1) is None:
        return False
    s = doc.sentence_of(tag.first)
    taken = any(t.name in _TAKEN for t in doc.within("event", s.first, s.last))
    return taken and not any(doc.has(label, s.first, s.last) for label in ("aircraft", *_HARM))


def written_as_name(doc: Document, tag: Tag) -> bool:
    """Whether a verb with a capital behind a preposition is a town: the camp outside Hit, the road to Hit."""
    if tag.last - tag.first > 1 or tag.form == "noun" or tag.first == 0 or not doc.tokens[tag.first].text[:1].isupper():
        return False
    return any(doc.at(label, tag.first - 1) for label in ("relation", "locative", "into", "out_of"))


def whom(doc: Document, tag: Tag) -> bool:
    """Whether somebody is told of whom others took: a nurse whom gunmen seized in X."""
    return any(t.word == _WHOM for t in doc.tokens[max(0, tag.first - _DATED) : tag.first])


def tells_since_when(doc: Document, tag: Tag) -> bool:
    """Whether somebody is only missing since he was taken: missing since Friday, when gunmen drove him off."""
    if tag.name != "abduction" or (not tag.loose and tag.last - tag.first < _SINCE) or not doc.date_at(tag.last):
        return False
    end = doc.sentence_of(tag.first).last
    later = any(t.name == "abduction" and is_verb(t) for t in doc.within("event", tag.last, end))
    return later and bool(literal(doc, tag.last, end))


def burns_too(doc: Document, frames: list[Frame], kind: EventKind, tag: Tag) -> bool:
    """English: whether what was fired goes on to burn something elsewhere: rockets hit X and set a shop ablaze in Y."""
    if not frames or kind.id != "loot" or not is_verb(tag) or not doc.pack.has("and", doc.tokens[tag.first - 1].word):
        return False
    fired = [t for k, t in frames[-1].triggers if k.id in _FROM_AFAR]
    return bool(fired) and fired[0].form == "noun"
