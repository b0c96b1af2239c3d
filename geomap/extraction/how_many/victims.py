"""One victim told without a number, or two in the verb: a soldier was killed, one of the fighters, "both died"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.how_many.asides import over_source
from geomap.extraction.how_many.harmless import but_one
from geomap.extraction.how_many.headcounts import KEYS
from geomap.extraction.how_many.parts import both
from geomap.extraction.how_many.suffering import died_too, suffers
from geomap.extraction.what.arabic import stirs_up
from geomap.extraction.what.modality import is_verb
from geomap.extraction.words.document import COMMAS
from geomap.extraction.words.phrases import definite

if TYPE_CHECKING:
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_BEHIND = 9  # tokens of an aside before the victim that it parts from the word of harm
_BEFORE, _OUTCOME = 7, 10  # tokens between one victim and the word of harm; and ".., to die on the spot"
_NAMED = 6  # tokens from "killed" to the noun of one victim: the district police chief
_SUBJECT = 12  # tokens from a passive verb back to its subject
_NEAR = 4  # tokens from a word of harm to two people whom a vowel tells from many
_BESIDES = 3  # words of "a third one"
_FATHA = "\u064e"
_TANWIN = ("\u064b\u0627", "\u0627\u064b")  # the ending of an indefinite object, as written with its vowels


def unnumbered(doc: Document, tag: Tag, first: int, last: int) -> tuple[int, int] | None:
    """The token of one or two victims whom no number counts, and how many they are."""
    if (two := _two_by_vowel(doc, tag, last)) is not None:
        return two, 2
    if _both(doc, tag):
        return tag.first, 2
    one = _one_victim(doc, tag, first, last)
    if one is None:
        return (tag.first, 2) if _two_told(doc, tag) or both(doc, tag) else None
    return one, 1 + (_is_pair(doc, one) or _with_his(doc, tag, one))


def _with_his(doc: Document, verb: Tag, i: int) -> int:
    """Arabic: one more where "and" joins a victim to him of whom a verb tells: and so was killed, and his driver."""
    joins = doc.pack.morphology.conjunctions[:1]
    one = doc.at("one", i) if joins and i == verb.last and is_verb(verb) else None
    return int(one is not None and one.first == i and one.prefix in joins)


def _is_pair(doc: Document, article: int) -> int:
    """English: one more where the noun behind an article is of two: a couple, but not a couple of guards."""
    noun = article + 1
    if noun >= len(doc.tokens) or not doc.pack.has("couple", doc.tokens[noun].word):
        return 0
    return 0 if noun + 1 < len(doc.tokens) and doc.at("of", noun + 1) else 1


def by_noun(doc: Document, tag: Tag) -> Tag:
    """Arabic: the noun of one or two dead that a verb's pattern ends with, which tells them: it left a man dead."""
    last = tag.last - 1
    noun = (doc.at("two", last) or doc.at("lone", last)) if tag.loose and is_verb(tag) else None
    told = noun is not None and noun.first == last and not (is_verb(noun) or definite(doc, noun))
    return noun if noun is not None and told and doc.pack.morphology.article else tag


def in_company(doc: Document, tag: Tag, q: Quantity) -> list[tuple[int, int]]:
    """Arabic: one who was hurt along with those counted: a commander was killed with three of his guards."""
    if not doc.pack.morphology.article or doc.at("company", q.first - 1) is None:
        return []
    one = next((t for t in doc.within("one", tag.last, q.first - 1) if not t.prefix), None)
    him = tag.last == q.first - 1 and doc.tokens[tag.last - 1].text.endswith(doc.pack.morphology.pronouns[:2])
    if him and is_verb(tag):
        return [(tag.first, tag.last)]  # they killed him with three of his guards
    one = one or next((t for t in doc.within("one", tag.first + 1, tag.last) if tag.loose and not t.prefix), None)
    if (
        one is None and doc.at("lone", tag.first) and tag.last == q.first - 1
    ):  # an officer fell hurt, and with him three
        one = next((t for t in doc.within("one", tag.first - _NEAR, tag.first) if not t.prefix), None)
    return [(one.first, one.last)] if one is not None and one.first - tag.first <= _NEAR else []


def only_spoken_of(doc: Document, tag: Tag) -> bool:
    """Arabic: whether a noun of harm stands behind a word that makes it no news: accused of the murder of."""
    led = doc.at("locative", tag.first - 1)  # a part in the killing of, which is written as "was killed" is
    led = led if led and led.first + 1 == led.last == tag.first else None
    noun = led or not is_verb(tag)
    at = tag.first - 1 - bool(led)
    told = (t for label in ("halt", "accused") if (t := doc.at(label, at)) is not None)
    return bool(noun and doc.pack.morphology.article) and any(not stirs_up(doc, t) for t in told)


def _both(doc: Document, tag: Tag) -> bool:
    """Arabic: whether two met their death or their death is told, by the pronoun of a dual."""
    dual = doc.pack.morphology.pronouns[3:4]
    return bool(dual) and doc.at("killed", tag.first) is not None and doc.tokens[tag.last - 1].text.endswith(dual)


def _two_by_vowel(doc: Document, tag: Tag, last: int) -> int | None:
    """Arabic: two people whom only a vowel mark tells from many."""
    dual = doc.pack.morphology.masculine_endings[-1:] or ("\0",)
    for i in range(tag.last, min(tag.last + _NEAR, last)):
        token = doc.tokens[i]
        if any(doc.at(key, i) for key in KEYS):
            return None  # the killing of its driver and the wounding of two companions
        marked = token.end - token.start > len(token.text) and token.text.endswith(dual)
        if token.is_sign or (marked and _FATHA + dual[0][0] in doc.report.text[token.start : token.end]):
            return None if token.is_sign else i
    return None


def _one_victim(doc: Document, tag: Tag, first: int, last: int) -> int | None:
    """Where a word of harm tells of one person, with it or in the word itself."""
    one = None if _unhurt(doc, tag, first, last) else _single(doc, tag, last)
    one = _behind_aside(doc, tag, last) if one is None else one
    one = _claimed(doc, tag, last) if one is None else one
    return tag.first if one is None and _one_told(doc, tag) else one


def _unhurt(doc: Document, tag: Tag, first: int, last: int) -> bool:
    """Whether nobody was hurt; that nobody was killed says nothing of one who is hurt."""
    hurt = doc.at("wounded", tag.first) is not None
    none = (t for t in doc.within("unhurt", first, last) if not but_one(doc, t) or t.first <= tag.first < t.last)
    if doc.pack.language == "en" and not hurt and tag.form == "past":
        none = (t for t in none if t.first < tag.first or t.last - t.first > 1)  # killed a guard; the judge was unhurt
    return any(not (hurt and t.name == "alive" and t.first >= tag.last) for t in none)


def _object_end(doc: Document, tag: Tag, last: int) -> int:
    """Where the words end among which one victim is told after a word: in English, over what describes the victim."""
    near = min(tag.last + (_NAMED + 3 if _doer(doc, tag) else 3), last)
    by = doc.at("event", tag.last) if doc.pack.morphology.article and is_verb(tag) else None
    if by is not None and by.first == tag.last and by.form == "noun":
        near = min(by.last + 3, last)  # the bullets of a sniper killed a man
    if doc.pack.morphology.article and not is_verb(tag) and doc.at("target_mark", near - 1):
        near = min(near + 1, last)  # the execution by shooting "of" a youth
    if doc.pack.language != "en" or not is_verb(tag) or doc.at("undergone", tag.first - 1):
        return near
    stops = (j for j in range(tag.last + 1, last) if any(doc.at(x, j) for x in ("locative", "event", "clause")))
    return max(near, min(tag.last + _NAMED, next(stops, last), last))


def _doer(doc: Document, tag: Tag) -> bool:
    """Arabic: whether a force stands right behind a verb: a patrol seized in the town a man."""
    if not doc.pack.morphology.article:
        return False
    armed = doc.at("civilian", tag.last)
    return doc.at("actor", tag.last) is not None or (is_verb(tag) and armed is not None and armed.name == "armed")


def _behind_aside(doc: Document, verb: Tag, last: int) -> int | None:
    """Arabic: one victim told behind how or where it was: died, in the attack on the town, a farmer."""
    aside = doc.at("cause", verb.last) or doc.at("locative", verb.last)
    if aside is None or not is_verb(verb) or not doc.pack.morphology.article or aside.first != verb.last:
        return None
    acts = ("event", "occurs", "agent_mark", "mutual")
    for i in range(verb.last + 2, min(verb.last + _BEHIND, last)):
        if doc.tokens[i].is_sign or any(doc.at(x, i) for x in (*KEYS, "clause", "who", "part")):
            return None
        one = doc.at("one", i)
        if one and not (one.prefix or doc.place_at(i) or any(doc.at(x, i - 1) for x in acts)):
            return i
    return None


def _claimed(doc: Document, verb: Tag, last: int) -> int | None:
    """Arabic: one victim led by a preposition, behind what killed and where: a raid on the town claimed a farmer."""
    of = doc.pack.morphology.prepositions[:1]
    if doc.at("claims", verb.first) is None or not of:
        return None
    for i in range(verb.last, min(over_source(doc, verb.last, last) + _BEHIND, last)):
        one = doc.at("one", i)
        if one and one.first == i and one.prefix == of[0]:
            return i
    return None


def _single(doc: Document, tag: Tag, last: int) -> int | None:
    """One victim told without a number: a soldier was killed, killed a soldier, one of the fighters."""
    if is_verb(tag) and (one := _with_article(doc, tag)) is not None:
        return one
    for i in range(tag.first + 1, _object_end(doc, tag, last)):
        if i >= tag.last and any(doc.at(key, i) for key in KEYS) and not _in_custody(doc, tag, i):
            break  # "the killing of policemen and the wounding of a third"
        if doc.has("part", tag.last, i):
            break  # the killing of civilians, among them a girl
        if doc.at("one", i) and not (doc.place_at(i) or doc.at("no_person", i) or doc.date_at(i)):
            phrase = doc.at("event", i)
            if not (phrase and phrase.first < i and phrase.form == "noun" and not phrase.loose):  # "an armed attack"
                return None if _does_it(doc, tag, i) else _whom(doc, tag, i) or i
        if doc.tokens[i].is_sign and doc.tokens[i].text in "\u060c,;\u061b":
            break
    return _single_before(doc, tag)


def _in_custody(doc: Document, tag: Tag, i: int) -> bool:
    """Arabic: whether one who is held stands right behind the word of his death: a prisoner died under torture."""
    held = doc.at("captured", i) if i == tag.last and doc.at("killed", tag.first) else None
    return held is not None and held.prefix == "" and held.last == i + 1 and doc.at("one", i) is not None


def _whom(doc: Document, verb: Tag, i: int) -> int | None:
    """Arabic: whom a lone man with arms has killed: he stands right after the verb, and an object after him."""
    m, who = doc.pack.morphology, doc.at("civilian", i)
    if not (m.article and is_verb(verb) and i == verb.first + 1 and who):
        return None
    armed = who.name == "armed"  # of others only the accusative right after tells it: a youth stabbed a soldier
    objects = (*m.masculine_endings[:1], m.closing) if armed else m.masculine_endings[:1]
    for j in range(i + 1, min(i + (_NEAR if armed else 2), len(doc.tokens))):
        one, text = doc.at("one", j), doc.tokens[j].text
        if one and not one.prefix and text.endswith(objects):
            return j
        if doc.tokens[j].is_sign or doc.at("locative", j):
            break
    return None


def _does_it(doc: Document, verb: Tag, i: int) -> bool:
    """Arabic: whether one person right after a verb acts, as several in the accusative after him tell."""
    m, after = doc.pack.morphology, doc.at("civilian", i + 1)
    several = after is not None and not after.prefix and doc.tokens[i + 1].text.endswith(m.masculine_endings[1:])
    return bool(m.article) and is_verb(verb) and i == verb.first + 1 == verb.last and several


def _single_before(doc: Document, tag: Tag) -> int | None:
    """One victim told before a verb or a state, as its subject: the driver is dead."""
    if doc.at("those", tag.last) and doc.pack.morphology.article:
        return None  # eleven civilians were killed, and others hurt
    if _left_dead(doc, tag):
        return tag.first - 1
    if of_several(doc, tag) or not (is_verb(tag) or tag.name == "state" or suffers(doc, tag)):
        return None
    led_to = tag.prefix != "" and tag.prefix in doc.pack.morphology.conjunctions[1:]
    reach = _OUTCOME if led_to or (tag.prefix and doc.at("outcome", tag.first)) else _BEFORE
    for i in range(tag.first - 1, max(tag.first - 1 - reach, doc.sentence_of(tag.first).first - 1), -1):
        if doc.at("one", i) and not (doc.within("part", i - 1, i) or doc.at("no_person", i) or doc.date_at(i)):
            return i
        told = doc.at("event", i)
        if led_to and told and (told.form == "noun" or told.loose):
            continue  # a farmer trod on a mine, and so was killed; bullets were fired at a guard, and so he was hurt
        if (told and told.name != "loot") or doc.at("clause", i):  # shot him and took his money, and he died
            return None
    return None


def _left_dead(doc: Document, tag: Tag) -> bool:
    """Whether a noun of death stands right behind one person: left a man dead; Arabic: a teacher fell dead."""
    one, m = doc.at("one", tag.first - 1), doc.pack.morphology
    if one is None or is_verb(tag):
        return False
    if m.article:
        return not tag.prefix and doc.tokens[tag.first].text.endswith(m.masculine_endings[:1])
    return doc.pack.language == "en" and doc.has("indefinite", one.first - _BESIDES, one.first)


def of_several(doc: Document, verb: Tag) -> bool:
    """Arabic: whether the form of a verb tells that several people stand before it: the guards were killed."""
    m = doc.pack.morphology
    return bool(m.article) and is_verb(verb) and doc.tokens[verb.first].text.endswith(m.plural[0])


def _he_or_she(doc: Document, verb: Tag) -> int | None:
    """A pronoun of one person right before what is undergone: she died on the way to hospital, he was wounded."""
    passive = doc.at("undergone", verb.first - 1) is not None
    suffers = passive or doc.at("intransitive", verb.first) is not None
    who = doc.at("he_or_she", verb.first - 1 - passive)
    return who.first if who and suffers else None


def _one_told(doc: Document, tag: Tag) -> bool:
    """One of the dead or hurt in the word itself: a corpse, his death."""
    if doc.within("relation", tag.first - 2, tag.first, "between"):
        return False  # "29 dead or hurt"
    his = doc.tokens[tag.first].text.endswith(doc.pack.morphology.pronouns[:2])
    return bool(doc.at("deed", tag.first) and his) or bool(doc.at("lone", tag.first) and not definite(doc, tag))


def _two_told(doc: Document, verb: Tag) -> bool:
    """Arabic: two people in the verb itself, which no object follows: two men in a car, and both were killed."""
    m = doc.pack.morphology
    if verb.form != "past" or not m.article or verb.loose or verb.last - verb.first > 1:
        return False
    if doc.at("lands", verb.first) and doc.has("event", verb.first - _NEAR, verb.first):
        return False  # two shells that landed
    plural, dual = m.plural[0], m.masculine_endings[0]
    word, after = doc.tokens[verb.first], verb.last
    ends = word.word.endswith(dual) and not word.word.endswith(plural) and not word.text.endswith(_TANWIN)
    return ends and not any(doc.at(label, after) for label in ("civilian", "one", "group", "actor"))


def _with_article(doc: Document, tag: Tag) -> int | None:
    """A victim with the indefinite article: right after an active verb, before a passive one; "he", "she" before it."""
    if (one := doc.last_of("one_besides", tag.first - _BESIDES, tag.first)) is not None and one.last == tag.first:
        return one.first  # a third lost a leg
    if (who := _he_or_she(doc, tag)) is not None or (who := died_too(doc, tag)) is not None:
        return who
    if not suffers(doc, tag):
        whom = (i for i in range(tag.first + 1, tag.last + 2) if doc.at("indefinite", i))
        things = ("goods", "aircraft", "animals")
        lost = doc.at("loses", tag.first) is not None  # lost a foothold
        whom = (i for i in whom if not any(doc.at(label, i + 1) for label in things))
        return next((i for i in whom if not (lost and _no_one(doc, i))), None)
    for i in range(tag.first - 1, max(tag.first - 1 - _SUBJECT, -1), -1):
        if doc.at("indefinite", i) and not any(doc.at(label, i + 1) for label in ("event", "cue", "animals")):
            return i
        if doc.tokens[i].text in COMMAS or doc.at("clause", i):
            return None
    return None


def _no_one(doc: Document, article: int) -> bool:
    """Whether no word for a person stands near behind an article."""
    after = range(article + 1, min(article + _NEAR, len(doc.tokens)))
    return not any(doc.at(label, i) for label in ("one", "civilian") for i in after)


def hurt_others(doc: Document, verb: Tag, quantities: list[Quantity]) -> bool:
    """English: whether those hurt follow a verb, so that no number before it counts them: two shells wounded four."""
    if verb.form != "past" or doc.pack.language != "en":
        return False
    whom = next((q for q in quantities if q.first == verb.last), None)
    last = whom.last if whom else verb.last
    told = whom is not None and any(doc.at(key, i) for key in KEYS for i in (last - 1, last))  # 2 killed 4 wounded
    return (whom is not None and not told) or doc.at("indefinite", verb.last) is not None
