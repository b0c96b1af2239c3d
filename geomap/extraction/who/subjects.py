"""English: which noun is a verb's subject, and how far its name goes: "masked men", "rebels of the Fourth Brigade"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

_BEFORE = 3  # words that may describe them before the noun
_AFTER = 4  # words of the name that "of" leads to
_LEADS = ("locative", "of", "agent_mark", "out_of", "via", "aim", "owner_mark")  # what stands before no subject
_OBJECT = ("definite", "indefinite", "possessive", "counting")  # before what a verb is done to
_BY_PEOPLE = ("mob", "protest", "assembled")  # families whose words may hold those who do it
_COUNTED = 3  # tokens from a verb to its object: the two, several armed
_THEY = "they"
_CLAUSES = 2  # clauses back in which the subject of a verb may stand
BEHIND = 3  # tokens from "backed by" to who only helps
CROWD_FAMILIES = ("protest", "crowd", "riot", "stones", "mob", "loot")  # families of what people without arms do
UNARMED_TOO = (*CROWD_FAMILIES, "agreement", "roadblock", "standoff", "change", "suicide")  # and of what they do too


def subject(doc: Document, parties: list[Party], verb: Tag) -> Party | None:
    """The party that is the subject of a verb: the first of its clause that no preposition leads to.

    A clause without one has that of the clause before it, or the noun that "who" takes up.
    """
    sentence = doc.sentence_of(verb.first)
    n = sentence.clause_of(verb.first)
    last = verb.first
    for clause in range(n, max(-1, n - 1 - _CLAUSES), -1):
        first = opens = sentence.clauses[clause]
        if relative := doc.at("relative", first):
            before = [p for p in parties if p.last in (relative.first, relative.first - 1)]
            return before[-1] if before else None
        for said in doc.within("hearsay", first, last):
            speaks = any(p.known and opens <= p.first < said.first for p in parties)
            own = speaks and doc.has("own_deed", said.last, said.last + 1)  # "claimed to have taken"
            opens = max(opens, said.last) if said.name == "told" and not own else opens
        for p in parties:
            if opens <= p.first and p.last <= last and not (_led(doc, p.first) or _is_object(doc, p)):
                return p
        if clause == n and _counted(doc, opens, verb):
            return None
        last = first
    return None


def _is_object(doc: Document, p: Party) -> bool:
    """Whether a verb in the active voice stands right before people, over their number: beat several men and left."""
    verbs = doc.within("event", p.first - _COUNTED, p.first)
    verb = verbs[-1] if verbs else None
    if verb is None or verb.form != "past" or passive(doc, verb):
        return False
    return not any(doc.tokens[i].is_sign or doc.at("and", i) for i in range(verb.last, p.first))


def _counted(doc: Document, first: int, verb: Tag) -> bool:
    """Whether a number is the subject of a passive: "fired on the crowd; 12 were killed", who did not fire."""
    be = doc.within("be", first, verb.first)
    if not be or not passive(doc, verb):
        return False
    told = (i for i in range(first, be[0].first) if not doc.date_at(i))
    return any(doc.tokens[i].is_number or doc.pack.has("counting", doc.tokens[i].word) for i in told)


def _led(doc: Document, i: int) -> bool:
    """Whether a preposition stands before a noun, over its article and number: of villagers, not hundreds of them."""
    small = ("definite", "indefinite", "possessive", "counting")
    while i > 0 and (doc.tokens[i - 1].is_number or any(doc.pack.has(s, doc.tokens[i - 1].word) for s in small)):
        i -= 1
    of = doc.pack.has("of", doc.tokens[i - 1].word) if i > 1 else False
    if of and (doc.tokens[i - 2].is_number or ((crowd := doc.at("acting", i - 2)) and crowd.name == "crowd")):
        return _led(doc, i - 2)
    return i > 0 and not doc.at("clause", i - 1) and any(doc.at(label, i - 1) for label in _LEADS)


def whole_name(doc: Document, first: int, last: int) -> tuple[int, int]:
    """Token range of a noun of people with the words that say which: articles and numbers stay outside."""
    start = first
    while start > max(0, first - _BEFORE) and _describes(doc, start - 1):
        start -= 1
    return start, owner_end(doc, last)


def of_no_state(doc: Document, last: int) -> bool:
    """Whether the words after soldiers say that they are somebody's own: loyal to the former president."""
    led = doc.at("owner_mark", last)
    if led is None or led.first != last:
        return False
    name = led.last  # the Army of Conquest is no state's, the army of Chad is
    called = name < len(doc.tokens) and doc.named[name] and doc.tokens[last - 1].text[0].isupper()
    people = any(doc.at(label, name) for label in ("demonym", "date"))
    return led.last - led.first > 1 or (called and doc.place_at(name) is None and not people)


def _describes(doc: Document, i: int) -> bool:
    """Whether a word before a noun says what kind of people they are: unidentified, Kenyan, pro-government, M23."""
    token = doc.tokens[i]
    if token.is_sign or token.is_number or doc.tokens[i + 1].start != token.end + 1 or doc.date_at(i):
        return False
    place = doc.place_at(i)
    if place is not None and place.mention.usage == "literal":
        return False
    kind = doc.pack.has("modifier", token.word) or doc.at("demonym", i) is not None
    opens = doc.sentence_of(i).first == i
    return kind or (doc.named[i] and not opens) or "-" in token.text or (token.text.isupper() and len(token.text) > 1)


def owner_end(doc: Document, last: int) -> int:
    """Where the name ends that says whose they are: the rebels of the ADF, militiamen loyal to General X."""
    if last >= len(doc.tokens) or not (led := doc.at("owner_mark", last)) or led.first != last:
        return last
    i = led.last
    if i < len(doc.tokens) and doc.pack.has("definite", doc.tokens[i].word):
        i += 1
    end = i
    while end < min(i + _AFTER, len(doc.tokens)) and _named(doc, end):
        end += 1
    return end if end > i else last


def _named(doc: Document, i: int) -> bool:
    token, size = doc.tokens[i], len(doc.tokens)
    if i > 0 and doc.tokens[i - 1].is_number and doc.tokens[i - 1].end == token.start:
        return True  # the th of "4th"
    nth = i + 1 < size and doc.tokens[i + 1].start == token.end
    numbered = token.is_number and i + 1 + nth < size and doc.named[i + 1 + nth]  # the 777 Brigade, the 4th
    return (token.spelling.is_capital or numbered) and doc.place_at(i) is None and doc.date_at(i) is None


def falls_to(doc: Document, p: Party, t: Tag) -> bool:
    """English: who takes what fell, or holds it: the town fell to the Taliban, is now held by the army."""
    if t.name not in ("territory", "loss"):
        return False
    word = doc.tokens[t.last - 1].word
    return 0 <= p.first - t.last <= 1 if word == "to" else word == "by" and p.first < t.last < p.last


def comes_from(doc: Document, p: Party, t: Tag) -> bool:
    """English: fire from Houthi positions, an attack by gunmen, rockets launched from X's areas."""
    led = doc.at("out_of", t.last)
    led = led if led and led.first == t.last else doc.first_of("launched", t.first, t.last + 1)
    if led is None and t.first < p.first < t.last:
        led = doc.first_of("out_of", t.first + 1, t.first + BEHIND)  # artillery fire from X's post set a barn alight
    return led is not None and 0 <= p.first - led.last < BEHIND


def passive(doc: Document, verb: Tag) -> bool:
    """English: whether a form of to be makes a verb passive, or it tells what its subject comes under."""
    if doc.at("under_attack", verb.first):
        return True
    undergone = verb.form == "past" or doc.tokens[verb.first].word.endswith("ed")  # not "are shelling"
    return undergone and bool(doc.within("be", verb.first - 3, verb.first + 1))


def reduced(doc: Document, p: Party, verb: Tag) -> bool:
    """English: "women raped at a well": unarmed people before a verb that no object follows undergo it."""
    undergoes = p.kind == "civilian" and verb.name not in UNARMED_TOO
    return undergoes and verb.form in ("past", "participle") and doc.at("locative", verb.last) is not None


def ends_it(doc: Document, t: Tag) -> bool:
    """English: whether a word only tells how the one who acted ended: stabbed a guard before being shot."""
    at = t.first - 1
    return doc.pack.language == "en" and at > 0 and doc.tokens[at].word == "being" and bool(doc.at("clause", at - 1))


def goes_on_bare(doc: Document, t: Tag) -> bool:
    """English: whether a verb leaves its subject to the clause before: took X, then burned Y; before burning Y."""
    if doc.pack.language != "en" or not t.first or not (t.form in ("past", "participle") or t.loose):
        return False
    joins = ("and", "clause", "coincides") if t.form == "participle" else ("and", "adverb", "they")
    return any(doc.at(label, t.first - 1) for label in joins) or _in_a_row(doc, t)


def _in_a_row(doc: Document, t: Tag) -> bool:
    """Whether a verb with an object stands behind a comma: entered a village, searched two houses and left."""
    if doc.tokens[t.first - 1].text != "," or t.form == "participle" or doc.date_at(t.last):
        return False
    whom = doc.tokens[t.last] if t.last < len(doc.tokens) else None
    told = whom is not None and (whom.is_number or any(doc.pack.has(label, whom.word) for label in _OBJECT))
    done = any(doc.at(label, i) for label in ("thing", "struck", "civilian", "acting") for i in (t.last, t.last + 1))
    return (t.loose or told or done) and doc.has("event", doc.sentence_of(t.first).first, t.first)


def pronoun_ahead(doc: Document, first: int, t: Tag) -> int | None:
    """Where a sentence takes up a subject told before it: they burned; Arabic: by a verb in the plural."""
    m = doc.pack.morphology
    if m.article:
        return t.first if m.plural and doc.tokens[t.first].word.endswith(m.plural[0]) else None
    return next((i for i in range(t.first - 1, first - 1, -1) if doc.tokens[i].word == _THEY), None)


def only_there(doc: Document, p: Party, tag: Tag) -> bool:
    """English: whether a party only tells what a place is: rockets hit the base, where foreign troops are stationed."""
    first, last = (s := doc.sentence_of(p.first)).clause(s.clause_of(p.first))
    there = doc.pack.language == "en" and doc.at("wherein", first) is not None and tag.first < first
    return there and not doc.has("lays", first, last)


def told_by_its_word(doc: Document, t: Tag, parties: list[Party]) -> Party | None:
    """English: people that the words for what they do name: a mob sacked a shop, 300 people gathered."""
    if t.name not in _BY_PEOPLE or doc.pack.language != "en":
        return None
    inside = (p for p in parties if t.first <= p.first < t.last)
    return next((p for p in inside if doc.at("acting", p.first) or t.name != "mob"), None)
