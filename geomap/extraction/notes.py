"""English: notes that leave verbs out, crowds that set upon people, raids told among raids from the air."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.scenes import literal

if TYPE_CHECKING:
    from geomap.extraction.document import Document, Sentence
    from geomap.extraction.frames import Frame
    from geomap.extraction.pack import Tag

_VERBS = ("event", "occurs", "motion", "be")  # labels of verbs that make a note a sentence
_HARM = ("killed", "wounded")
_ARMED = ("state", "non_state", "unknown", "force")
_UNARMED = ("civilian", "crowd")
_BEATEN = ("attack", "execution")  # families of what crowds do to one whom they catch
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
    """Whether a note names raids only as how people were taken: night raids, nine detained."""
    if taker.name != "arrest" or other.name != "raid" or other.form != "noun" or other.first > taker.first:
        return False
    end = doc.sentence_of(taker.first).last
    harmed = any(doc.has(label, other.first, end) for label in _HARM)
    return doc.pack.language == "en" and not (harmed or literal(doc, other.last, taker.first))


def by_a_crowd(doc: Document, frame: Frame) -> bool:
    """Whether a crowd, and nobody with arms, sets upon people or beats them: a crowd beat a driver senseless."""
    if doc.pack.language != "en" or frame.head[0].id not in _BEATEN:
        return False
    if not any(doc.at("beats", t.first) for _, t in frame.triggers):
        return False
    at = frame.triggers[0][1].first
    who = [t.name for t in doc.within("acting", frame.sentence.first, at)]
    army = doc.has("actor", frame.sentence.first, at)
    return bool(who) and who[0] in _UNARMED and not (army or any(name in _ARMED for name in who))


def of_a_known_day(doc: Document, tag: Tag) -> bool:
    """Whether the dead are those of an attack that is told with its day: buried the nine dead of Monday's raid."""
    if tag.form != "noun" or not any(doc.has(label, tag.first - 2 * _DATED, tag.first) for label in _HARM):
        return False
    return any(d.kind == "day" for d in doc.dates_in(tag.first - _DATED, tag.first))


def among_air_raids(doc: Document, tag: Tag) -> bool:
    """Whether a raid on a building is one from the air, as those told of before: the dead of Monday's raid on a house."""
    if tag.name != "raid" or tag.form != "noun" or doc.pack.language != "en":
        return False
    s = doc.sentence_of(tag.first)
    if not doc.at("target_mark", tag.last) or not doc.has("struck", tag.last, tag.last + _DATED):
        return False
    if any(doc.has(label, s.first, s.last) for label in ("acting", "captured")) or doc.within("event", s.first, s.last, "arrest"):
        return False
    return doc.told_before("event", s.first, "air")
