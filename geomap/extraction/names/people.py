"""Names of people in scripts that have capital letters: a place that somebody is called after is no mention of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.capitals import gap, run
from geomap.extraction.words.tokens import QUOTES, cased
from geomap.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.extraction.words.document import Document

_NO_NAMES = frozenset(("cue", "body", "facility", "street"))  # a name with one is no person's, whatever its title
_LEADS = frozenset(("locative", "into", "out_of", "via", "relation", "sure_place", "names_place", "link"))
_WHO = 7  # tokens after a name of who somebody is: , a retired school teacher
_MARKS = (*QUOTES, "(")  # before a nickname
_ABBREVIATED = 4  # letters at most of a title written short
_AGE = 3  # tokens of an age and the commas around it, which has fewer figures


def of_person(doc: Document, first: int, last: int) -> bool:
    """Whether a name is a part of a person's: after a title, in a longer name that a given name begins, among kin.

    So is that of a man named Berlin and of the late Vernon.
    """
    start, end = run(doc, first)
    if (led := doc.at("names_follow", start - 1)) and led.last == start:
        return False  # the village of Abu Salim
    written = 0 < start < first and doc.pack.has("agent_mark", doc.tokens[start - 1].word)  # by Sidney Ireland
    written = written and last == end and not _told_by_noun(doc, start)
    if (end - start > 1 and (written or _aged(doc, end))) or _by_signs(doc, start, end):
        return True
    described = end - start == 1 and _described(doc, start, end)
    untitled = _past_titles(doc, start, end)
    if not (first <= untitled and last >= end):
        return untitled > start or (untitled < end and _given(doc, untitled)) or (last == end and _stranger(doc, first))
    if described or untitled > start:
        return described or untitled == first
    if first > 1 and doc.pack.has("called", doc.tokens[first - 1].word):
        born = doc.tokens[first - 2].text == "("  # (née Perth)
        return born or doc.at("one", first - 2) is not None or doc.pack.has("definite", doc.tokens[first - 2].word)
    return _after_given(doc, first) or (_given(doc, first) and _among_people(doc, first, last))


def home_of(doc: Document, first: int, last: int) -> bool:
    """Whether a name between signs tells where somebody lives who is named before it: Ann K. Salem, Salem, 3:02."""
    start, end = run(doc, first - 2) if first > 1 and doc.pack.language == "en" else (0, 0)
    initial = start > 1 and doc.tokens[start - 1].text == "." and gap(doc, start - 1) == " "
    initial = initial and len(doc.tokens[start - 2].text) == 1 and doc.tokens[start - 2].text.isupper()
    whole = end - start > 1 and end == first - 1 and _given(doc, start)
    return (whole or initial) and (last >= len(doc.tokens) or doc.tokens[last].is_sign or "\n" in gap(doc, last - 1))


def people_named(doc: Document) -> Iterator[str]:
    """Give the words of the names of people: of two words and more, after a title or a given name or before an age."""
    i = 0
    while i < len(doc.tokens):
        if not doc.named[i]:
            i += 1
            continue
        start, end = run(doc, i)
        untitled = _past_titles(doc, start, end)
        titled = untitled > start and not any(doc.any_at(_NO_NAMES, j) for j in range(start, end))
        if end - untitled > 1 and (titled or _given(doc, untitled) or _aged(doc, end)):
            yield from (doc.tokens[j].text for j in range(untitled, end))
        i = max(end, i + 1)


def _past_titles(doc: Document, start: int, end: int) -> int:
    while start < end and (tag := doc.at("person", start)) and tag.name == "title":
        start = tag.last
    return start


def _short_title(doc: Document, start: int) -> bool:
    """Whether a title written short, with its full stop, stands before a name."""
    tag = doc.at("person", start - 2) if doc.sentence_of(start).first < start - 1 else None
    return tag is not None and tag.name == "title" and len(doc.tokens[start - 2].text) <= _ABBREVIATED


def _told_by_noun(doc: Document, i: int) -> bool:
    """Whether a word beside a name only tells of what it is: by Northern Ireland, by President Assad of Syria."""
    return any(doc.at(label, i) for label in ("cue", "relation", "demonym", "organisation", "actor", "person"))


def _aged(doc: Document, end: int) -> bool:
    """Whether an age between commas follows a name: Paris Jefferson, 22, of Stanford."""
    after = doc.tokens[end : end + 3]
    age = len(after) == _AGE and after[1].is_number and len(after[1].text) < _AGE
    return age and after[0].text == "," and after[2].text == ","


def _described(doc: Document, start: int, end: int) -> bool:
    """Whether an age or who somebody is follows a name between commas: Hadi, a medic, said; Hadi, 14, was.

    Not so where words lead to a place: sent on to Rafah, a doctor there said.
    """
    if end + 2 >= len(doc.tokens) or doc.tokens[end].text != "," or doc.any_at(_LEADS, start - 1):
        return False
    led = any(doc.pack.has(label, doc.tokens[end + 1].word) for label in ("indefinite", "definite"))
    somebody = False
    for i in range(end + 2, min(end + _WHO, len(doc.tokens))) if led else ():
        if doc.tokens[i].is_sign or doc.at("cue", i) or doc.at("hearsay", i):
            return somebody and doc.tokens[i].text == ","
        if doc.pack.has("genitive", doc.tokens[i].word):
            return False
        somebody = somebody or doc.at("person", i) is not None
    return _aged(doc, end)


def _given(doc: Document, i: int) -> bool:
    return doc.at("person", i) is not None or doc.at("namesake", i) is not None


def _after_given(doc: Document, i: int) -> bool:
    """Whether an initial or a nickname parts a name from the given name before it: Harold J. Warren, "Peg" Lincoln."""
    a, b, c = (doc.tokens[i - n] if i >= n else None for n in (1, 2, 3))
    if not (a and b and c):
        return False
    initial = a.text == "." and len(b.text) == 1 and b.text.isupper() and doc.named[i - 3]
    nickname = a.text in QUOTES and c.text in QUOTES and b.text[0].isupper()
    return initial or (nickname and i > 3 and _given(doc, i - 4))


def _by_signs(doc: Document, start: int, end: int) -> bool:
    """Whether signs around a name tell of a person or firm: Mr. Hanson; BURKE, Peter; Sanofi, of Lyon."""
    if (doc.tokens[start - 1].text == "." and _short_title(doc, start)) or _surname_first(doc, start, end):
        return True
    return _called_between(doc, start, end) or _from_elsewhere(doc, end)


def _called_between(doc: Document, start: int, end: int) -> bool:
    """Whether a name in marks or brackets parts a person's: Edna "Sis" Hall, Vera (Phil) Troy."""
    return (
        _nickname(doc, end)
        or _nickname(doc, start - 3)
        or (doc.tokens[start - 1].text == "(" and _bracketed(doc, start - 1))
    )


def _nickname(doc: Document, i: int) -> bool:
    """Whether one word in marks, or a given name in brackets, stands between two words of a name."""
    if i < 1 or i + 3 >= len(doc.tokens) or doc.tokens[i].text not in _MARKS:
        return False
    if not all(doc.named[j] for j in (i - 1, i + 1, i + 3)):
        return False
    marks = doc.tokens[i].text in QUOTES and doc.tokens[i + 2].text in QUOTES
    plain = not any(doc.any_at(_NO_NAMES, j) for j in (i - 1, i + 1, i + 3))
    return plain and (marks or (_bracketed(doc, i) and (_given(doc, i + 1) or _given(doc, i - 1))))


def _bracketed(doc: Document, i: int) -> bool:
    """Whether one word in brackets follows a given name, or is one."""
    if i < 1 or i + 2 >= len(doc.tokens) or doc.tokens[i].text != "(" or doc.tokens[i + 2].text != ")":
        return False
    return any((tag := doc.at("person", j)) is not None and tag.name == "name" for j in (i - 1, i + 1))


def _surname_first(doc: Document, i: int, end: int) -> bool:
    """Whether a word in capitals opens a line before a given name, as in a list of the dead: BURKE, Patrick."""
    if end - i > 1 or end + 1 >= len(doc.tokens) or doc.tokens[end].text != "," or not doc.tokens[i].text.isupper():
        return False
    tag = None if doc.date_at(end + 1) else doc.at("person", end + 1)  # BEIRUT, Jan. 14
    return tag is not None and tag.name == "name" and not doc.tokens[end + 1].text.isupper()


def _from_elsewhere(doc: Document, end: int) -> bool:
    """Whether a name is said to be from another place: Sanofi, of Lyon."""
    of = doc.tokens[end].text == "," if end + 2 < len(doc.tokens) else False
    return of and doc.pack.has("genitive", doc.tokens[end + 1].word) and doc.named[end + 2]


def _stranger(doc: Document, first: int) -> bool:
    """English: whether a name follows a word in capitals that nothing is known of, and no preposition leads to both."""
    start = run(doc, first)[0]
    if (
        start == first
        or doc.pack.language != "en"
        or doc.report.language != "en"
        or start == doc.sentence_of(start).first
    ):
        return False
    return not (
        doc.tokens[first - 1].text.isupper()
        or doc.over(first - 1)
        or doc.any_at(_LEADS, start - 1)
        or doc.pack.has("genitive", doc.tokens[start - 1].word)
    )


def _among_people(doc: Document, first: int, last: int) -> bool:
    """Whether kin is named around a given name: his wife, Florence; Chester and Helen Austin; the Austin family."""
    before = first - 1 - (first > 0 and doc.tokens[first - 1].text == ",")
    if before >= 0 and doc.pack.has("kin", doc.tokens[before].word):
        return True
    if last >= len(doc.tokens):
        return False
    if doc.pack.has("kin", doc.tokens[last].word):
        return True
    joined = doc.pack.has("and", doc.tokens[last].word) and last + 1 < len(doc.tokens) and doc.named[last + 1]
    return joined and _given(doc, last + 1) and run(doc, last + 1)[1] > last + 2


def words_of_people(doc: Document) -> set[str]:
    """Keys of words that stand right after a given name or title somewhere in the text."""
    out = {name_key(word) for word in people_named(doc)}
    for tag in doc.tags.get("person", ()):
        of_place = doc.at("compound", tag.first - 1)  # Bani Walid
        if cased(doc.tokens[tag.first].text) and not doc.named[tag.first]:
            continue  # a bill
        if tag.last < len(doc.tokens) and not (doc.tokens[tag.last].is_sign or of_place) and tag.name == "name":
            out.add(name_key(doc.tokens[tag.last].text))
    return out
