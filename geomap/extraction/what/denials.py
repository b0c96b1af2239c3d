"""What a clause denies: the verb after "not", what it would carry, and the subject that stands before them both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.how_many.harmless import only_harm
from geomap.extraction.what.accusing import only_accused
from geomap.extraction.what.english import inside
from geomap.extraction.what.own_verbs import of_another_verb
from geomap.extraction.where.scenes import literal
from geomap.extraction.who.subjects import CROWD_FAMILIES
from geomap.extraction.words.document import COMMAS
from geomap.extraction.words.phrases import definite

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_FAR = 7  # tokens before a word in which a negation may still reach it
_UNABLE, _FAR_UNABLE = 4, 9  # tokens from "could not" to what nobody could
_VERB = 2  # tokens from "not" to its verb: not even reach
_OBJECT = 3  # tokens from "no" to the noun of what was not done
_PHRASE = 5  # tokens from the start of a subject to its noun: the heavy artillery
_SUBJECT = 4  # tokens from "refused" over who did to what they would not do
_PLACE = 5  # tokens from a verb to the name of the place that it reaches
_FINITE, _VERBS = ("past", "present"), ("past", "present", "base")
_TRIED = 6  # tokens from "tried to", in Arabic over who did, to what was tried
_ONLY_DONE = ("territory", "transfer", "abduction", "loot", "arrest")  # families that are nothing where only tried
_ASIDE = 9  # tokens of an aside between commas
_HARM_ONLY = ("killing", "wounding", "losses", "destroyed", "razed", "loot")  # what an event may not have done


def denied(doc: Document, tag: Tag, sentence: Sentence, first: int, end: int, *, verb: bool) -> bool:
    """Whether the clause of an event's word, tokens ``first`` up to ``end``, denies it; ``verb``: it was met as one."""
    turned = doc.has("except", first, tag.last + _FAR)  # "heard nothing but shots before they left"
    before = _negations(doc, first, tag.first)
    before = [t for t in before if _may_reach(doc, t, tag) and not of_another_verb(doc, t, tag)]
    if not turned and (any(_reaches(doc, t, tag) for t in before) or _opens_clause(doc, first, tag, verb=verb)):
        return True
    return (
        doc.has("denial", first, tag.first)
        or _denied_elsewhere(doc, tag, sentence)
        or _inside(doc, tag)
        or _begins_denial(doc, tag)
        or _without_object(doc, tag, first, end)
        or _subject_denied(doc, tag, first, end)
        or _refused(doc, tag, first)
        or _escaped(doc, tag, first)
        or _not_any(doc, tag, first, end)
        or _only_tried(doc, tag, first, end)
        or only_accused(doc, tag)
        or (verb and _to_nobody(doc, tag))
    )


def _negations(doc: Document, first: int, last: int) -> list[Tag]:
    """Negations in a range; Arabic: also "what" before a verb in the past, where no other verb told of what."""
    found = doc.within("negation", first, last)
    if doc.pack.morphology.article:
        return [*found, *(t for t in doc.within("what", first, last) if _denies_past(doc, t))]
    return found


def _denies_past(doc: Document, what: Tag) -> bool:
    """Arabic: whether "what" is "not": it opens a sentence or follows "that", and a deed in the past follows it."""
    i = what.first
    who = next((t for x in ("event", "aircraft", "actor", "acting") if (t := doc.at(x, i - 1)) and not t.loose), None)
    i = who.first if who else i  # that the artillery did not shell
    opens = i == doc.sentence_of(i).first or doc.at("that", i - 1) is not None
    deeds = [t for x in ("event", "motion") for t in doc.within(x, what.last, what.last + 1)]
    told = any(t.form == "past" and not t.prefix for t in deeds)
    return opens and told and doc.at("clause", what.first) is None and doc.at("still", what.first) is None


def _may_reach(doc: Document, negation: Tag, tag: Tag) -> bool:
    """Whether a negation before a word is near, no "except that", and takes away more than the harm that was done."""
    joins = doc.at("clause", negation.first)
    apart = joins is not None and joins.last > negation.last
    if doc.pack.morphology.article and tag.form == "past" and doc.has("subordinate", negation.last, tag.first):
        return False  # he has not come home since, after gunmen seized him
    failed = tag.first < negation.last and doc.at("in_vain", negation.first) is not None  # the attack failed to reach X
    return negation.last >= tag.first - _FAR and not (apart or failed or only_harm(doc, negation, tag))


def _reaches(doc: Document, negation: Tag, tag: Tag) -> bool:
    """A negation reaches the next verb, or a noun through a verb of happening right after it."""
    if _goes_on(doc, negation) or (doc.at("unlike", negation.first) and tag.first > negation.last):
        return False
    lacks = tag.form == "past" and tag.first > negation.last and doc.at("lacking", negation.first) is not None
    if lacks and not tag.prefix:
        return False  # a car without plates took him away
    m = doc.pack.morphology
    of = doc.pack.language == "en" and doc.pack.has("genitive", doc.tokens[negation.last - 1].word)
    if of and tag.first > negation.last and tag.form in ("past", "base"):
        return False  # a man accused of theft beaten to death
    joined = doc.at("event", tag.first - 2) if doc.pack.has("and", doc.tokens[tag.first - 1].word) else None
    if joined is not None and joined.first == negation.last and joined.form == tag.form:
        return True  # accused of kidnapping and killing
    governed = tag.form != "noun" or not m.prepositions or tag.prefix.endswith(m.prepositions)
    near = tag.first - _over_nouns(doc, negation.last, tag.first) <= governed
    if doc.has("manages", negation.last, negation.last + 1):
        near = near or _unable(doc, negation.last, tag)
    carried = any(doc.has(label, negation.last, negation.last + 1) for label in ("occurs", "happens"))
    able = doc.at("event", negation.last) if doc.has("manages", negation.last, negation.last + 1) else None
    carried = carried or (able is not None and able.first == negation.last and able.last == tag.first + 1)
    return near or carried  # "left its owners no chance": the shell fell


def _unable(doc: Document, first: int, tag: Tag) -> bool:
    """Whether a word tells what nobody could do: could not return; Arabic: over who could not, and "until now".

    What hindered them happened.
    """
    led = doc.at("out_of", tag.first - 1) if doc.pack.morphology.article and tag.form == "noun" else None
    last = led.first - (doc.at("cause", led.first - 1) is not None) if led else tag.first  # "not yet" is "not after"
    told = any(doc.tokens[i].is_sign or doc.at("clause", i) for i in range(first, last))
    if told or doc.has("cause", first, last):
        return False
    return tag.first - first <= (_UNABLE if led is None else _FAR_UNABLE)


def _over_nouns(doc: Document, first: int, last: int) -> int:
    """Arabic: where the nouns of happening end that stand from a token on: no news of the occurrence of."""
    i = first
    while (
        doc.pack.morphology.article
        and i < last
        and (noun := doc.at("begins", i))
        and i <= noun.first < noun.last <= last
    ):
        i = noun.last
    return i


def _goes_on(doc: Document, negation: Tag) -> bool:
    """Whether a negation takes nothing away: has not stopped, not only."""
    return doc.at("still", negation.first) is not None or doc.at("still", negation.last - 1) is not None


def _inside(doc: Document, tag: Tag) -> bool:
    """Whether a longer pattern is denied inside: jets will not hit, the air force denied that its planes had bombed."""
    last = tag.last - 1
    if not tag.loose:
        return False
    if doc.pack.morphology.article:
        any_ = doc.at("whatever", last - 1) is not None
        within = [t for t in doc.within("negation", tag.first + 1, last) if _before_verb(doc, t)]
        within += [t for t in doc.within("what", tag.first + 1, last) if _denies_past(doc, t)]
        if any((any_ or t.last == last) and not _goes_on(doc, t) for t in within):
            return True
    denied = inside(doc, "negation", tag) and tag.name != "transfer"  # took over X without a fight
    return denied or doc.has("denial", tag.first + 1, last)


def _before_verb(doc: Document, negation: Tag) -> bool:
    """Arabic: whether a verb follows a negation; not "without resistance"."""
    i = negation.last
    return doc.has("happens", i, i + 1) or any(
        t.form == "present" for x in ("event", "occurs") for t in doc.within(x, i, i + 1)
    )


def _begins_denial(doc: Document, tag: Tag) -> bool:
    """Whether a word only belongs to a phrase that denies: held off attacking X, did not escape the shelling."""
    longer = (t for t in doc.within("negation", tag.first, tag.first + 1) if t.last - t.first > 1)
    if any(t.last >= tag.last and (doc.at("event", t.last) or doc.at("motion", t.last)) for t in longer):
        return tag.name not in ("intervened", "disrupted")  # but the police stopped marchers from reaching X
    if doc.at("escapes", tag.first) is not None:  # what got away from an event, written as "handed over"
        return any(doc.at("event", t.last) for t in doc.within("out_of", tag.last, tag.last + _FAR))
    return any(t.last > tag.first for t in doc.within("still", tag.first - 1, tag.first))


def _opens_clause(doc: Document, first: int, tag: Tag, *, verb: bool) -> bool:
    """Whether a negation opens the clause and so denies its verb: no aid convoy has entered."""
    joins = doc.at("clause", first)
    so = tag.first > first and tag.prefix.startswith(doc.pack.morphology.conjunctions[1:] or "\0")  # "and so they fled"
    if not verb or so or doc.has("still", first, first + 1) or (joins and joins.last - joins.first > 1):
        return False
    negation = doc.first_of("negation", first, min(first + 1, tag.first))
    if negation is None or (negation.loose and negation.form in _FINITE) or of_another_verb(doc, negation, tag):
        return False  # gave up their posts after jets bombed X
    return not (_goes_on(doc, negation) or only_harm(doc, negation, tag))


def _denied_elsewhere(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether the sentence denies what it tells; not "took X, and there is no truth in the talk of a retreat"."""
    told = doc.within("denial_anywhere", sentence.first, sentence.last)  # but "what is right is that"
    said = [t for t in told if t.last > tag.first or doc.at("rights", t.first) is None]
    joins = doc.pack.morphology.conjunctions or ("\0",)
    return any(not (t.first > tag.first and t.prefix in joins and doc.at("of_what", t.last)) for t in said)


def _not_any(doc: Document, tag: Tag, first: int, end: int) -> bool:
    """Arabic: whether "any" leaves a noun to a negation: that any attack did not happen, did not do any shelling."""
    if doc.at("whatever", tag.first - 1) is None:
        return False
    before = any(t.last >= tag.first - _FAR for t in doc.within("negation", first, tag.first))
    return before or doc.has("negation", tag.last, end) or _over_aside(doc, tag)


def _over_aside(doc: Document, tag: Tag) -> bool:
    """Arabic: whether a negation reaches "any" over an aside between commas: X saw not, though so near, any raid."""
    sentence, closes = doc.sentence_of(tag.first), tag.first - 2
    if closes <= sentence.first or doc.tokens[closes].text not in COMMAS:
        return False
    before = range(closes - 1, max(closes - _ASIDE, sentence.first), -1)
    opens = next((i for i in before if doc.tokens[i].text in COMMAS), sentence.first)
    return doc.has("negation", max(opens - _FAR, sentence.first), opens)


def _subject_denied(doc: Document, tag: Tag, first: int, end: int) -> bool:
    """Whether a noun is the subject of a denied verb: the attack did not take place, warplanes did not target X.

    What it is denied to have done there must say that there was none: strikes that did not destroy the bridge were.
    """
    if not _is_noun(doc, tag) or not _is_subject(doc, tag, first):
        return False
    negation = next(iter(_after_subject(doc, tag, end)), None)
    if negation is None or _goes_on(doc, negation) or doc.at("unhurt", negation.first):
        return False
    turned = doc.has("except", negation.last, end) or doc.pack.has("merely", _word(doc, negation.last))
    if turned or _tells(doc, tag.last, negation.first):
        return False
    if spared := doc.at("spares", negation.first):
        return _leads_to_place(doc, spared)
    return any(_is_undone(doc, tag, i) for i in range(negation.last, min(negation.last + _VERB, end)))


def _after_subject(doc: Document, tag: Tag, end: int) -> list[Tag]:
    """Negations after a noun and words that say that it left a place alone, nothing joined on before them."""
    joins = doc.pack.morphology.conjunctions or ("\0",)
    found = [*doc.within("negation", tag.last, end), *doc.within("spares", tag.last, end)]
    if doc.pack.morphology.article:
        found += [t for t in doc.within("what", tag.last, tag.last + 1) if _denies_past(doc, t)]
    first = min(found, key=lambda t: t.first, default=None)
    apart = first is None or first.prefix in joins
    return [] if apart or first is None else [first]


def _is_noun(doc: Document, tag: Tag) -> bool:
    """Whether a word names an event, a motion or what does it; Arabic: one that is known."""
    if article := doc.pack.morphology.article:
        masdar = tag.form == "past" and not tag.loose and _word(doc, tag.first) in doc.pack.event_nouns
        known = definite(doc, tag) or any(t.text.startswith(article) for t in doc.tokens[tag.first + 1 : tag.last + 1])
        return known and (masdar or tag.form in ("noun", "word"))
    return tag.form in ("noun", "word") or (tag.form != "past" and doc.at("nominal", tag.first - 1) is not None)


def _is_subject(doc: Document, tag: Tag, first: int) -> bool:
    """Whether the phrase of a noun opens its clause or follows "that" or who says so."""
    i = tag.first
    if not doc.pack.morphology.article:
        while i > first and tag.first - i < _PHRASE and not _before_phrase(doc, i - 1):
            i -= 1
            if any(doc.pack.has(label, doc.tokens[i].word) for label in ("definite", "indefinite", "possessive")):
                break
    return i <= first or _before_phrase(doc, i - 1)


def _before_phrase(doc: Document, i: int) -> bool:
    """Whether a token stands before a clause's subject: a comma, a day, "that", "said", "while"."""
    labels = ("that" if doc.pack.morphology.article else "relative", "clause", "contrast", "hearsay")
    return doc.tokens[i].is_sign or doc.date_at(i) is not None or any(doc.at(x, i) for x in labels)


def _tells(doc: Document, first: int, last: int) -> bool:
    """Whether a range has a verb of its own, or turns to something else: an attack that killed two did not."""
    relative = "who" if doc.pack.morphology.article else "relative"
    if any(doc.has(label, first, last) for label in (relative, "clause", "and")):
        return True
    labels = ("event", "motion", "occurs", "killed", "wounded")
    return any(t.form in _FINITE and t.last <= last for x in labels for t in doc.within(x, first, last))


def _is_undone(doc: Document, tag: Tag, i: int) -> bool:
    """Whether a verb after a negation leaves nothing of its subject: occur; reach a place; a deed that is not harm."""
    if doc.has("happens", i, i + 1):
        return True
    if led := doc.within("reaches", i, i + 1):
        return doc.at("aircraft", tag.first) is not None or _leads_to_place(doc, led[-1])
    if tag.name in CROWD_FAMILIES:
        return False  # a protest that did not turn violent
    deeds = [t for t in doc.within("event", i, i + 1) if t.form in _VERBS]
    return bool(deeds) and not any(t.name in _HARM_ONLY for t in deeds)


def _leads_to_place(doc: Document, verb: Tag) -> bool:
    """Whether a verb has a place for its object: spread to X, hit X; not "did not hit the school in X"."""
    led = doc.at("into", verb.last) is not None
    named = literal(doc, verb.last, verb.last + _PLACE)
    return any(p.lead < verb.last or (p.lead <= verb.last + 1 and (led or not p.located)) for p in named)


def _word(doc: Document, i: int) -> str:
    return doc.tokens[i].word if i < len(doc.tokens) else ""


# ------------------------------------------------------------ denied by its object, or by a verb that means "not"


def _without_object(doc: Document, tag: Tag, first: int, end: int) -> bool:
    """English: whether the verb of a word does no deed: jets carried out no strikes, the artillery fired no shells."""
    if doc.pack.morphology.article:
        return False
    for no in (t for t in doc.within("not_one", tag.last, end) if doc.at("unhurt", t.first) is None):
        verb = next((t for t in doc.within("occurs", tag.first, no.first) if t.last == no.first), None)
        if verb is None or not any(t.last > no.last for t in doc.within("event", no.last, no.last + _OBJECT)):
            continue
        if verb.first < tag.last or (_is_noun(doc, tag) and _is_subject(doc, tag, first)):
            return not _tells(doc, tag.last, verb.first)
    return False


def _refused(doc: Document, tag: Tag, first: int) -> bool:
    """Arabic: whether a noun is what somebody refuses to do: the residents refused the leaving of X.

    A known deed that is rejected is another's.
    """
    if tag.form != "noun" or tag.prefix not in ("", doc.pack.morphology.article) or not doc.pack.morphology.article:
        return False
    if tag.label == "event" and definite(doc, tag):
        return False
    refuses = doc.last_of("refuses", max(first, tag.first - _SUBJECT), tag.first)
    between = range(refuses.last, tag.first) if refuses else ()
    parted = ("out_of", "into", "locative", "cause", "that", "purpose", "event", "motion")
    return bool(between) and not any(doc.tokens[i].is_sign or any(doc.at(x, i) for x in parted) for i in between)


def _escaped(doc: Document, tag: Tag, first: int) -> bool:
    """Arabic: whether a place got away from an event: the town escaped the shelling; not the man it was meant for."""
    if tag.form != "noun" or doc.at("out_of", tag.first - 1) is None:
        return False
    for t in doc.within("escapes", first, tag.first):
        place = any(p.lead <= t.last for p in literal(doc, t.last, tag.first)) or doc.has("ground", t.last, t.last + 1)
        if place and not doc.has("negation", t.first - 1, t.first):
            return True
    return False


def _only_tried(doc: Document, tag: Tag, first: int, end: int) -> bool:
    """Whether ground, people or goods were only tried to be taken: an attempt to seize X, tried in vain to kidnap."""
    if tag.name not in _ONLY_DONE:
        return False
    tried = doc.last_of("attempt", max(first, tag.first - _TRIED), tag.first)
    if tried is None or any(doc.tokens[i].is_sign for i in range(tried.last, tag.first)):
        return False
    if doc.has("in_vain", first, end) or not doc.pack.morphology.article:
        return doc.has("in_vain", first, end) or tried.last == tag.first
    joined = tag.prefix in doc.pack.morphology.conjunctions and tag.prefix != "" and tried.form in _FINITE
    return not (joined or any(doc.has(x, tried.last, tag.first) for x in ("event", "motion", "clause")))


def _to_nobody(doc: Document, tag: Tag) -> bool:
    """English: whether nobody is the object of a verb: detained no one; what is told of the unhurt is a toll."""
    none = doc.at("no_object", tag.last)
    return none is not None and none.first == tag.last and doc.at("unhurt", none.first) is None
