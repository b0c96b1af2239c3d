"""The phrase that leads to a name: preposition, relation, generic noun; and the name inside its clitics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from geomap.extraction.words.document import Placed
from geomap.extraction.words.tokens import QUOTES, capital
from geomap.text import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extraction.words.document import Document
    from geomap.extraction.words.morphology import Head
    from geomap.extraction.words.pack import Tag
    from geomap.model import Place

_LEADING: Final = ("home", "relation", "cue", "locative", "link")
_PLACING: Final = frozenset(_LEADING)
_BESIDE_PREFIX: Final = ("relation", "cue")  # what may stand before a preposition that is attached to the name
_MOTION: Final = 12  # tokens from a word of motion to where it leads
_LEAVING: Final = 6  # and from a word of leaving to what is left
_GOING_ON: Final = frozenset(
    ("locative", "relation", "event", "killed", "wounded", "occurs", "afterwards", "lacking")
)  # what may follow a whole phrase
_DRIVEN: Final = 3  # tokens of those who were driven out, before their place: displaced families from
_OPENED: Final = ":,\u060c"  # signs after a name that a sentence opens with
_SETTLEMENTS: Final = ("city", "town", "village")
BEARINGS: Final = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_STEPS: Final = 6  # words of place that may pile up before a name: in the eastern countryside of the province of


@final
class Hit:
    """A stretch of tokens that may be a name; ``cut`` letters of the first token are clitics.

    ``rank``, ``population``: the greatest of the places that bear it.
    ``full`` is the name in full where the text has it short: Illinois for Ill.
    """

    __slots__ = ("cut", "first", "full", "last", "name", "places", "population", "rank")

    def __init__(self, first: int, last: int, cut: int, places: Sequence[Place], full: str = "") -> None:
        self.first = first
        self.last = last
        self.cut = cut
        self.places = tuple(places)
        self.full = full
        self.name = full  # once it has been asked for
        self.rank = self.population = 0
        for place in self.places:
            self.rank = max(self.rank, place.rank)
            self.population = max(self.population, place.population)


def heads(doc: Document, i: int) -> tuple[Head, ...]:
    """Readings of a token as the first word of a name, the least cut first."""
    return doc.pack.heads(doc.tokens[i])


def name_of(doc: Document, hit: Hit) -> str:
    """Return the name as it is looked up: clitics cut, the article restored after lil-."""
    if not hit.name and hit.last - hit.first > 2 and any(t.text in QUOTES for t in doc.tokens[hit.first : hit.last]):
        hit.name = doc.report.text[doc.tokens[hit.first].start + hit.cut : doc.tokens[hit.last - 1].end]  # St. John's
    if not hit.name:
        head = next((h.word for h in heads(doc, hit.first) if h.cut == hit.cut), None)
        more = [t.text for t in doc.tokens[hit.first + 1 : hit.last]]
        hit.name = doc.words(hit.first, hit.last) if head is None else " ".join([head, *more])
    return hit.name


def phrase(doc: Document, hit: Hit) -> Placed:
    """Read the phrase that leads to a name: preposition, relation, generic noun."""
    attached = _has_preposition(doc, doc.tokens[hit.first].text[: hit.cut])
    located, cue, relation, home = attached, None, None, False
    lead = _capital(doc, hit.first)
    for _ in range(_STEPS):
        tag = _leading(
            doc,
            noun_before(doc, lead) if lead == hit.first else back(doc, lead),
            _BESIDE_PREFIX if attached else _LEADING,
        )
        if tag is None or (tag.label == "cue" and _announces_none(doc, tag)):
            break
        lead = tag.first
        if tag.label == "cue":
            cue = cue or (tag.name if relation in (None, "centre") else None)  # "a base near X" is another's noun
        elif tag.label == "relation":
            both = tag.name + relation if relation else ""  # Arabic: the south of the east
            relation = both if both in BEARINGS else relation
            relation = tag.name if relation is None or tag.name == "countryside" else relation
        home = tag.label == "home"
        inner = doc.first_of("cue", tag.first, tag.last) if home else None
        cue = cue or (inner.name if inner and doc.pack.language == "en" else None)  # from the village of X
        located = located or tag.label == "locative" or _has_preposition(doc, tag.prefix)
        if home or tag.label == "locative" or _has_preposition(doc, tag.prefix):
            break
    j = back(doc, lead)
    of = cue is None and relation is None and doc.pack.has("genitive", doc.tokens[lead].word)
    located = located or (of and lead < hit.first)  # the silos of Dhale
    article = doc.pack.morphology.article or "\0"
    theirs = located and j >= 0 and doc.tokens[j].text.startswith(article)  # "nine of the people in X"
    before = doc.at("home", j) if j >= 0 and not theirs else None
    home = home or (before is not None and before.last >= j + 1)
    end = hit.last + _closing(doc, hit)
    after = doc.at("cue", end) if end < len(doc.tokens) else None
    if after and doc.pack.language == "en" and not _of_next(doc, after):
        cue = cue or after.name
    behind = doc.at("relation", end) if end < len(doc.tokens) else None
    if behind and behind.name == "countryside" and doc.pack.language == "en":
        relation = relation or behind.name  # the Aleppo countryside
    span_end = doc.tokens[hit.last - 1].end
    start = _cut_start(doc, hit)
    surface = doc.report.text[start:span_end]
    return Placed((start, span_end), surface, hit.first, end, lead, cue, relation, located=located, home=home)


def _closing(doc: Document, hit: Hit) -> int:
    """How many tokens after a name only close the quotation marks that it stands in: 1 or 0."""
    within = hit.first > 0 and hit.last < len(doc.tokens) and doc.tokens[hit.first - 1].spelling.is_quote
    return int(within and doc.tokens[hit.last].spelling.is_quote)


def _capital(doc: Document, first: int) -> int:
    """Index of "the capital" that a name is told to be, an adjective between or not: the Libyan capital Tripoli."""
    at = back(doc, first)
    if at > 0 and doc.at("demonym", at) and agrees(doc, at):
        at -= 1
    tag = doc.at("capital", at) if at >= 0 and doc.pack.morphology.article else None
    return tag.first if tag and tag.last == at + 1 and definite(doc, tag) else first


def _leading(doc: Document, token: int, labels: tuple[str, ...]) -> Tag | None:
    """The word of place that ends at a token, if there is one."""
    if not doc.any_at(_PLACING, token):
        return None
    for label in labels:
        tag = doc.at(label, token)
        if tag and tag.last == token + 1:
            return tag
    return None


def _has_preposition(doc: Document, clitics: str) -> bool:
    m = doc.pack.morphology
    return bool(m.prepositions and clitics) and clitics.removesuffix(m.article).endswith(m.prepositions + m.spoken)


def _cut_start(doc: Document, hit: Hit) -> int:
    """Original index of the first letter after the clitics; vowel marks among them are skipped."""
    token = doc.tokens[hit.first]
    if not hit.cut:
        return token.start
    clean = 0
    for at in range(token.start, token.end):
        if doc.report.text[at].isalpha():
            if clean == hit.cut:
                return at
            clean += doc.report.text[at] != "\u0640"
    return token.start


def noun_before(doc: Document, i: int) -> int:
    """Index of the token before a name, quotes skipped, and the sign between a noun of several places and their list.

    Three villages: X, Y and Z; in English also "two villages, X and Y".
    """
    j = back(doc, i)
    if j < 1 or not doc.tokens[j].is_sign:
        return j
    several = doc.at("several", j - 1)
    if several is None or several.last != j or doc.at("cue", j - 1) is None:
        return j
    return j - 1 if doc.tokens[j].text == ":" or (doc.tokens[j].text == "," and _names_list(doc, i)) else j


def _names_list(doc: Document, i: int) -> bool:
    """English: whether a name is joined by "and" to the next: X and Umm Y."""
    while i < len(doc.tokens) and doc.named[i]:
        i += 1
    return i + 1 < len(doc.tokens) and doc.at("and", i) is not None and doc.named[i + 1]


def cue_before(doc: Document, i: int) -> tuple[str | None, bool]:
    """Generic noun without article right before a token (quotes may stand between), and whether it is quoted."""
    j = noun_before(doc, i)
    cue = doc.at("cue", j) if j >= 0 else None
    if cue is None or cue.last != j + 1 or definite(doc, cue) or _ends_name(doc, cue) or owned(doc, j):
        return None, False
    return cue.name, j < i - 1


def _announces_none(doc: Document, cue: Tag) -> bool:
    """Whether a generic noun announces no name: the camp, its quarters, the last word of another name."""
    return definite(doc, cue) or owned(doc, cue.first) or _ends_name(doc, cue) or _of_name(doc, cue)


def definite(doc: Document, tag: Tag) -> bool:
    """Whether a generic noun has the article: "the camp" announces no name."""
    m = doc.pack.morphology
    return bool(m.article) and tag.prefix.endswith(m.articles)


def agrees(doc: Document, i: int) -> bool:
    """Whether a word with the article is the adjective of the noun before it: the local authorities."""
    article = doc.pack.morphology.article or "\0"
    before = i > doc.sentence_of(i).first and doc.tokens[i - 1].text.startswith(article)
    return before and doc.tokens[i].text.startswith(article) and not doc.at("locative", i - 1)


def with_article(doc: Document, i: int) -> bool:
    """Whether an article stands before a noun, right there or over one adjective: the town, the besieged town."""
    one, two = (doc.tokens[max(0, i - n)].word for n in (1, 2))
    small = doc.at("locative", i - 1) or doc.at("of", i - 1) or doc.at("cue", i - 1)
    return doc.pack.has("definite", one) or (not small and doc.pack.has("definite", two))


def known(doc: Document, tag: Tag) -> bool:
    """Whether a noun takes up what was told, or names what everybody knows: it has the article."""
    return definite(doc, tag) or with_article(doc, tag.first)


def begins_object(doc: Document, i: int) -> bool:
    """Whether a noun with "and" attached goes on with what is done: ".. and positions of"."""
    conjunction = doc.pack.morphology.conjunctions[:1] or ("\0",)
    nouns = (doc.at(label, i) for label in ("ground", "thing", "civilian"))
    return any(n is not None and n.first == i and n.prefix.startswith(conjunction) for n in nouns)


def _ends_name(doc: Document, tag: Tag) -> bool:
    """Whether a generic noun with a capital ends a name before it: the Jefferson City Council is no Council."""
    if tag.first == 0 or not doc.tokens[tag.first].text[0].isupper():
        return False
    before = doc.tokens[tag.first - 1]
    return before.text[0].isupper() and before.end + 1 == doc.tokens[tag.first].start


def _of_name(doc: Document, tag: Tag) -> bool:
    """Whether a generic noun belongs to the name before it: the Karrada district of Baghdad."""
    j = back(doc, tag.first)
    opens = j == doc.sentence_of(tag.first).first
    bare = j >= 0 and not opens and doc.tokens[j].text[0].isupper() and not doc.over(j)
    return bare and not _of_next(doc, tag)


def _of_next(doc: Document, tag: Tag) -> bool:
    """Whether a word for a settlement belongs to the name after it: the Texas cities of Paris and Odessa."""
    name = doc.tokens[tag.last + 1 : tag.last + 2]
    return tag.name in _SETTLEMENTS and doc.at("of", tag.last) is not None and bool(name) and capital(name[0].text)


def back(doc: Document, i: int) -> int:
    """Index of the token before ``i``, quotes skipped."""
    return doc.before[i] if i > 0 else i - 1


def led_by_place_word(doc: Document, i: int, end: int) -> bool:
    """Whether a name up to ``end`` follows "in" and ends its phrase beside an event."""
    led = doc.at("sure_place", back(doc, i))
    if led is None or led.last != i or doc.at("into", i - 1) or owned(doc, i):
        return False
    sentence = doc.sentence_of(i)
    ends = ends_phrase(doc, end) or _described(doc, end)
    return ends and doc.has("event", sentence.first, sentence.last)


def ends_phrase(doc: Document, i: int) -> bool:
    """Whether a noun ends its phrase before a token: a sign, a day, a verb, a preposition, the next that is joined."""
    after = doc.tokens[i] if i < len(doc.tokens) else None
    if after is None or after.is_sign or doc.date_at(i) or doc.any_at(_GOING_ON, i):
        return True
    unit = doc.at("cue", i)  # "in X in the province of"
    if unit and unit.first == i and _has_preposition(doc, unit.prefix):
        return True
    conjunction = doc.pack.morphology.conjunctions[0]
    compound = doc.at("compound", i)  # "and Umm Ruwaba"
    return after.text.startswith(conjunction) and (bool(compound) or not after.spelling.is_everyday)


def opens_a_line(doc: Document, i: int) -> bool:
    """Whether a word heads a sentence: "Tripoli:", "In Misrata, ...", "As for Misrata, ..."."""
    inside = doc.at("sure_place", back(doc, i))
    if i + 1 == len(doc.tokens) or doc.tokens[i + 1].text not in (_OPENED if inside else ":"):
        return False
    if not inside and doc.tokens[i].text.startswith(tuple(doc.pack.morphology.article_with.values()) or "\0"):
        return False
    first = doc.sentence_of(i).first
    ends = (back(doc, i) + 1, inside.first) if inside else (back(doc, i) + 1,)
    return any(all(doc.tokens[j].is_sign or doc.at("contrast", j) for j in range(first, end)) for end in ends)


def _described(doc: Document, i: int) -> bool:
    """Whether the last word of a phrase is an adjective as towns have: in nearby X."""
    m, after = doc.pack.morphology, doc.tokens[i + 1 : i + 2]
    adjective = doc.tokens[i].text.startswith(m.article) and doc.tokens[i].word.endswith(m.feminine[0])
    return adjective and (not after or after[0].is_sign)


def led_by_motion(doc: Document, i: int, end: int) -> bool:
    """Whether a name up to ``end`` follows "towards", "coming from" after a word of motion, nobody's home."""
    before = back(doc, i)
    said = doc.at("into", before) or any(t.last == i for t in doc.within("out_of", before - 1, before))
    if not said and not _left(doc, i, end):
        return False
    if doc.at("occurs", before - 1):
        return False  # "led to a fire"
    return not owned(doc, i) and doc.has("motion", max(doc.sentence_of(i).first, i - _MOTION), i)


def _left(doc: Document, i: int, end: int) -> bool:
    """Whether a name ends a phrase that tells what was left: got 30 families out of X."""
    source = doc.at("out_of", i - 1)
    if source is None or source.last != i or doc.pack.has("band", doc.tokens[max(0, i - 2)].word):
        return False  # "a number of"
    going = [
        t for t in doc.within("motion", i - _LEAVING, i - 1) if t.name in ("evacuate", "flee", "leave", "withdraw")
    ]
    after = end + (doc.at("demonym", end) is not None)  # "from the Chadian X to"
    if doc.at("into", after) and doc.has("motion", doc.sentence_of(i).first, i):
        return True
    ends = ends_phrase(doc, end) or doc.at("into", end) is not None
    return bool(going and ends)


def third_persons(doc: Document) -> tuple[str, ...]:
    """Return the attached pronouns of a third person; an accusative may end as those of the first do."""
    third = doc.pack.morphology.pronouns[:1] or ("\0",)
    return tuple(p for p in doc.pack.morphology.pronouns if len(p) > 1 and p.startswith(third)) or ("\0",)


def owned(doc: Document, i: int) -> bool:
    """Whether a word ends with the pronoun of an owner: their houses."""
    return doc.tokens[i].word.endswith(tuple(p for p in doc.pack.morphology.pronouns if len(p) > 1) or "\0")


def speaks(doc: Document, people: Tag) -> bool:
    """English: whether people only tell what happened: residents said, according to witnesses."""
    if doc.pack.language != "en":
        return False
    said, source = doc.at("hearsay", people.last), doc.at("hearsay", people.first - 1)
    to = said is not None and any(doc.at(x, said.last) for x in ("into", "agent_mark"))  # "residents told to leave"
    told = said is not None and (said.name == "told" or (said.name == "addressed" and not to))
    if said is None or not told:
        return source is not None and source.name == "source"
    return not any(doc.at(label, said.last) for label in ("killed", "wounded", "captured", "genitive"))


def of_a_deed(doc: Document, hit: Hit) -> bool:
    """Arabic: whether a name is the owner of the noun of a deed right before it: the raid of X."""
    deed = None if hit.cut or not doc.pack.morphology.article else doc.at("event", hit.first - 1)
    return deed is not None and deed.last == hit.first and deed.form == "noun"


def told_again(doc: Document, hit: Hit, placed: Placed, told: set[str]) -> bool:
    """Whether a verb leads to a name of two words that was told with its generic noun: the village of Sheikh X."""
    if hit.last - hit.first < 2 or hit.cut or not doc.pack.morphology.article or not told:
        return False
    led = doc.at("motion", back(doc, placed.lead)) or doc.at("event", back(doc, placed.lead))
    return led is not None and led.form in ("past", "present") and name_key(name_of(doc, hit)) in told


def actor_beside(doc: Document, span: tuple[int, int], head: Tag) -> Tag | None:
    """The party that is named right beside a word of motion."""
    named = doc.within("actor", *span)
    return next((t for t in named if min(abs(t.first - head.last), abs(head.first - t.last)) <= 1), None)


def of_driven_out(doc: Document, p: Placed) -> bool:
    """Whether a place is the one from which those told of right before it were driven: the displaced of X."""
    those = doc.within("driven_out", p.lead - _DRIVEN, p.first)
    return any(t.last >= p.lead for t in those)


def one_of_several(doc: Document, which: str, first: int, last: int) -> list[Tag]:
    """Words for the "first" or the "next" of several deeds that begin in a range: in the second, the other of them."""
    return [t for t in doc.within("nth", first, last) if t.name.startswith(which)]
