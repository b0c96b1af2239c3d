"""Names that no gazetteer has: announced by a generic noun, in the place of a name, of two words, met again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.where.listing import in_list
from geomap.extraction.words.phrases import (
    BEARINGS,
    Hit,
    back,
    cue_before,
    ends_phrase,
    heads,
    led_by_motion,
    led_by_place_word,
    noun_before,
    opens_a_line,
    owned,
    third_persons,
)
from geomap.extraction.words.tokens import QUOTES
from geomap.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.extraction.words.document import Document, Placed

VILLAGES: Final = ("village", "town")  # words whose adjectives are feminine
_NATURE: Final = ("river", "lake", "mountain", "region")  # what villages are named after
_SIDES: Final = (*BEARINGS, "countryside")
_GRAMMAR: Final = ("locative", "relation", "cue", "clause", "group", "one")  # what is no second word of a name
_BOMBED: Final = ("air", "shelling", "attack")
_TAKEN: Final = ("abduction", "arrest")
_WORDS: Final = 8  # tokens from the word of an event to the preposition that leads to where
_RELATIVE: Final = 5  # letters more than which an adjective of relation has
_SHORTEST_PLURAL: Final = 6  # letters that a plural of people with the article has more than
_SHORT: Final = 3  # letters of a word that is no name without more ado
_OF_NAMES: Final = ("person", "no_target")  # lists whose words are names too: the quarters of Sukkari (diabetes) and Y


def after_cues(doc: Document) -> Iterator[int]:
    """Tokens right after a generic noun, quotes between them too."""
    for end in sorted({cue.last for cue in doc.tags.get("cue", ())}):
        i = end
        if i < len(doc.tokens) and doc.tokens[i].text == ":" and doc.at("several", i - 1):
            i += 1  # three villages: X, Y and Z
        first = i
        while i < len(doc.tokens) and (i == first or doc.tokens[i - 1].text in QUOTES):
            yield i
            i += 1


def announced_name(doc: Document, i: int) -> Hit | None:
    """A name that nobody lists but a generic noun announces: the village of Yusuf."""
    cue, quoted = cue_before(doc, i)
    opens = doc.sentence_of(i).first == i  # a line below the noun
    if cue in VILLAGES and not opens and _of_river(doc, i):
        return Hit(i, i + 2, 0, ())
    if (
        cue is None
        or opens
        or not doc.at("names_follow", noun_before(doc, i))
        or doc.pack.has("generic", doc.tokens[i].word)
    ):
        return None
    noun = noun_before(doc, i)
    if doc.tokens[i].word.endswith(third_persons(doc)) or _adjective(doc, noun) or _is_person(doc, noun):
        return None
    if doc.at("compound", i) and i + 1 < len(doc.tokens) and not doc.tokens[i + 1].is_sign:
        return Hit(i, i + 2, 0, ())
    listed = cue in VILLAGES and _opens_list(doc, i)
    if _relates(doc, i):
        return None
    named = _may_be_name(doc, i, quoted=quoted or listed, announced=True)
    return Hit(i, _end_of_name(doc, i), 0, ()) if named else None


def _of_river(doc: Document, i: int) -> bool:
    """Arabic: whether one village is called as rivers, hills or plains are: the village of Nahr al-Dahab."""
    m, noun = doc.pack.morphology, doc.at("cue", i)
    if not m.article or noun is None or noun.name not in _NATURE or noun.prefix or i + 1 >= len(doc.tokens):
        return False
    second = doc.tokens[i + 1]
    small = any(doc.at(label, i + 1) for label in _GRAMMAR) or second.text.startswith(m.conjunctions)
    return not (small or second.is_sign or second.is_number or doc.at("several", noun_before(doc, i)))


def _adjective(doc: Document, cue: int) -> bool:
    """Whether a generic noun is an adjective where it stands: local organisations, no locality."""
    if not doc.pack.has("adjectival", doc.tokens[cue].word):
        return False
    led = any(doc.at(label, cue - 1) for label in ("locative", "relation", "cue", "of", "event", "motion", "several"))
    return cue > doc.sentence_of(cue).first and not led and not doc.tokens[cue - 1].is_sign


def _is_person(doc: Document, noun: int) -> bool:
    """Arabic: whether a generic noun is one of people by the verb before it: a farmer said, not the farms of."""
    told = doc.at("hearsay", noun - 1) or doc.at("killed", noun - 1)
    return told is not None and told.last == noun and doc.at("one", noun) is not None and told.name in ("told", "verb")


def _relates(doc: Document, i: int) -> bool:
    """Arabic: whether a word after its noun is an adjective of relation, where it lies told: a remand prison in X."""
    m, word = doc.pack.morphology, doc.tokens[i]
    relative = bool(m.article) and word.text.endswith(m.adjectival[-1:]) and not word.text.startswith(m.article)
    return relative and len(word.text) > _RELATIVE and doc.at("sure_place", i + 1) is not None


def _opens_list(doc: Document, i: int) -> bool:
    """Whether two more words are joined to one that nobody knows: the villages of X, Y and Z; no adjective is."""
    conjunction = doc.pack.morphology.conjunctions[:1] or ("\0",)
    words = doc.tokens[i : i + 3]
    others = [t.text.removeprefix(conjunction[0]) for t in words[1:]]
    joined = len(words) > 2 and all(t.text.startswith(conjunction) for t in words[1:])
    known = any(fold(w) in doc.pack.everyday for w in (words[0].text, *others))
    return joined and not known and not any(doc.over(j) for j in range(i, i + 3))


def _may_be_name(doc: Document, i: int, *, quoted: bool = False, noun: bool = False, announced: bool = False) -> bool:
    """Whether a word that no gazetteer knows can be a name: no word of the pack, no everyday one, no adjective.

    ``noun``: it stands where no adjective can, and in the genitive.
    """
    token, m = doc.tokens[i], doc.pack.morphology
    if token.is_sign or token.is_number or any(label not in _OF_NAMES for label in doc.over(i)):
        return False
    if token.spelling.is_cased:
        return token.text[0].isupper()
    definite = token.text.startswith(m.article)
    endings = (m.feminine[0], *m.masculine_endings[1:])
    if announced:
        endings = m.feminine[:1]  # no plural describes the one town, and no dual
    adjective = not definite and token.word.endswith(endings)
    if noun:
        adjective = not definite and (token.text.endswith(m.pronouns[:2]) or _of_everyday(doc, token.word))
    attached = token.text[0] in m.conjunctions + m.prepositions and token.word[1:] in doc.pack.everyday
    # after its generic noun, in the genitive, no name ends as an accusative does
    accusative = token.word.endswith(m.masculine_endings[0]) and not announced
    known = token.spelling.is_everyday or (accusative and token.word[:-1] in doc.pack.everyday)
    everyday = not definite and known
    return quoted or not (adjective or attached or everyday)


def _of_everyday(doc: Document, word: str) -> bool:
    """Arabic: whether a word is the dual or plural of an everyday noun: two caves, the missing."""
    m, everyday = doc.pack.morphology, doc.pack.everyday
    for ending in (*m.masculine_endings[1:], *m.feminine_endings):
        stem = word.removesuffix(ending)
        if stem != word and any(s in everyday for s in (stem, stem + m.feminine[0], m.article + stem)):
            return True
    return False


def in_place_of_name(doc: Document, i: int, before: Placed | None) -> Hit | None:
    """A word in the place of a name: the heading of a line, after "in" at its opening, or next in a list of names."""
    token, m = doc.tokens[i], doc.pack.morphology
    if not m.article or token.is_sign or token.is_number or token.spelling.is_everyday:
        return None
    heads = opens_a_line(doc, i) and _may_be_name(doc, i, quoted=True)
    if heads or (before is not None and _quoted_next(doc, i, before)):
        return Hit(i, i + 1, 0, ())
    beside = before is not None and before.last == i
    # no word leads to most
    return _led_or_listed(doc, i, before) if beside or doc.is_tagged(back(doc, i)) or doc.is_tagged(i - 1) else None


def _led_or_listed(doc: Document, i: int, before: Placed | None) -> Hit | None:
    token, m = doc.tokens[i], doc.pack.morphology
    led = doc.at("relation", back(doc, i))
    road = led is not None and led.name == "between" and doc.at("cue", led.first - 1) is not None
    lies = led is not None and (led.name in _SIDES or road) and led.last == i and not owned(doc, i)
    end = _end_of_name(doc, i)
    inside = led_by_place_word(doc, i, end) or _aimed_at(doc, i, end)
    going = led_by_motion(doc, i, end)
    alone = lies and ends_phrase(doc, i + 1)  # no adjective of a bearing ends its phrase
    somebody = end - i > 1 and doc.pack.has("forename", token.word)  # spoke to Salim al-Ahmad
    if (lies or inside or going) and not somebody and _may_be_name(doc, i, noun=inside or going or alone):
        return Hit(i, i + 1 if lies else end, 0, ())
    rest = token.text.removeprefix(m.conjunctions[0])
    verb = rest.endswith(m.feminine[-1:]) and not (rest.startswith(m.article) and ends_phrase(doc, i + 1))
    follows = before is not None and before.last == i and not verb
    if before is None or not follows or token.text.endswith(m.plural[0] or "\0"):
        return None  # "in X, and they closed"
    ends = rest.startswith(m.article) or ends_phrase(doc, i + 1)  # not "around X, and they search houses"
    if not (before.cue or before.listed or ((before.located or before.relation) and ends)):
        return None
    plain = rest != token.text and len(rest) > _SHORT and fold(rest) not in doc.pack.everyday
    unknown = plain and not owned(doc, i) and not doc.over(i)
    return Hit(i, i + 1, len(m.conjunctions[0]), ()) if unknown else None


def _aimed_at(doc: Document, i: int, end: int) -> bool:
    """Arabic: whether a name ends the phrase of what is bombed, or whence people are taken: raids on X, two from X."""
    at = back(doc, i)
    leads = doc.at("aim", at)
    if leads is None or leads.last != at + 1:
        leads = doc.at("out_of", at)
    if leads is None or leads.last != at + 1:
        return False
    families = _BOMBED if leads.label == "aim" else _TAKEN
    told = any(t.name in families for t in doc.within("event", max(doc.sentence_of(i).first, at - _WORDS), at))
    told = told and not (leads.label == "out_of" and _people(doc, i))
    return told and not owned(doc, i) and ends_phrase(doc, end) and doc.date_at(i) is None


def _people(doc: Document, i: int) -> bool:
    """Arabic: whether a word is a plural of people, of whom some are taken: arrested three of the attackers."""
    m, word = doc.pack.morphology, doc.tokens[i].text
    return word.startswith(m.article) and word.endswith(m.masculine_endings[-1]) and len(word) > _SHORTEST_PLURAL


def somewhere(doc: Document, first: int, last: int) -> bool:
    """Arabic: whether a range tells where something is by a word that may be a name, though it is read as none."""
    for i in range(first + 1, last) if doc.pack.morphology.article else ():
        token, at = doc.tokens[i], back(doc, i)
        if token.is_sign or token.is_number or token.spelling.is_everyday or doc.over(i) or doc.place_at(i):
            continue
        leads = doc.at("sure_place", at) or doc.at("aim", at)
        led = leads is not None and leads.last == at + 1 and not (owned(doc, i) or doc.date_at(i))
        if led and ends_phrase(doc, i + 1):
            return True
    return False


def _quoted_next(doc: Document, i: int, before: Placed) -> bool:
    """Whether a word in quotation marks of its own is the next of a list: in "X" and "Y"."""
    quotes = doc.tokens[i - 1].spelling.is_quote and i + 1 < len(doc.tokens) and doc.tokens[i + 1].spelling.is_quote
    return quotes and bool(before.cue or before.listed or before.located) and in_list(doc, before.last, i)


def of_two_words(doc: Document, i: int, before: Placed | None, inner: Hit | None) -> Hit | None:
    """A name that begins as many do and that nobody lists: after "in", or next in a list of places.

    ``inner``: what a gazetteer has after its first word.
    """
    begins = doc.at("compound", i)
    if begins is None or i + 1 >= len(doc.tokens):
        return None
    m, second = doc.pack.morphology, doc.tokens[i + 1]
    joined = begins.prefix.startswith(m.conjunctions[:1] or "\0")
    listed = joined and before is not None and before.last == i and (before.located or before.relation or before.cue)
    small = any(doc.at(label, i + 1) for label in _GRAMMAR) or second.text.startswith(m.conjunctions) or second.is_sign
    if listed and before and before.cue and not doc.at("cue", i):
        return None if small else Hit(i, i + 2, 1, ())  # the villages of X and Umm Y, though Y is a verb too
    father = doc.at("kunya", i) is not None and not small and not doc.over(i + 1)
    if not (father or _may_be_name(doc, i + 1, announced=True)):
        return None
    if inner and inner.rank and (inner.cut or doc.at("cue", i) or doc.at("link", i)):
        return None  # a market in Omdurman, the valley of Hadramawt
    led = doc.at("sure_place", back(doc, i))
    if (led is not None and led.last == i and not joined) or _heads_line(doc, i):
        return Hit(i, i + 2, 0, ())
    return Hit(i, i + 2, 1, ()) if listed else None


def _heads_line(doc: Document, i: int) -> bool:
    """Arabic: whether two words before a colon open a line, and name nobody: "Wad al-Haddad: ..."."""
    last = i + 2
    opens = all(doc.tokens[j].is_sign for j in range(doc.sentence_of(i).first, i))
    ends = last < len(doc.tokens) and doc.tokens[last].text == ":"
    return opens and ends and bool(doc.pack.morphology.article) and not doc.at("person", i + 1)


def _end_of_name(doc: Document, i: int) -> int:
    """Where a name that nobody lists ends: an indefinite first word may have a definite second, no adjective."""
    m, after = doc.pack.morphology, i + 1
    if after >= len(doc.tokens) or doc.tokens[i].text.startswith(m.article):
        return after
    word = doc.tokens[after]
    noun = word.text.startswith(m.article) and not word.word.endswith(m.feminine[0])
    unknown = noun and not word.spelling.is_everyday and not doc.over(after) and not doc.date_at(after)
    return after + 1 if unknown else after


def announced_again(doc: Document, i: int, announced: dict[str, str]) -> Hit | None:
    """A name that was announced somewhere in the text, met again without its generic noun.

    ``announced``: by their first word the second, if there is one: Abu Hatab is met again whole.
    """
    if not announced:
        return None
    for head in heads(doc, i):
        second = announced.get(head.folded)
        if second == "":
            return Hit(i, i + 1, head.cut, ())
        if second and i + 1 < len(doc.tokens) and doc.tokens[i + 1].word == second:
            return Hit(i, i + 2, head.cut, ())
    return None


def second_words(doc: Document, hits: Iterable[Hit]) -> dict[str, str]:
    """Return by the first word of each name its second, "" where it has none."""
    return {
        doc.tokens[hit.first].word: doc.tokens[hit.last - 1].word if hit.last - hit.first > 1 else "" for hit in hits
    }
