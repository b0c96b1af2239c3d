"""Who bears no arms and what no arms are aimed at: prices explode, storms hit, a goal is bombarded, a bill shot down.

A word of fighting or flight tells no event where who acts, or what it is done to, is of a class that takes no part in
one. Which noun that is, grammar shows: it heads the subject or the object, or "by", "with", "of" lead to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.what.mishaps import BURSTS, after_mishap, armed, by_itself, by_mishap, went_off
from geomap.extraction.who.heading_nouns import determines, ends_noun, heads_subject, leads
from geomap.extraction.words.phrases import third_persons

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import EventKind, Tag

_LABELS: Final = ("peaceful", "no_target", "no_attacker", "accident", "accident_of_life", "mishap")
_HURTS: Final = ("nature", "beast")  # what kills without being a party
_THINGS: Final = ("matter", "words", "scheme")  # what hurts nobody
_HARMS: Final = ("nature", "beast", "accident")
_STAYS: Final = ("nature", "beast", "matter", "words", "missile")  # what moves and is no people
_PEOPLE: Final = ("player", "talker", "side")  # who may also fight, and be hurt
_MILD: Final = ("protest", "crowd", "agreement", "change", "intervened", "excessive", "base")
_GOODS: Final = ("loot", "arrest", "search", "disrupted")  # what is done to money, or with dogs, as well
_TOLL: Final = ("killing", "wounding", "losses")
_DEEDS: Final = (
    "attack", "clash", "standoff", "shelling", "air", "ied", "device", "grenade", "raid", "aimed", "struck", "shooting",
    "incursion", "entry", "killing", "execution", "assassination", "territory", "abduction", "disrupted", "fall",
    "recovered", "loss", "arrest",
)  # fmt: skip
_BEFALLS: Final = (
    "killing", "execution", "assassination", "abduction", "shooting", "aimed", "disrupted", "arrest",
)  # fmt: skip
_VERBS: Final = ("past", "present", "base", "participle")
_HARM: Final = ("killed", "wounded", "captured")
_IDLE: Final = ("life", "lives", "lose", "lost", "loses", "losing")  # words of death that tell none by themselves
_OTHERS: Final = ("acting", "civilian", "group", "clause", "relative")
_PREDICATE: Final = ("into", "was", "became", "become", "like", "is", "of")
_PHRASE: Final = 4  # tokens before a noun of its phrase: the seven large national
_OBJECT: Final = 6  # tokens from a verb to the noun of its object
_MEANS: Final = 12  # tokens from a deed to "with" what it was done
_CARRIED: Final = 24  # tokens over which "and", or a participle, carries a subject on
_REASON: Final = 8  # tokens from "under fire" to "over" what


def at_peace(doc: Document, kind: EventKind, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether who acts bears no arms, or what is acted on is nothing that arms are aimed at."""
    if not any(label in doc.tags for label in _LABELS) or kind.id in _MILD:
        return False
    whose = _doer(doc, tag, clause[0])
    name = _class_of(whose) if whose is not None else ""
    sentence = doc.sentence_of(tag.first)
    return (
        _is_weather(doc, tag)
        or _of_itself(doc, kind, tag, clause, name)
        or (name == "quarrel" and unharmed(doc, tag, (sentence.first, sentence.last)))
        or (kind.id in _DEEDS and _aimed_at_nothing(doc, tag))  # lost her battle against cancer
        or (unharmed(doc, tag, clause) and _of_nobody(doc, kind, tag, clause, name))
    )


def _of_itself(doc: Document, kind: EventKind, tag: Tag, clause: tuple[int, int], name: str) -> bool:
    """Whether nature, a beast or an accident did it, whomever it hurt."""
    if name in ("nature", "beast"):
        return name == "nature" or kind.id not in _GOODS
    went = name == "accident" or went_off(doc, tag, clause)
    return (kind.id in BURSTS and went) or (
        kind.id in _TOLL and (name == "accident" or by_mishap(doc, tag, clause, acts))
    )


def _of_nobody(doc: Document, kind: EventKind, tag: Tag, clause: tuple[int, int], name: str) -> bool:
    """Whether who acts, or what is acted on, takes no part in fights, where nobody is told hurt."""
    if name in _THINGS or kind.id not in _DEEDS:
        return name in _THINGS and kind.id not in _GOODS
    if _done_to_no_target(doc, tag, clause) or _with_words(doc, tag, clause[1]) or _is_predicate(doc, tag, clause[0]):
        return True
    if name == "official":
        return _over_what(doc, tag, clause[1])
    return name in _PEOPLE and not _against_somebody(doc, tag, clause[1]) and not _befalls(doc, kind, tag)


def moves_nobody(doc: Document, tag: Tag) -> bool:
    """Whether beasts, money or rumours are what moves, or nothing that lies anywhere is left: fled the profession."""
    if not any(label in doc.tags for label in ("peaceful", "no_target", "mishap")):
        return False
    sentence = doc.sentence_of(tag.first)
    clause = sentence.clause(sentence.clause_of(tag.first))
    whose = _doer(doc, tag, clause[0])
    if whose is not None and whose.name in _STAYS and whose.label != "accident":
        joined = next((i for i in range(tag.last, clause[1]) if doc.pack.has("and", doc.tokens[i].word)), clause[1])
        return not doc.has("group", tag.last, joined)  # the news drove 300 families out
    if "mishap" in doc.tags and (tag.name == "transport" or doc.has("mishap", *clause)) and after_mishap(doc, sentence):
        return True  # the injured were taken to hospital
    return _done_to_no_target(doc, tag, clause)


def unharmed(doc: Document, tag: Tag, span: tuple[int, int]) -> bool:
    """Whether a range tells nobody hurt but by the word itself."""
    told = (t for label in _HARM for t in doc.within(label, *span) if not tag.first <= t.first < tag.last)
    return all((t.last - t.first == 1 and doc.tokens[t.first].word in _IDLE) or _beaten(doc, t) for t in told)


def _beaten(doc: Document, t: Tag) -> bool:
    """Whether a word of harm begins what is done to a match: killed off the game."""
    game = doc.at("sport", t.first)
    return game is not None and game.first == t.first and game.last - game.first > t.last - t.first


def acts(doc: Document, tag: Tag) -> bool:
    """Whether nature, a beast or an accident is who does a deed."""
    sentence = doc.sentence_of(tag.first)
    whose = _doer(doc, tag, sentence.clause(sentence.clause_of(tag.first))[0])
    return _is_weather(doc, tag) or (whose is not None and _class_of(whose) in _HARMS)


def _befalls(doc: Document, kind: EventKind, tag: Tag) -> bool:
    """Whether people may be those to whom a deed is done: a singer shot in X; Arabic writes both alike."""
    if doc.pack.morphology.article:
        return kind.id in _BEFALLS and tag.last - tag.first == 1
    nothing = tag.last >= len(doc.tokens) or doc.tokens[tag.last].is_sign or doc.tokens[tag.last].is_number
    nothing = nothing or doc.date_at(tag.last) is not None
    nothing = nothing or any(doc.at(label, tag.last) for label in ("agent_mark", "locative", "preposition"))
    return doc.has("undergone", tag.first - 2, tag.first) or (nothing and kind.id not in BURSTS)


def _against_somebody(doc: Document, tag: Tag, end: int) -> bool:
    """Whether those who bear arms stand behind a verb, before another is joined to it: fans clashed with the police."""
    joined = next((i for i in range(tag.last, end) if doc.pack.has("and", doc.tokens[i].word)), end)
    return armed(doc, tag.last, joined)


# ---------------------------------------------------------------- who acts


def _classed(doc: Document, i: int) -> Tag | None:
    """Return the word at a token that bears no arms; a side only where the sentence tells of a match."""
    known = doc.at("no_attacker", i)
    if known is not None and known.name == "person":
        return None  # lone wolves
    t = doc.at("peaceful", i) or (known if known is not None and known.name in _HURTS else None)
    if t is None:
        t = doc.at("accident", i)
        return t if t is not None and by_itself(doc, t) else None
    if doc.place_at(t.first) is not None:
        return None
    if t.name == "side":
        sentence = doc.sentence_of(i)
        return t if doc.has("of_matches", sentence.first, sentence.last) else None
    return t


def _class_of(t: Tag) -> str:
    return "accident" if t.label == "accident" else t.name


def _doer(doc: Document, tag: Tag, first: int) -> Tag | None:
    """The word of a class that bears no arms which heads the subject of a deed, or that "by" leads behind it."""
    if doc.pack.morphology.article:
        return _doer_behind(doc, tag) or _doer_carried(doc, tag, first)
    return _doer_before(doc, tag, first) or _led_by(doc, tag)


def _doer_before(doc: Document, tag: Tag, first: int) -> Tag | None:
    """English: the noun that heads the subject before a verb, which "and" or a participle may carry on."""
    near = range(max(0, tag.first - 2), tag.first)
    under = tag.form == "noun" and any(doc.tokens[i].word == "under" for i in near)  # came under attack
    if not (tag.form in _VERBS or under) or (tag.loose and determines(doc, tag.first - 1)):
        return None
    sentence = doc.sentence_of(tag.first)
    carried = tag.first == first or doc.pack.has("and", doc.tokens[tag.first - 1].word)
    start = max(sentence.first, tag.first - _CARRIED) if tag.first == first else first
    for i in range(tag.first - 1, start - 1, -1):
        t = _classed(doc, i)
        if t is not None and t.last == i + 1 and t.first >= start and heads_subject(doc, t, tag.first, start):
            return t if not _another_doer(doc, t.last, tag.first, carried=carried) else None
    return None


def _another_doer(doc: Document, first: int, last: int, *, carried: bool) -> bool:
    """English: whether somebody else is told of between a subject and a verb, who may do it."""
    if armed(doc, first, last) or (not carried and any(doc.has(label, first, last) for label in _OTHERS)):
        return True
    joined = any(doc.pack.has("and", doc.tokens[i].word) or doc.tokens[i].text == "," for i in range(first, last - 1))
    return joined and not carried


def _led_by(doc: Document, tag: Tag) -> Tag | None:
    """English: the noun behind "by" or "from" after a deed: attacked by a swarm of bees, under fire from critics."""
    i = tag.last - 1 if doc.at("agent_mark", tag.last - 1) else tag.last
    if i >= len(doc.tokens) or not (doc.at("agent_mark", i) or doc.tokens[i].word == "from"):
        return None
    for at in range(i + 1, min(i + _PHRASE + 3, doc.sentence_of(i).last)):
        t = _classed(doc, at)
        if t is not None and t.first == at and ends_noun(doc, t.last):
            return t
        if doc.tokens[at].is_sign or leads(doc, at):
            return None
    return None


def _is_weather(doc: Document, tag: Tag) -> bool:
    """English: whether what looks like a verb is the noun of weather: storms battered X."""
    noun = doc.at("peaceful", tag.first) if tag.form in ("base", "present") and tag.last - tag.first == 1 else None
    if noun is None or noun.name != "nature" or doc.pack.morphology.article:
        return False
    if any(doc.at(label, tag.first - 1) for label in ("future", "modal", "complement")):
        return False  # the army will storm X
    opens = tag.first == doc.sentence_of(tag.first).first
    return opens or any(determines(doc, i) for i in range(max(0, tag.first - _PHRASE + 1), tag.first))


def _doer_behind(doc: Document, tag: Tag) -> Tag | None:
    """Arabic: the noun right behind a verb, or behind the word of many before it: a swarm of bees; or before a verb."""
    m = doc.pack.morphology
    if tag.form not in _VERBS or tag.loose:
        near = (doc.at("agent_mark", tag.last), doc.at("out_of", tag.last), doc.at("out_of", tag.last + 1))
        led = next((t for t in near if t is not None and t.first >= tag.last), None)
        by = _bare(doc, led.last, tag, led=True) if led is not None else None
        if by is not None or tag.form not in _VERBS:
            return by
    theirs = doc.tokens[tag.first].word.endswith(m.plural[:1] or "\0")  # whose subject was told: they killed goats
    found = None if theirs else _bare(doc, tag.first + 1, tag)
    if found is not None or doc.tokens[tag.first].word in doc.pack.event_nouns:
        return found
    first, _ = (s := doc.sentence_of(tag.first)).clause(s.clause_of(tag.first))
    opens = _bare(doc, first, tag) if tag.first > first and not tag.prefix.startswith(m.conjunctions) else None
    if opens is None or tag.first - opens.last > _PHRASE:
        return None
    others = any(doc.has(x, opens.last, tag.last + 1) for x in ("actor", *_OTHERS))
    others = others or doc.has("event", opens.last, tag.first)
    return None if others else opens


def _bare(doc: Document, i: int, tag: Tag, *, led: bool = False) -> Tag | None:
    """Arabic: the word of a class at a token, over a word of many and "of" before it; it carries no preposition."""
    m = doc.pack.morphology
    many = doc.at("measure", i)
    if many is not None and many.first == i:
        after = many.last + (1 if doc.at("out_of", many.last) is not None else 0)
        of = _classed(doc, after)
        i = after if of is not None and of.first == after else i  # a flood; a flood of complaints
    t = _classed(doc, i)
    if t is None or t.first != i or t.first <= tag.first < t.last:
        return None
    objects = not led and t.name in _PEOPLE and tag.form in _VERBS
    if objects and doc.tokens[t.last - 1].word.endswith(m.masculine_endings[-1]):
        return None  # attacked fans
    return t if many is not None or t.prefix in ("", m.article) else None


def _doer_carried(doc: Document, tag: Tag, first: int) -> Tag | None:
    """Arabic: who acts by the verb before, where "and" joins a verb of which nobody is told: struck X and tore up.

    Or what led to a death: a boiler went off, which led to the death of two.
    """
    m = doc.pack.morphology
    joined = tag.form in _VERBS and tag.prefix != "" and tag.prefix.startswith(m.conjunctions)
    if not joined or armed(doc, tag.last, tag.last + 1) or doc.tokens[tag.first].word.endswith(third_persons(doc)):
        return None  # and an expert defused it
    sentence = doc.sentence_of(tag.first)
    for i in range(tag.first - 1, max(sentence.first, tag.first - _CARRIED) - 1, -1):
        if armed(doc, i, i + 1):
            return None
        t = _classed(doc, i)
        if t is not None and t.label != "no_attacker" and t.first == i and t.prefix in ("", m.article):
            verb = i > sentence.first and any(doc.at(x, i - 1) for x in ("event", "occurs", "motion", "measure"))
            if _class_of(t) in _HARMS and (verb or i == first or i <= sentence.first + 1):
                return t
    return None


# ---------------------------------------------------------------- what is acted on, and with what


def _done_to_no_target(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether the object of a deed is nothing that is shot at, or what is so is its subject where it is undergone."""
    if "no_target" not in doc.tags and not ("measure" in doc.tags and "no_attacker" in doc.tags):
        return False
    return _object_ar(doc, tag, clause[1]) if doc.pack.morphology.article else _object_en(doc, tag, clause)


def _aimed_at_nothing(doc: Document, tag: Tag) -> bool:
    """English: whether a noun is of a fight with what is no party: her battle against cancer."""
    if tag.form != "noun" or doc.pack.morphology.article or tag.last >= len(doc.tokens) or "no_target" not in doc.tags:
        return False
    if not (doc.at("preposition", tag.last) or doc.pack.has("genitive", doc.tokens[tag.last].word)):
        return False
    i = tag.last + 1 + determines(doc, tag.last + 1)
    t = doc.at("no_target", i)
    return t is not None and ends_noun(doc, t.last)


def _object_en(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    end = doc.sentence_of(tag.first).last
    for at in range(tag.last, min(tag.last + _OBJECT, end)):
        t = doc.at("no_target", at) or (_classed(doc, at) if doc.at("measure", at - 2) else None)
        if t is not None and t.first == at and ends_noun(doc, t.last) and (t.label == "no_target" or t.name in _HURTS):
            return True
        token = doc.tokens[at]
        possessed = token.text in ("'", "\u2019")
        led = doc.at("preposition", at) is not None or doc.pack.has("genitive", token.word)
        led = led and not (doc.at("measure", at - 1) or doc.at("event", at - 1))  # a swarm of, a battle with
        if (token.is_sign and not possessed) or doc.place_at(at) or (led and at > tag.last):
            break
    undergone = tag.form == "past" and doc.has("undergone", tag.first - 2, tag.first)
    if not undergone and (tag.form != "noun" or doc.tokens[max(0, tag.first - 2)].word != "under"):
        return False
    for t in (*doc.within("no_target", clause[0], tag.first), *doc.within("peaceful", clause[0], tag.first, "matter")):
        if doc.has("relative", clause[0], t.first) or doc.has("clause", t.last, tag.first):
            continue  # a man who sold tobacco was stabbed
        if heads_subject(doc, t, tag.first, clause[0]):
            return True
    return False


def _object_ar(doc: Document, tag: Tag, end: int) -> bool:
    """Arabic: an object with no preposition over who acts, or right behind one after the deed: a war on dearness."""
    m = doc.pack.morphology
    for t in doc.within("no_target", tag.first + 1, min(end, tag.first + _OBJECT + 2)):
        own = tag.loose and t.first < tag.last  # fell into the nets of the police
        if own or (t.prefix != m.article and (t.prefix != "" or t.name == "known")):
            continue
        before, between = t.first - 1, range(tag.first + 1, t.first)
        if doc.at("preposition", before) is not None:
            if not any(doc.at("preposition", i) for i in range(tag.last, before)):
                return True
            continue
        if any(doc.at("preposition", i) or doc.tokens[i].is_sign or doc.place_at(i) for i in between):
            continue
        known = doc.tokens[before].text.startswith(m.article)
        if before < tag.last or known or any(doc.at(x, before) for x in ("peaceful", "person", "no_target")):
            return True
    return False


def _with_words(doc: Document, tag: Tag, end: int) -> bool:
    """Whether it was done with words or goals: bombarded with questions, shelled him with statements."""
    last, article = min(end, tag.last + _MEANS), doc.pack.morphology.article
    for t in (*doc.within("peaceful", tag.first + 1, last), *doc.within("of_matches", tag.last, last)):
        many = t.name == "matter" and doc.at("measure", t.first - 2) is not None  # an explosion of flavours
        if t.label == "peaceful" and t.name != "words" and not many:
            continue
        if article:
            by = t.prefix.startswith(doc.pack.morphology.prepositions[:1]) or doc.at("via", t.first - 1) is not None
        else:
            near = range(max(tag.last - 1, t.first - _PHRASE), t.first)
            by = any(doc.tokens[i].word in ("with", "of") for i in near)
        if by:
            return True
    return False


def _is_predicate(doc: Document, tag: Tag, first: int) -> bool:
    """English: whether a match is called a fight: the derby turned into a battle."""
    if tag.form != "noun" or doc.pack.morphology.article or not doc.has("of_matches", first, tag.first):
        return False
    i = tag.first - 1
    while i > first and not determines(doc, i) and tag.first - i < _PHRASE:
        i -= 1
    return i > first and determines(doc, i) and doc.tokens[i - 1].word in _PREDICATE


def _over_what(doc: Document, tag: Tag, end: int) -> bool:
    """English: whether an official comes under fire for something: over the new tax, for his handling of it."""
    for i in range(tag.last, min(end, tag.last + _REASON)):
        if doc.tokens[i].word in ("over", "for") and i + 1 < end and not doc.tokens[i + 1].is_number:
            return doc.date_at(i) is None and doc.date_at(i + 1) is None and not armed(doc, i, end)
    return False
