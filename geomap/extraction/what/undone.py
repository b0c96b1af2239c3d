"""What was looked for, feared or begun and came to nothing: was called off, never came, was averted; or is to come.

The verb that says so may stand far behind its noun, over where it was to be and a clause that tells who expected it. So
it is sought as a reader would: over what belongs to the noun's own phrase, and no further.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.words.document import COMMAS, SEMICOLONS

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_PARTS: Final = frozenset((*SEMICOLONS, ":"))
_PHRASE: Final = 5  # tokens from the start of a phrase to its noun
_RELATIVE: Final = 7  # tokens from "that" to the word of expecting
_TURN: Final = 6  # tokens from "but" to what was given up
_LED_TO: Final = 3  # tokens that "a document to end" may take
_ENDED: Final = 9  # tokens from "put an end to" to what it ended: to more than four months of
_ASIDE: Final = 2  # commas of an aside
_DONE: Final = ("disrupted",)  # what is thwarted is such an event
_LINKS: Final = (
    "locative", "into", "out_of", "relation", "aim", "of", "target_mark", "agent_mark", "preposition", "cue",
)  # fmt: skip
_NOUN, _LINK, _NAME, _PARTED = "noun", "link", "name", "parted"  # what a token is in a noun's phrase
_DETERMINES: Final = ("definite", "indefinite", "possessive")
_TOLL: Final = ("killed", "wounded", "losses")
_HAPPENS: Final = ("event", "motion", "killed", "wounded", "occurs")
_FINITE: Final = ("past", "present")


def came_to_nothing(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether the verb of an event's noun says that it never came about: the assault that all had feared never came."""
    verbs = doc.within("undone", tag.last, sentence.last)
    if not verbs or tag.name in _DONE or not _heads_phrase(doc, tag, sentence):
        return False
    return any(_is_its_verb(doc, tag, t.first) and not _broken_off(doc, t) for t in verbs)


def ended_by_a_deal(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether fighting is what an agreement ends: a peace deal that ended months of clashes; to end the hostilities."""
    if tag.form not in ("noun", "participle"):
        return False
    end = doc.last_of("puts_end", max(sentence.first, tag.first - _ENDED), tag.first)
    if end is not None:
        deal = doc.first_of("event", sentence.first, end.first, "agreement")
        return deal is not None and not any(doc.has(x, end.last, tag.first) for x in ("event", "motion", "killed"))
    deals = doc.within("event", tag.first - _LED_TO, tag.first, "agreement") if doc.pack.morphology.article else ()
    return any(t.last == tag.first and t.form == "noun" for t in deals)


def yet_to_come(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether the verb of an event's noun leaves it to days to come: another march, in X, is planned."""
    ahead = _ahead(doc, tag.last, sentence.last)
    return bool(ahead) and _heads_phrase(doc, tag, sentence) and any(_is_its_verb(doc, tag, t.first) for t in ahead)


def _ahead(doc: Document, first: int, last: int) -> list[Tag]:
    """Words that leave something to days to come; not "are expected to remain shut"."""
    return [t for t in doc.within("to_come", first, last) if doc.at("complement", t.last) is None]


def before_plans(doc: Document, first: int, last: int) -> int:
    """Where a sentence turns to what is only planned, behind an event; its end where it does not: a second post is to.

    What is planned need be no event: another base, in X, is planned.
    """
    if "to_come" not in doc.tags:
        return last
    joins = doc.pack.morphology.conjunctions[:1] or ("\0",)
    for ahead in _ahead(doc, first, last):
        turns = (i for i in range(ahead.first - 1, first - 1, -1) if _turns(doc, i, joins))
        turn = next(turns, None)
        if turn is not None and not any(_tells(doc, i) for i in range(turn, ahead.first)):
            return turn
    return last


def _turns(doc: Document, i: int, joins: tuple[str, ...]) -> bool:
    """Whether a token opens a statement of its own: a semicolon, "but", "and" behind a comma."""
    text = doc.tokens[i].text
    if text in SEMICOLONS or doc.at("contrast", i) is not None:
        return True
    return doc.tokens[i - 1].text in COMMAS and (doc.pack.has("and", doc.tokens[i].word) or text.startswith(joins))


def given_up(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether what was planned is given up in what follows: was to storm the base, but the operation was cancelled.

    Or in the next sentence: They called it off.
    """
    if not any(label in doc.tags for label in ("undone", "gives_up")):
        return False
    for i in range(tag.last, sentence.last):
        if doc.tokens[i].text in SEMICOLONS or doc.at("contrast", i) or doc.at("turns_away", i):
            turn = i + 1
            if any(doc.has(label, turn, min(turn + _TURN, sentence.last)) for label in ("undone", "gives_up")):
                return True
    if sentence.last >= len(doc.tokens):
        return False
    behind = doc.sentence_of(sentence.last)
    undone = doc.first_of("undone", behind.first, min(behind.first + _TURN, behind.last))
    taken_up = doc.at("takes_up", behind.first) is not None or doc.at("event", behind.first + 1) is not None
    return undone is not None and taken_up and not doc.places_in(behind.first, undone.first)


def _heads_phrase(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether a word is the noun that a phrase is about, which opens its clause: not "the dead of the raid"."""
    if doc.pack.morphology.article:
        noun = tag.form in ("noun", "word") or doc.tokens[tag.first].word in doc.pack.event_nouns
        return noun and _opens(doc, tag.first, sentence)
    i, led = tag.first, False
    while i > sentence.first and tag.first - i < _PHRASE and not _bounds(doc, i - 1) and not led:
        i -= 1
        led = any(doc.pack.has(label, doc.tokens[i].word) for label in _DETERMINES)
    noun = tag.form in ("noun", "word") or (tag.form != "past" and led) or (tag.form == "participle" and i == tag.first)
    return noun and _opens(doc, i, sentence)


def _opens(doc: Document, i: int, sentence: Sentence) -> bool:
    """Whether a phrase that begins at a token begins its clause too."""
    if i <= sentence.first or _bounds(doc, i - 1):
        return True
    return doc.date_at(i - 1) is not None or doc.pack.has("and", doc.tokens[i - 1].word)


def _bounds(doc: Document, i: int) -> bool:
    """Whether a token stands before a clause's subject: a sign, "that", "said", "but"."""
    return doc.tokens[i].is_sign or any(doc.at(x, i) for x in ("relative", "that", "clause", "contrast", "hearsay"))


def _is_its_verb(doc: Document, tag: Tag, at: int) -> bool:
    """Whether nothing stands from a noun to a verb at a token but what belongs to the noun's phrase."""
    if doc.pack.morphology.article:
        return _is_its_verb_ar(doc, tag, at)
    i, commas, before = tag.last, 0, _NOUN
    while i < at:
        if doc.at("looked_for", i) is not None or doc.at("relative", i) is not None:
            return _expected(doc, i, at)
        named = doc.place_at(i) or doc.date_at(i)
        if named is not None:
            i, before = min(named.last, at), _NAME
            continue
        before = _goes_on(doc, i, before)
        if before == _PARTED:
            return False
        commas += 1 if doc.tokens[i].text == "," else 0
        i += 1
    return commas in (0, _ASIDE)


def _goes_on(doc: Document, i: int, before: str) -> str:
    """What a token is in the phrase of a noun, told what stands before it; parted where it belongs to none."""
    token = doc.tokens[i]
    if token.is_sign and token.text not in (",", "-") and not token.spelling.is_quote:
        return _PARTED
    if any(doc.pack.has(label, token.word) for label in _DETERMINES):
        return _NOUN if before == _LINK else _PARTED  # a second phrase: after clashes in X the match
    if token.text == "," or doc.pack.has("and", token.word) or any(doc.at(label, i) for label in _LINKS):
        return _LINK
    apart = doc.at("clause", i) is not None or doc.at("contrast", i) is not None or _tells(doc, i)
    return _PARTED if apart or (before == _NAME and not token.word.endswith("ly")) else _NOUN


def _expected(doc: Document, first: int, at: int) -> bool:
    """Whether a clause that begins behind a noun only says that people looked for it: which all had feared."""
    looked_for = doc.first_of("looked_for", first, min(first + _RELATIVE, at))
    if looked_for is None or any(doc.tokens[i].text in _PARTS for i in range(first, at)):
        return False
    return not any(
        _tells(doc, i) or doc.at("contrast", i) for i in range(first, at) if not looked_for.first <= i < looked_for.last
    )


def _is_its_verb_ar(doc: Document, tag: Tag, at: int) -> bool:
    """Arabic: the same, where a clause of expecting stands between or nothing but the noun's own words."""
    end = next((t.last for t in doc.within("undone", at, at + 1)), at + 1)
    after = doc.tokens[end] if end < len(doc.tokens) else None
    ends = after is None or after.is_sign or doc.date_at(end) is not None
    ends = ends or any(doc.at(label, end) for label in ("locative", "contrast", "cause", "clause"))
    between = range(tag.last, at)
    if not ends or any(doc.tokens[i].is_sign and doc.tokens[i].text not in COMMAS for i in between):
        return False
    who = doc.first_of("who", tag.last, at)
    if who is not None:
        return _expected(doc, who.first, at)
    return not any(doc.tokens[i].text in COMMAS or _tells(doc, i) or doc.at("contrast", i) for i in between)


def _tells(doc: Document, i: int) -> bool:
    """Whether a verb of an event or of a movement begins at a token, that is no word of expecting."""
    if doc.at("looked_for", i) is not None:
        return False
    return any((t := doc.at(label, i)) is not None and t.first == i and t.form in _FINITE for label in _HAPPENS)


def _broken_off(doc: Document, undone: Tag) -> bool:
    """Whether what was called off had begun: after three days, after it had cost lives; or did not begin until noon."""
    sentence = doc.sentence_of(undone.first)
    turned = doc.first_of("contrast", undone.last, sentence.last)
    end = turned.first if turned else sentence.last
    lasted = any(d.kind in ("duration", "later") for d in doc.dates_in(undone.last, end))
    lasted = lasted or doc.at("but_was", undone.last) is not None
    after = doc.tokens[undone.last].word if undone.last < sentence.last else ""
    lasted = lasted or any(doc.pack.has(label, after) for label in _DETERMINES)  # a strike that did not start a fire
    return lasted or any(doc.has(label, undone.last, end) for label in _TOLL)
