"""Those who are led away: captives, the hurt, and who "they" are of whom the sentence before told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.what.modality import is_verb
from geomap.extraction.words.phrases import owned

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag
    from geomap.model import End, Movement

_BESIDE = 6  # tokens from a verb in which the group that it moves is named
_TO_JAIL = 3  # tokens from "to" to the prison: to the central prison of X
_SUBJECT = 3  # tokens from "they" to the verb of their motion
_SEIZED = ("arrest", "abduction")


def open_group(doc: Document, sentence: Sentence, head: Tag, before: Movement | None) -> str | None:
    """Who went on: those of whom no end has been told yet: 40 left X, and made for Y; Arabic: and reached Y."""
    if before is None or before.destination is not None:
        return None
    at = doc.first_from(before.evidence.sentence_start)
    return before.group if at == sentence.first or (at < sentence.first and reached_then(doc, sentence, head)) else None


def reached_then(doc: Document, sentence: Sentence, head: Tag) -> bool:
    """Arabic: whether a sentence opens with a verb of arriving that leaves out who did: and reached X the next day."""
    joins = doc.pack.morphology.conjunctions
    if head.name != "arrive" or head.first != sentence.first or not head.prefix.startswith(joins or "\0"):
        return False
    _, end = sentence.clause(sentence.clause_of(head.first))
    others = any(doc.has(x, head.last, end) for x in ("group", "actor", "civilian"))
    return doc.at("into", head.last) is not None and not others


def then_taken(doc: Document, sentence: Sentence, head: Tag, before: Movement | None) -> bool:
    """English: whether those who reached a place are taken on in their sentence: left X for Y and were taken to Z."""
    if before is None or before.destination is None or head.name not in ("transport", "evacuate"):
        return False
    here = before.evidence.sentence_start == doc.tokens[sentence.first].start and doc.pack.language == "en"
    return here and doc.at("undergone", head.first - 1) is not None and doc.at("and", head.first - 2) is not None


def led_them(doc: Document, sentence: Sentence, head: Tag, before: Movement | None) -> str | None:
    """Who "they" are that are taken away: those told of in the sentence before as seized, else as hurt."""
    if before is not None and then_taken(doc, sentence, head, before):
        return before.group
    if head.name not in ("transport", "evacuate", "leave"):
        return None
    told = next((s for s in doc.preceding(sentence, 1) if s.paragraph == sentence.paragraph), None)
    if told is None or _seized(doc, sentence.first, head.first) or not refers_back(doc, sentence, head):
        return None
    gave_up = doc.pack.language == "en" and doc.within("motion", told.first, told.last, "surrender")
    if _seized(doc, told.first, told.last) or gave_up:
        return "detainees"
    return "wounded" if doc.has("wounded", told.first, told.last) else None


def to_prison(doc: Document, sentence: Sentence, head: Tag, destination: End | None, group: str | None) -> str | None:
    """Those who are taken to a named place under guard, to prison or to be questioned are held, whoever they are."""
    if head.name not in ("transport", "evacuate", "leave") or destination is None or group in ("wounded", "aid"):
        return None
    end = sentence.clause(sentence.clause_of(head.first))[1]
    held = doc.has("for_questioning", head.last, end)
    for jail in doc.within("jail", head.last, end):
        held |= bool(doc.within("into", jail.first - _TO_JAIL, jail.first)) and not doc.has(
            "out_of", head.last, jail.first
        )
    return "detainees" if held and (is_verb(head) or head.form == "noun") else None


def to_hospital(doc: Document, sentence: Sentence, head: Tag, destination: End | None) -> str | None:
    """Those who are taken to a hospital, or for treatment, in a named place are hurt or sick, whoever they are."""
    taken = head.name in ("transport", "evacuate") and destination is not None and is_verb(head)
    end = sentence.clause(sentence.clause_of(head.first))[1]
    return "wounded" if taken and doc.has("hospital", head.last, end) else None


def _seized(doc: Document, first: int, last: int) -> bool:
    """Whether people are seized or held in a token range."""
    return doc.has("captured", first, last) or any(doc.within("event", first, last, name) for name in _SEIZED)


def refers_back(doc: Document, sentence: Sentence, head: Tag) -> bool:
    """Whether those who are taken away are only a pronoun: they were taken to X; Arabic: took them, their transfer."""
    m = doc.pack.morphology
    if not m.article:
        first = max(sentence.first, head.first - _SUBJECT)
        opens = doc.tokens[sentence.first].word == "they" and not doc.has("group", sentence.first, head.first)
        return head.name != "leave" and (opens or doc.has("them", first, head.first))
    first, last = sentence.clause(sentence.clause_of(head.first))
    word = doc.tokens[head.first].word
    them = owned(doc, head.first) or (is_verb(head) and bool(m.plural) and word.endswith(m.plural[0] or "\0"))
    here = head.name != "leave" or word.endswith(m.plural[0] or "\0")
    return them and here and all(t.name == "mixed" for t in doc.within("group", first, last) if t.first != head.first)


def who_they_are(doc: Document, sentence: Sentence, head: Tag) -> str | None:
    """English: who "they" are that open a sentence: people with whom the sentence before opens, in their paragraph."""
    if doc.pack.language != "en" or not doc.has("they", sentence.first, min(sentence.first + 1, head.first)):
        return None
    told = next((s for s in doc.preceding(sentence, 1) if s.paragraph == sentence.paragraph), None)
    people = doc.within("group", told.first, min(told.first + _BESIDE, told.last)) if told else []
    return next((t.name for t in people if t.name in ("civilians", "fighters", "forces")), None)


def hurt_since(doc: Document, seized: Tag, head: Tag) -> bool:
    """Arabic: whether others were hurt after some were seized: held two, and four were hurt, who were taken to X."""
    hurt = doc.last_of("wounded", seized.last, head.first) if doc.pack.morphology.article else None
    return hurt is not None and is_verb(hurt)
