"""Words of motion that tell of no way gone: they say who people are, or describe those whom a deed falls on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.what.english import is_hit
from geomap.extraction.what.modality import is_verb
from geomap.extraction.where.scenes import literal
from geomap.extraction.words.phrases import agrees, definite, owned

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_BEFORE_PEOPLE = ("agent_mark", "definite", "indefinite", "of", "counting", "locative", "wherein", "clause", "contrast")
_BESIDE = 6  # tokens from a verb in which the group that it moves is named
_COUNTED = 3  # tokens from a noun of motion to those who were hit
_GAPPED = 8  # tokens from a participle to where they went
_OPENING = 6  # tokens of those who open a sentence, with "who"
_SOURCE = 4  # tokens of "according to people who"
_SAYS = 16  # tokens from where they came to "say"
_ADJOINED = 5  # tokens after a participle in which the place that people came from stands
_FALL_ON = ("attack", "aimed", "shelling", "air", "device", "ied")  # families of deeds that fall on a column


def says_who(doc: Document, tag: Tag) -> bool:
    """English: a participle that only says who they are: the displaced families, ten freed captives."""
    if doc.pack.language != "en" or tag.form not in ("past", "participle"):
        return False
    if not doc.at("group", tag.last):
        return _of_the_dead(doc, tag)
    first = doc.sentence_of(tag.first).first
    before = doc.tokens[tag.first - 1].word
    opens = tag.first == first or doc.tokens[tag.first - 1].is_number
    return opens or any(doc.pack.has(label, before) for label in _BEFORE_PEOPLE)


def _of_the_dead(doc: Document, tag: Tag) -> bool:
    """English: whether a participle tells of which people the dead were: among them five displaced from X."""
    s = doc.sentence_of(tag.first)
    last = s.clause(s.clause_of(tag.first))[1]
    adjoined = tag.name == "flee" and doc.at("group", tag.first - 1) is not None and not doc.has("into", tag.last, last)
    return adjoined and any(doc.has(x, s.first, tag.first) for x in ("killed", "part"))


def who_once_fled(doc: Document, tag: Tag) -> bool:
    """Whether a relative clause with no end of its own says who people are: those who fled their country.

    English: the women who came down from X said.
    """
    if doc.pack.language == "en":
        s = doc.sentence_of(tag.first)
        came = tag.name == "arrive" and doc.at("out_of", tag.last - 1) is not None
        whose = came and doc.has("relative", tag.first - 2, tag.first)
        came = whose and not doc.has("into", tag.last, s.last) and len(doc.within("motion", s.first, s.last)) == 1
        return came or _witnesses(doc, tag, s)
    last = (s := doc.sentence_of(tag.first)).clause(s.clause_of(tag.first))[1]
    whose = doc.at("relative", tag.first - 1) is not None and doc.pack.language == "ar"
    return whose and tag.name in ("flee", "leave") and not literal(doc, tag.last, last)


def _witnesses(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """English: whether people of whom no number is told are only those who say so: women who reached X spoke of."""
    if tag.name not in ("arrive", "flee") or not doc.has("relative", tag.first - 2, tag.first):
        return False
    if doc.within("hearsay", tag.first - _SOURCE, tag.first, "source"):
        return True  # according to people who arrived in X
    opens = range(sentence.first, tag.first)
    if tag.first - sentence.first > _OPENING or any(
        doc.tokens[i].is_number or doc.has("counting", i, i + 1) for i in opens
    ):
        return False
    said = next((t for t in doc.within("hearsay", tag.last, tag.last + _SAYS) if t.name in ("told", "addressed")), None)
    return said is not None and not any(doc.tokens[i].text == "," for i in range(tag.last, said.first))


def led_along(doc: Document, tag: Tag) -> bool:
    """English: whether a participle only says with whom people are: settlers escorted by soldiers burned two cars."""
    along = tag.name == "transport" and doc.at("agent_mark", tag.last) is not None and doc.pack.language == "en"
    people = any(doc.at(label, tag.first - 1) for label in ("group", "civilian", "acting", "actor"))
    return along and people


def noun_with_article(doc: Document, tag: Tag) -> bool:
    """English: whether a word that may be a verb is a noun with its article: used as a shelter in X."""
    if doc.pack.language != "en" or tag.form not in ("base", "present"):
        return False
    before = doc.tokens[max(0, tag.first - 1)].word
    return any(doc.pack.has(label, before) for label in ("definite", "indefinite", "possessive"))


def is_circumstance(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether a motion only describes who was hit: a boat that carries passengers, somebody on his way out."""
    first, last = sentence.clause(sentence.clause_of(tag.first))
    adjoined = doc.pack.language == "en" and (_adjoined(doc, tag) or is_hit(doc, tag) or _died_on_way(doc, tag))
    if adjoined or not doc.has("event", first, tag.first):
        return adjoined
    home = not tag.prefix and doc.at("civilian", tag.first - 1) and tag.name in ("return", "flee")
    if tag.form == "noun" and (home or doc.at("was", tag.first - 1) or _is_hit(doc, tag)):
        return True  # "who were on their way to", "a mine hit a family on its way home"
    if doc.has("into", tag.last - 1, last):
        return False
    if tag.name == "flee" and tag.form == "noun" and doc.at("group", tag.first) and doc.has("killed", first, last):
        return True  # "a shell killed four displaced people"
    theirs = doc.tokens[tag.first].word.endswith(doc.pack.morphology.pronouns or "\0")
    if tag.name == "flee" and doc.has("there", tag.last, tag.last + 1) and doc.pack.language == "ar":
        return True  # "shells hit a house to which two families had fled"
    then = doc.has("at_the_time", tag.first - 1, tag.first) or doc.has("afterwards", tag.first - 1, tag.first)
    on_their_way = tag.form == "noun" and theirs and then  # was seized on, or after, his way out of X
    only = tag.form == "past" or not doc.has("motion", first, tag.first)  # fought groups that came from X
    came = tag.name == "arrive" and only and doc.has("out_of", tag.first, tag.last + 1)
    carried = tag.name in ("transport", "receive") and tag.form in ("present", "base")
    bus = tag.name == "transport" and is_verb(tag) and doc.pack.language == "ar"  # a bus that carries passengers
    carried = carried or (bus and not (owned(doc, tag.first) or doc.has("into", tag.first, last)))
    return on_their_way or came or carried


def _died_on_way(doc: Document, tag: Tag) -> bool:
    """English: whether people died on their way: shot dead on their way to a mosque in X."""
    hurt = any(doc.at(label, tag.first - 1) for label in ("killed", "wounded"))
    return hurt and doc.tokens[tag.first].word == "on"


def _adjoined(doc: Document, tag: Tag) -> bool:
    """Whether a phrase of motion stands right behind the people it describes: two men on their way to market died."""
    phrase = tag.form == "base" and tag.last - tag.first > 1 and doc.at("locative", tag.first) is not None
    return phrase and any(doc.at(label, tag.first - 1) for label in ("group", "one", "civilian"))


def _is_hit(doc: Document, tag: Tag) -> bool:
    """Arabic: whether those on their way are what an act falls on: raids on reinforcements that came from X."""
    advance = tag.name == "advance" and doc.pack.language == "ar"
    first, last = (s := doc.sentence_of(tag.first)).clause(s.clause_of(tag.first))
    object_ = advance and doc.tokens[tag.first].word.endswith(doc.pack.morphology.masculine_endings[:1] or "\0")
    if object_ and not doc.has("into", tag.last, last):
        return any(t.name in _FALL_ON and t.form == "past" for t in doc.within("event", first, tag.first))
    marks = doc.within("target_mark", tag.first - _BESIDE, tag.first) if advance else []
    return bool(marks) and (marks[-1].last == tag.first or doc.has("was", tag.last, tag.last + _COUNTED))


def describes_them(doc: Document, tag: Tag) -> bool:
    """Whether a participle only says who people are: hosted those who fled, a house let to people displaced from X.

    A definite one tells a motion where from where goes with it; another where it is told where to.
    """
    m = doc.pack.morphology
    group = doc.at("group", tag.first)
    carrier = group is not None and group.name == "mixed"
    people = doc.tokens[tag.first].word.endswith(m.masculine_endings[2:] or "\0") or carrier
    people = people or (bool(m.article) and doc.tokens[tag.first].text.endswith(m.closing) and agrees(doc, tag.first))
    if not m.article:
        known = carrier
    elif tag.prefix.endswith(m.article) or tag.prefix.endswith(tuple(m.article_with.values())):
        known = people
    else:  # "people displaced from X say"
        named = group is not None and group.name == "civilians" and tag.form == "noun"
        return named and doc.has("out_of", tag.last, tag.last + 1) and not doc.has("into", tag.last, tag.last + _GAPPED)
    adjoined = (p.lead for p in literal(doc, tag.last, tag.last + _ADJOINED) if p.lead <= tag.last + 1)
    return known and not any(doc.at("out_of", lead) or doc.at("into", lead) for lead in adjoined)


def hindered(doc: Document, head: Tag) -> bool:
    """Arabic: whether a verb before the noun of a motion keeps it from coming about: barred the entry of lorries."""
    first, _ = (s := doc.sentence_of(head.first)).clause(s.clause_of(head.first))
    if head.form != "noun" or head.prefix or not doc.pack.morphology.article:
        return False
    bars = next((t for t in reversed(doc.within("hinders", max(first, head.first - _BESIDE), head.first))), None)
    return bars is not None and not any(
        doc.tokens[i].is_sign or doc.place_at(i) or doc.at("motion", i) for i in range(bars.last, head.first)
    )


def only_named(doc: Document, tag: Tag) -> bool:
    """Arabic: whether the displaced are only called after where they are from: those displaced from X live in tents."""
    people = doc.at("group", tag.first) if tag.form == "noun" and doc.pack.language == "ar" else None
    return people is not None and people.name == "civilians" and definite(doc, people)
