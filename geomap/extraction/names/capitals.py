"""Names told by their capital letters, in scripts that have them.

A name is read whole: a gazetteer's "Bani" inside "Bani Walid", or a town inside the name of a brigade, is no mention.
A whole name that no gazetteer knows counts as a place where the words before or after it speak of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.words.phrases import Hit, back, noun_before
from geomap.extraction.words.tokens import QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geomap.extraction.words.document import Document, Placed

_LONGEST: Final = 4  # words of a name that no gazetteer knows
_AFTER_DATELINE: Final = ("(", ",", "-", "–", "—", ":", "/")
_SHOUTED: Final = 3  # words in capitals that are no name of that length
_LINE: Final = 4  # tokens after the first name of a dated line in which a colon stands
_BODY: Final = 12  # words after a place's name in which a body's name ends
_OF_PEOPLE: Final = (
    "arrest",
    "abduction",
    "killing",
    "execution",
    "shooting",
    "sexual",
)  # done to people, no places
_GROUND: Final = ("territory", "recovered", "loss", "transfer")  # families of ground that changes hands
_FROM_AFAR: Final = ("air", "shelling")
_FATES: Final = ("territory", "fall", "loss", "recovered", "transfer")  # of what befalls a town: Hit fell
_TITLE: Final = 4  # tokens of "the capital of the"
_SOMEBODY: Final = frozenset(("group", "civilian", "acting"))  # reporters were taken to X
_NOT_NAMES: Final = frozenset(("actor", "organisation", "relation", "body"))
_BESIDE: Final = frozenset(("cue", "relation", "actor", "organisation"))  # what is no part of a name beside it


def run(doc: Document, i: int) -> tuple[int, int]:
    """Return the token range of the name that token ``i`` stands in: capitals that only spaces part."""
    known = doc.runs[i]
    if known is None:
        first, last = i, i + 1
        while step := _step(doc, first, -1):
            first -= step
        while step := _step(doc, last - 1, 1):
            last += step
        known = doc.runs[i] = first, last
        if doc.named[i]:  # the same from each word of a name: a text of capitals alone is walked once
            for j in range(first, last):
                if doc.named[j]:
                    doc.runs[j] = known
    return known


def _step(doc: Document, i: int, way: int) -> int:
    """How many tokens the name at token ``i`` goes on by: one, two over a particle (Qasr bin Ghashir), none."""
    a, b = i + way, i + 2 * way
    if 0 <= a < len(doc.tokens) and _continues(doc, min(i, a), max(i, a)):
        return 1
    if 0 <= b < len(doc.tokens) and doc.pack.has("particle", doc.tokens[a].word) and doc.named[b]:
        apart = doc.report.text[doc.tokens[min(i, b)].end : doc.tokens[max(i, b)].start]
        return (
            2
            if "\n" not in apart and apart.split() == [doc.report.text[doc.tokens[a].start : doc.tokens[a].end]]
            else 0
        )
    quoted = 0 <= b < len(doc.tokens) and doc.tokens[a].spelling.is_quote
    return 2 if quoted and _owned(doc, min(i, b), max(i, b)) else 0


def gap(doc: Document, i: int) -> str:
    """What stands between a token and the next."""
    return doc.report.text[doc.tokens[i].end : doc.tokens[i + 1].start]


def _owned(doc: Document, a: int, b: int) -> bool:
    """Whether an apostrophe alone joins a plural to the noun of a place: Martyrs' Square."""
    glued = b - a == 2 and doc.tokens[a + 1].text in QUOTES and doc.tokens[a].end == doc.tokens[a + 1].start
    square = (tag := doc.at("cue", b)) is not None and tag.first == b
    return glued and square and doc.named[a] and doc.named[b] and doc.tokens[a].word.endswith("s")


def _continues(doc: Document, a: int, b: int) -> bool:
    one, two = doc.tokens[a], doc.tokens[b]
    if not (doc.named[a] and doc.named[b]):
        return False
    between = doc.report.text[one.end : two.start]
    return between.isspace() and "\n" not in between


def in_larger_name(doc: Document, first: int, last: int) -> bool:
    """Whether a name is a body's or part of it: the Raqqa Martyrs Brigade, the University of Texas at Austin."""
    if any(_after_body(doc, i) for i in range(first + 2, last)):
        return True
    start, end = run(doc, first)[0], run(doc, last - 1)[1]
    if start < first and doc.pack.has("body_first", doc.tokens[start].word):
        return True  # Jund al-Aqsa
    if (_is_body(doc, first) and (start < first or _headed(doc, first))) or _with_others(doc, start, end):
        return True  # City Hall, District Court, Bell & Carter
    beside = end < len(doc.tokens) and doc.tokens[end].start == doc.tokens[end - 1].end + 1
    # Al-Aqsa television, the Marburg virus; a body's last word that is an everyday one: Columbia University
    if beside and (doc.at("called_so", end) or _is_body(doc, end)):
        return True
    while end < min(len(doc.tokens), last + _BODY) and _goes_on(doc, end):
        end += 1  # the Pan American Health Organization, Ohio State University
    return any(doc.at("body", i) for i in range(last, min(end, last + _BODY))) or _after_body(doc, first)


def _headed(doc: Document, i: int) -> bool:
    """Whether a word with a capital that is no name stands right before another: District Court."""
    return i - 1 > doc.sentence_of(i).first and _goes_on(doc, i) and doc.tokens[i - 1].text[0].isupper()


def _with_others(doc: Document, start: int, end: int) -> bool:
    """Whether "&" joins a name to another, as in the name of a firm."""
    before = start > 0 and doc.tokens[start - 1].text == "&"
    return before or (end < len(doc.tokens) and doc.tokens[end].text == "&")


def _goes_on(doc: Document, i: int) -> bool:
    """Whether a word with a capital follows the one before it, though it alone is no name: State, American."""
    gap = doc.report.text[doc.tokens[i - 1].end : doc.tokens[i].start]
    return gap == " " and doc.tokens[i].text[0].isupper() and not doc.date_at(i)


def _after_body(doc: Document, i: int) -> bool:
    """Whether a body's name goes on with the name at token ``i``: the University of ..."""
    if i < 2 or doc.tokens[i - 1].is_sign:
        return False
    small = doc.tokens[i - 1].word
    if small == "at" and i > 3 and doc.tokens[i - 2].text[0].isupper():
        return doc.tokens[i - 3].word == "of" and _is_body(doc, i - 4)
    return small in ("of", "for") and _is_body(doc, i - 2)


def _is_body(doc: Document, i: int) -> bool:
    return doc.at("body", i) is not None and doc.tokens[i].text[0].isupper()


def opens_report(doc: Document, hit: Hit) -> bool:
    """Whether a name stands first in its line before a sign, as the place a report is from does: DHAKA (Reuters)."""
    start = hit.first
    while start > doc.sentence_of(hit.first).first and "\n" not in gap(doc, start - 1):
        start -= 1
    before = doc.tokens[start : hit.first]
    if hit.last >= len(doc.tokens) or not all(t.is_sign or (t.text.isupper() and len(t.text) > 1) for t in before):
        return False
    if before and before[-1].text != "/" and any(not t.is_sign for t in before):
        return False  # "DHAKA/PATNA" and "* LIMA" open one, not "THE CORK"
    return doc.tokens[hit.last].text in _AFTER_DATELINE


def shortened(doc: Document, i: int) -> bool:
    """Whether a token and the full stop after it are short for a word that begins names: St. Thomas, Mt. Vernon."""
    if i < 0 or i + 2 >= len(doc.tokens) or doc.tokens[i + 1].text != ".":
        return False
    one = doc.tokens[i]
    glued = doc.tokens[i + 1].start == one.end
    return glued and doc.pack.has("opening", one.word) and doc.tokens[i + 2].text[0].isupper()


def shouted(doc: Document, i: int) -> bool:
    """Whether a token stands among words that are all written in capitals, as in a headline."""
    name = run(doc, i)
    if name[1] - name[0] <= _SHOUTED:
        return False
    if name not in doc.shouted:
        doc.shouted[name] = all(t.text.isupper() for t in doc.tokens[slice(*name)])
    return doc.shouted[name]


def whole(doc: Document, hit: Hit) -> bool:
    """Whether a name found is not cut out of a longer one; titles, directions and generic nouns may stand beside it."""
    if shouted(doc, hit.first):
        return True
    first, last = run(doc, hit.first)
    before = first < hit.first and _part_of_name(doc, hit.first - 1)
    after = hit.last < last and _part_of_name(doc, hit.last)
    return not (before or after)


def _part_of_name(doc: Document, i: int) -> bool:
    title = doc.at("person", i)
    titled = title is not None and title.name == "title"
    return not (titled or doc.any_at(_BESIDE, i))


def unlisted(doc: Document, i: int, *, listed: bool) -> Hit | None:
    """A name from token ``i`` on that no gazetteer knows, where the context speaks of a place.

    ``listed``: it continues a list of places. Abbreviations and the first word of a sentence are not taken for names.
    """
    if not _may_begin(doc, i):
        return None
    last = run(doc, i)[1]
    while last - 1 > i and doc.at("cue", last - 1) and not doc.tokens[last - 2].is_sign:
        last -= 1
    if (
        doc.pack.has("body_first", doc.tokens[i].word)
        or (last < len(doc.tokens) and doc.pack.has("kin", doc.tokens[last].word))  # the Kani family
        or last - i > _LONGEST
        or in_larger_name(doc, i, last)
        or any(doc.any_at(_NOT_NAMES, j) and not _owned(doc, j, last - 1) for j in range(i, last))
    ):
        return None
    seat = _is_seat(doc, last)
    cued = _cued(doc, last) or seat
    if doc.sentence_of(i).first == i:
        told = (cued and last - i > 1) or seat or _heads_a_line(doc, i, last)
        word = doc.pack.has("ordinary", doc.tokens[i].word) or doc.any_at(_SOMEBODY, i)
        told = told or (_falls(doc, last) and not word)
    elif any(doc.at("person", j) for j in range(i, last)) and not doc.pack.has("kunya", doc.tokens[i].word):
        inside = last - i > 1 and not doc.at("person", i) and doc.at("sure_place", back(doc, i)) is not None
        told = cued or inside or (doc.tokens[i - 1].text == "," and _held(doc, i))  # "in Qarawat Bani Hassan"
    else:
        told = cued or listed or _led(doc, i) or _held(doc, i) or _heads_a_dated_line(doc, i, last)
    return Hit(i, last, 0, ()) if told else None


def _heads_a_line(doc: Document, i: int, last: int) -> bool:
    """Whether a name that is built as places are opens a line and a colon follows: "Daraa al-Balad: protests"."""
    heads = last - i > 1 and last < len(doc.tokens) and doc.tokens[last].text == ":"
    built = doc.pack.has("kunya", doc.tokens[i].word) or any(
        doc.pack.has("particle", doc.tokens[j].word.partition("-")[0]) for j in range(i + 1, last)
    )
    return heads and built


def _heads_a_dated_line(doc: Document, i: int, last: int) -> bool:
    """Whether a name stands between the day that opens a line and a colon: "6 May - Dahyan: ..."."""
    before = range(doc.sentence_of(i).first, i)
    dated = all(doc.tokens[j].is_sign or doc.date_at(j) for j in before) and any(doc.date_at(j) for j in before)
    return dated and any(t.text == ":" for t in doc.tokens[last : last + _LINE])


def _cued(doc: Document, last: int) -> bool:
    """Whether a generic noun follows a name, or the next name of its list: the Kassala and Gedaref states."""
    last += last < len(doc.tokens) and doc.tokens[last].spelling.is_quote  # the "Mansour" district
    if last >= len(doc.tokens):
        return False
    tag = doc.at("cue", last)
    if tag is not None:
        return tag.first == last
    if not doc.pack.has("and", doc.tokens[last].word) or last + 1 >= len(doc.tokens) or not doc.named[last + 1]:
        return False
    end = run(doc, last + 1)[1]
    return end < len(doc.tokens) and (tag := doc.at("cue", end)) is not None and tag.first == end


def _falls(doc: Document, i: int) -> bool:
    """Whether a place's fate follows a name that opens a sentence: fell to, was recaptured, was shelled."""
    undergone = doc.at("undergone", i) is not None
    fates = (doc.at("event", j) for j in {i, i + undergone})
    told = [t for t in fates if t is not None and t.first >= i]
    if undergone and any(t.name in _FROM_AFAR and doc.at("lands", t.first) is None for t in told):
        return True  # nobody is shelled, though somebody is hit
    # "is now in rebel hands", but "militias lost"
    return any(t.name in ("territory", "transfer") or (t.name in _GROUND and undergone) for t in told)


def _is_seat(doc: Document, last: int) -> bool:
    """Whether words after a name call it a capital: X, the capital of Y."""
    if last >= len(doc.tokens) or doc.tokens[last].text != ",":
        return False
    return any(
        t.first - last <= _TITLE - 1 and doc.pack.has("genitive", doc.tokens[t.last].word)
        for t in doc.within("capital", last + 1, min(last + _TITLE, len(doc.tokens) - 1))
    )


def _held(doc: Document, i: int) -> bool:
    """Whether a name is ground that somebody takes or loses, or a capital: took control of X, rebels took X."""
    j = i - 1
    if j < 1 or doc.sentence_of(i).first > j:
        return False
    if doc.tokens[j].text == ",":
        return doc.at("capital", j - 1) is not None  # in the state capital, X,
    of = doc.pack.has("genitive", doc.tokens[j].word)
    deeds = (doc.at("event", j), doc.at("event", j - 1) if of else None)
    if not any(t is not None and t.last in (i - of, i) and t.name in _GROUND for t in deeds):
        return False
    took = doc.at("grasps", j) or doc.at("loses", j)
    return of or bool(took and any(doc.at(label, j - 1) for label in ("actor", "acting", "group")))


def _may_begin(doc: Document, i: int) -> bool:
    """Whether a token may be the first word of a name: no abbreviation, no later part of one, no day or month."""
    token = doc.tokens[i]
    if token.is_sign or not doc.named[i] or (len(token.text) > 1 and token.text.isupper()):
        return False
    if run(doc, i)[0] != i and _part_of_name(doc, i - 1):
        return False
    return not (doc.date_at(i) or _after_body(doc, i))


def _led(doc: Document, i: int) -> bool:
    """Whether words of place lead to a name: in, north of, the town of; "attack on"; "from" where something moves."""
    j = back(doc, i)
    sentence = doc.sentence_of(i)
    if j < sentence.first:
        return False
    if noun_before(doc, i) < j:
        return True  # three villages: X and Y
    for label in ("names_place", "relation"):
        tag = doc.at(label, j)
        road = tag is not None and doc.at("cue", tag.first - 1) is not None  # on the road between X and Y
        if tag and tag.last == j + 1 and (tag.name != "between" or road):
            return True
    moving = doc.at("into", j) or doc.at("out_of", j)
    if moving and moving.last == j + 1 and doc.has("motion", sentence.first, sentence.last):
        return True
    on = doc.at("locative", j) or doc.at("link", j)  # the shelling of X
    nouns = [t for t in doc.within("event", j - 3, j) if t.form == "noun"]
    if doc.pack.has("genitive", doc.tokens[j].word):
        nouns = [t for t in nouns if t.name not in _OF_PEOPLE]  # the arrest of somebody
    return bool(on and on.last == j + 1 and any(t.last == on.first for t in nouns))


def places_told(doc: Document) -> list[Hit]:
    """Find the unlisted names that the text speaks of as places."""
    return [hit for i, named in enumerate(doc.named) if named and (hit := unlisted(doc, i, listed=False))]


def words_of(doc: Document, hits: Iterable[Hit]) -> set[tuple[str, ...]]:
    """Collect the words of names."""
    return {_words(doc, hit.first, hit.last) for hit in hits}


def again(doc: Document, i: int, told: set[tuple[str, ...]]) -> Hit | None:
    """A name that is told as a place elsewhere in the text, met without words of place beside it."""
    if not told or not doc.named[i]:
        return None
    first, last = run(doc, i)
    if first == i and _words(doc, i, last) in told and not in_larger_name(doc, i, last):
        return Hit(i, last, 0, ())
    return None


def _words(doc: Document, first: int, last: int) -> tuple[str, ...]:
    return tuple(t.word for t in doc.tokens[first:last])


def named_all_the_same(doc: Document, hit: Hit, placed: Placed) -> bool:
    """English: whether a capital in a sentence makes a town's name of a word: the garrison of Hit, since Hit fell."""
    i = hit.first
    if not doc.tokens[i].spelling.is_capital or doc.pack.language != "en":
        return False
    if doc.named[i] and doc.pack.has("homograph", doc.tokens[i].word):
        return True  # as the tokens tell
    if i <= doc.sentence_of(i).first or hit.last - i > 1 or shouted(doc, i):
        return False
    alone = all(not t.spelling.is_capital for t in doc.tokens[max(0, i - 2) : i] + doc.tokens[i + 1 : i + 3])
    fate = doc.at("event", hit.last)
    falls = fate is not None and fate.first == hit.last and fate.name in _FATES
    return alone and (bool(placed.located or placed.cue) or falls)
