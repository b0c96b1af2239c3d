"""Words that are a verb and a noun alike, "strike", "raids": which of the two stands here, by the word before.

Arabic: so are an imam and "in front of", but for one sign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.words.pack import Tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geomap.extraction.words.pack import Pack
    from geomap.extraction.words.tokens import Token

_FORMS: Final = ("base", "present")  # forms of a verb that may be a noun's
_PREPOSITIONS: Final = ("locative", "cause", "at_the_time")
_HURT: Final = "wounded"  # the group of the hurt
_OBJECTS: Final = ("counting", "indefinite", "definite", "possessive")  # labels of what opens the object of a verb
_SUBJECTS: Final = ("actor", "group", "civilian")
_PEOPLE: Final = ("civilian", "one")
_WORN: Final = (*_PEOPLE, "actor")
_MEN_IN: Final = 2  # words of "masked men"
_ALEFS: Final = "\u0623\u0627"  # the hamza of an imam stands below


def tell_apart(tags: dict[str, list[Tag]], tokens: tuple[Token, ...], pack: Pack) -> None:
    """Leave of the tags of a text, by label, those of events and people that their words are in this place."""
    tags["event"], tags["group"] = _told_apart(tags, tokens, pack), _but_verbs(tags, tokens, pack)
    if pack.morphology.article:
        for label in _PEOPLE:
            if label in tags:
                tags[label] = [t for t in tags[label] if not _leads(t, tokens[t.first], pack)]
    nameless = [t for t in tags.get("acting", ()) if t.name == "unknown" and t.last - t.first > _MEN_IN]
    worn = {i for t in nameless for i in range(t.first + 1, t.last)}  # men in army uniform
    for label in _WORN if worn else ():
        if label in tags:
            tags[label] = [t for t in tags[label] if t.first not in worn]


def _leads(tag: Tag, token: Token, pack: Pack) -> bool:
    """Arabic: whether a word for somebody is a preposition by its first letter: in front of, no imam."""
    return tag.last - tag.first == 1 and token.text[0] in _ALEFS and pack.has("locative", token.word)


def _told_apart(tags: Mapping[str, list[Tag]], tokens: tuple[Token, ...], pack: Pack) -> list[Tag]:
    """Return the tags of events, those that may be a noun or a verb as what they are; ``tags``: all, by label."""
    events = tags.get("event", [])
    if pack.morphology.article:
        return _after_prepositions(events, tags, tokens, pack)
    events = _without_subjects(events, tags, tokens, pack)
    alike = {
        t.first
        for t in events
        if t.form in _FORMS and (t.loose or t.last - t.first == 1) and tokens[t.first].word in pack.event_nouns
    }
    if not alike:
        return events
    ends = {t.last for label in _SUBJECTS for t in tags.get(label, ())}
    ends |= {t.last for t in tags.get("aircraft", ()) if tokens[t.last - 1].word.endswith("s")}  # not "drone attacks"
    nouns = {i for i in alike if not _follows_subject(i, tokens, pack, ends)}
    named = {(t.first, t.name) for t in events if t.form == "noun" and t.first in nouns}
    out: list[Tag] = []
    for tag in events:
        if tag.first in nouns and _holds_doer(tag, tags):  # "a strike by X targeted positions"
            if all(first != tag.first for first, _ in named):
                out.append(Tag(tag.label, tag.name, tag.first, tag.first + 1, "noun", tag.prefix))
        elif tag.first not in alike or tag.last - tag.first > 1:
            out.append(tag)
        elif tag.first in nouns and tag.form in _FORMS:
            if not any(first == tag.first and name != tag.name for first, name in named):
                out.append(Tag(tag.label, tag.name, tag.first, tag.last, "noun", tag.prefix))
        elif tag.first in nouns or tag.form != "noun":
            out.append(tag)
    return out


def _holds_doer(tag: Tag, tags: Mapping[str, list[Tag]]) -> bool:
    """Whether what would be a verb with its object holds who did it: its first word is what was done by them."""
    if not tag.loose or tag.form not in _FORMS:
        return False
    return any(tag.first < by.first < tag.last - 1 for by in tags.get("agent_mark", ()))


def _without_subjects(
    events: list[Tag], tags: Mapping[str, list[Tag]], tokens: tuple[Token, ...], pack: Pack
) -> list[Tag]:
    """English: leave out what begins with the subject of "came": the exchange came a day after gunmen opened fire."""
    comes = tags.get("comes", [])
    return [t for t in events if not _begins_with_subject(t, comes, tokens, pack)] if comes else events


def _begins_with_subject(tag: Tag, comes: list[Tag], tokens: tuple[Token, ...], pack: Pack) -> bool:
    led = tag.loose and tag.form in _FORMS and tag.first and pack.has("definite", tokens[tag.first - 1].word)
    return bool(led) and any(tag.first < t.first < tag.last for t in comes)


def _but_verbs(tags: Mapping[str, list[Tag]], tokens: tuple[Token, ...], pack: Pack) -> list[Tag]:
    """Return the tags of groups of people but those that are a verb with its object: X and Y wounded four soldiers."""
    groups = tags.get("group", [])
    if pack.morphology.article:
        return groups
    harms = {t.first for t in tags.get("wounded", ()) if t.form in ("past", "base") and t.last - t.first == 1}
    counting = {t.first for label in _OBJECTS for t in tags.get(label, ())}
    harms = {i for i in harms if i + 1 in counting or (i + 1 < len(tokens) and tokens[i + 1].is_number)}
    return [t for t in groups if t.name != _HURT or t.first not in harms]


def _after_prepositions(
    events: list[Tag], tags: Mapping[str, list[Tag]], tokens: tuple[Token, ...], pack: Pack
) -> list[Tag]:
    """Arabic: turn verbs that are written as their nouns are into these where a preposition leads: in, during."""
    alike = {
        t.first
        for t in events
        if t.form == "past" and t.last - t.first == 1 and not t.prefix and tokens[t.first].word in pack.event_nouns
    }
    after = {i for i in alike if i and any(pack.has(label, tokens[i - 1].word) for label in _PREPOSITIONS)}
    if not after:
        return events
    led = {t.last for label in _PREPOSITIONS for t in tags.get(label, ()) if t.form == "word"} & after
    return [
        Tag(t.label, t.name, t.first, t.last, "noun") if t.first in led and t.form == "past" and not t.loose else t
        for t in events
    ]


def _follows_subject(i: int, tokens: tuple[Token, ...], pack: Pack, ends: set[int]) -> bool:
    """Whether what stands before takes a verb: who acts, "to", a modal, a pronoun."""
    if i == 0 or tokens[i - 1].is_sign:
        return False
    return i in ends or pack.has("takes_verb", tokens[i - 1].word)
