"""Places in a text: found by name, led by the words before them, resolved together.

A name counts where its context speaks for a place; organisations, people and governments that bear a place's name are
kept apart. Containment ("X in the eastern countryside of Y") marks Y as the container of X.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from geomap.extraction.document import Placed
from geomap.model import Mention, Resolution
from geomap.text import fold, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.extraction.document import Document
    from geomap.extraction.pack import Tag
    from geomap.model import Gazetteer, Place, Usage

LONGEST = 5  # words of a name
_TIE = 0.04  # two senses of one name whose scores differ less are told apart by the words around
_KNOWN = 10_000  # inhabitants from which an imported name needs no preposition before it
_QUOTES = frozenset("\"'“”„«»‘’`")
_COARSE = {
    "country": 0,
    "region": 1,
    "desert": 1,
    "river": 1,
    "governorate": 2,
    "district": 3,
    "lake": 3,
    "mountain": 3,
    "subdistrict": 4,
}
_key = cache(name_key)


def rank(place: Place | None) -> int:
    """How fine a place is: 0 a country .. 5 a settlement or site."""
    return _COARSE.get(place.kind, 5) if place else 5


@dataclass(frozen=True, slots=True)
class _Hit:
    """A stretch of tokens that may be a name; ``cut`` letters of the first token are clitics."""

    first: int
    last: int
    cut: int
    places: Sequence[Place]


def find_mentions(doc: Document, gazetteer: Gazetteer) -> list[Placed]:
    """Find, filter and resolve the place names of a document, in text order.

    An empty text gives none. Names that a generic noun announces but no gazetteer knows come back unresolved.
    """
    people = _people(doc)
    hits: list[tuple[_Hit, Placed]] = []
    end = 0
    announced = {doc.tokens[i].word for i in range(len(doc.tokens)) if _announced(doc, i)}
    dated = {i for d in doc.dates for i in range(d.first, d.last)}
    for i in range(len(doc.tokens)):
        if i < end or i in dated:
            continue
        hit = _quoted(doc, gazetteer, i) or _longest(doc, gazetteer, i) or _announced(doc, i) or _again(doc, i, announced)
        if hit is None:
            continue
        placed = _frame(doc, hit)
        if hits and _joins(doc, hits[-1][1], placed):
            placed = replace(placed, located=placed.located or hits[-1][1].located)
        if not _speaks_for_place(doc, hit, placed, people):
            continue
        hits.append((hit, placed))
        end = hit.last
    return _contain(doc, _resolve(doc, gazetteer, hits))


# ---------------------------------------------------------------- finding


def _heads(doc: Document, i: int) -> Iterator[tuple[int, str]]:
    """Readings of a token as the first word of a name: letters cut, and the name's word."""
    m, text = doc.pack.morphology, doc.tokens[i].text
    yield 0, text
    for lead in ("", *m.conjunctions):
        if not text.startswith(lead):
            continue
        rest = text[len(lead) :]
        if lead and len(rest) > 2:
            yield len(lead), rest
        for preposition in m.to_places:
            name = rest[len(preposition) :]
            if rest.startswith(preposition) and len(name) > 2:
                glued = m.article_with.get(preposition)
                if glued and rest.startswith(glued):
                    yield len(lead) + len(preposition), m.article + rest[len(glued) :]
                yield len(lead) + len(preposition), name


def _longest(doc: Document, gazetteer: Gazetteer, i: int) -> _Hit | None:
    """Return the longest name that starts at a token, the least cut reading first."""
    token = doc.tokens[i]
    if token.is_sign or token.is_number or (token.text.isascii() and not _capital(token.text)):
        return None
    best: _Hit | None = None
    for cut, head in _heads(doc, i):
        start = _key(head)
        if start and not gazetteer.may_start(start.split()[0]):
            continue
        words, j = [head], i + 1
        while True:
            key = _key(" ".join(words))
            places = _spelled(gazetteer.by_key(key), " ".join(words), single=j == i + 1) if key else ()
            if places and (best is None or j > best.last):
                best = _Hit(i, j, cut, places)
            if j >= len(doc.tokens) or j - i >= LONGEST or doc.tokens[j].is_sign or doc.tokens[j].is_number:
                break
            words.append(doc.tokens[j].text)
            j += 1
    return best


def _quoted(doc: Document, gazetteer: Gazetteer, i: int) -> _Hit | None:
    """A name in quotation marks after a generic noun is taken whole: the "Abu Salim" crossing."""
    if i == 0 or doc.tokens[i - 1].text not in _QUOTES or doc.tokens[i].is_sign or _cue_before(doc, i)[0] is None:
        return None
    last = next((j for j in range(i + 1, min(i + LONGEST, len(doc.tokens))) if doc.tokens[j].text in _QUOTES), None)
    if last is None or last - i < 2 or any(t.is_sign or t.is_number for t in doc.tokens[i:last]):  # noqa: PLR2004
        return None
    return _Hit(i, last, 0, gazetteer.by_key(_key(doc.words(i, last))))


def _spelled(places: Sequence[Place], name: str, *, single: bool) -> Sequence[Place]:
    """Keys are neutral to articles; a single word of running text is not: "hawl" (around) is no Al-Hawl."""
    if not single or name.isascii():
        return places
    word = fold(name)
    return [p for p in places if any(fold(n) == word for n in p.names)]


def _joins(doc: Document, before: Placed, placed: Placed) -> bool:
    """Whether a name continues the list that the one before belongs to: "in X, Y and Z"."""
    gap = doc.tokens[before.last : placed.first]
    conjunction = doc.pack.morphology.conjunctions[:1]
    attached = bool(conjunction) and doc.tokens[placed.first].text.startswith(conjunction) and placed.first == placed.lead
    return len(gap) <= 1 and all(t.is_sign or doc.pack.has("and", t.word) for t in gap) and (attached or bool(gap))


def _capital(text: str) -> bool:
    return text[0].isupper() or ("-" in text and any(part[:1].isupper() for part in text.split("-")))


def _announced(doc: Document, i: int) -> _Hit | None:
    """A name that nobody lists but a generic noun announces: the village of Yusuf."""
    token = doc.tokens[i]
    cue, quoted = _cue_before(doc, i)
    if (
        cue is None
        or not doc.at("names_follow", _back(doc, i))
        or token.is_sign
        or token.is_number
        or doc.pack.has("generic", token.word)
    ):
        return None
    if any(doc.at(label, i) for label in doc.tags if label != "person"):
        return None
    if token.text.isascii():
        return _Hit(i, i + 1, 0, ()) if token.text[0].isupper() else None
    m = doc.pack.morphology
    definite = token.text.startswith(m.article)
    adjective = not definite and token.word.endswith(m.feminine[0])
    attached = token.text[0] in (*m.conjunctions, *m.prepositions)
    if (adjective or attached) and not quoted:
        return None
    return _Hit(i, i + 1, 0, ())


def _again(doc: Document, i: int, announced: set[str]) -> _Hit | None:
    """A name that was announced somewhere in the text, met again without its generic noun."""
    return next((_Hit(i, i + 1, cut, ()) for cut, head in _heads(doc, i) if fold(head) in announced), None)


def _cue_before(doc: Document, i: int) -> tuple[str | None, bool]:
    """Generic noun without article right before a token (quotes may stand between), and whether it is quoted."""
    j = _back(doc, i)
    cue = doc.at("cue", j) if j >= 0 else None
    if cue is None or cue.last != j + 1 or _definite(doc, cue):
        return None, False
    return cue.name, j < i - 1


def _definite(doc: Document, tag: Tag) -> bool:
    """Whether a generic noun has the article: "the camp" announces no name."""
    m = doc.pack.morphology
    return bool(m.article) and tag.prefix.endswith((m.article, *m.article_with.values()))


def _back(doc: Document, i: int) -> int:
    """Index of the token before ``i``, quotes skipped."""
    j = i - 1
    while j >= 0 and doc.tokens[j].text in _QUOTES:
        j -= 1
    return j


# ---------------------------------------------------------------- the words around a name


def _frame(doc: Document, hit: _Hit) -> Placed:
    """Read the phrase that leads to a name: preposition, relation, generic noun."""
    i = hit.first
    located, cue, relation, home = False, None, None, False
    lead = i
    prefix = doc.tokens[i].text[: hit.cut]
    if prefix.endswith(doc.pack.morphology.prepositions or ("\0",)):
        located = True
    attached = located
    for _ in range(6):
        j = _back(doc, lead)
        if j < 0 or (located and not attached):
            break
        tag = next(
            (
                t
                for label in ("home", "relation", "cue", "locative", "link")
                if (t := doc.at(label, j)) and t.last == j + 1
            ),
            None,
        )
        if tag is None or (tag.label == "cue" and _definite(doc, tag)) or (attached and tag.label not in ("relation", "cue")):
            break
        attached, lead = False, tag.first
        if tag.label == "cue":
            cue = cue or tag.name
        elif tag.label == "relation":
            relation = tag.name if relation is None or tag.name == "countryside" else relation
        elif tag.label == "home":
            home = True
            break
        located = located or tag.label == "locative" or (tag.prefix.rstrip(doc.pack.morphology.article) or "\0").endswith(
            doc.pack.morphology.prepositions or ("\0",)
        )
    j = _back(doc, lead)
    home = home or bool(j >= 0 and (tag := doc.at("home", j)) and tag.last >= j + 1)
    after = doc.at("cue", hit.last) if hit.last < len(doc.tokens) else None
    if after and doc.pack.language == "en":
        cue = cue or after.name
    span_end = doc.tokens[hit.last - 1].end
    start = _cut_start(doc, hit)
    surface = doc.report.text[start:span_end]
    return Placed(
        Mention(start, span_end, surface, Resolution()), hit.first, hit.last, lead, cue, relation, located, False, home
    )


def _cut_start(doc: Document, hit: _Hit) -> int:
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


def _speaks_for_place(doc: Document, hit: _Hit, placed: Placed, people: set[str]) -> bool:
    """Whether the context lets a name be a place."""
    word = doc.tokens[hit.first].word
    cue_known = placed.cue is not None
    if _in_other_name(doc, hit, cue_known=cue_known):
        return False
    before = _back(doc, hit.first)
    person = before >= 0 and hit.first - 1 == before and doc.at("person", before)
    name_key_ = _key(doc.words(hit.first, hit.last))
    if (person or (hit.last - hit.first == 1 and doc.at("person", hit.first))) and not cue_known:
        return False
    if name_key_ in people and not cue_known and not placed.relation:
        return False
    if not hit.places:
        return True
    common = all(doc.pack.has("homograph", t.word) or doc.pack.has("person", t.word) for t in doc.tokens[hit.first : hit.last])
    definite = _name(doc, hit).startswith(doc.pack.morphology.article or "\0")
    known = max(p.population for p in hit.places) >= _KNOWN
    if max(p.rank for p in hit.places) > 0 or (known and common):
        return not common or cue_known or (placed.located and definite)
    common = common or (hit.last - hit.first == 1 and any(doc.at(label, hit.first) for label in doc.tags))
    return cue_known or (not common and (placed.located or placed.relation is not None or known))


def _in_other_name(doc: Document, hit: _Hit, *, cue_known: bool) -> bool:
    """Whether the name is part of an actor's or an organisation's; "al-Jazirah" alone is a place after its generic noun."""
    if any(doc.at("actor", i) for i in range(hit.first, hit.last)):
        return True
    organisation = doc.at("organisation", hit.first)
    return organisation is not None and not (cue_known and organisation.last - organisation.first == 1)


def _people(doc: Document) -> set[str]:
    """Keys of words that stand right after a given name or title somewhere in the text."""
    out = set()
    for tag in doc.tags.get("person", ()):
        if tag.last < len(doc.tokens) and not doc.tokens[tag.last].is_sign and tag.name == "name":
            out.add(_key(doc.tokens[tag.last].text))
    return out


# ---------------------------------------------------------------- resolving together


def _resolve(doc: Document, gazetteer: Gazetteer, hits: list[tuple[_Hit, Placed]]) -> list[Placed]:
    """Resolve the sure names first; their places are the context of the rest. One sense per name and generic noun."""
    anchors = _anchors(gazetteer, doc, hits)
    countries = [p.country for h, _ in hits for p in h.places[:1] if p.country and h.places[0].rank]
    country = max(set(countries), key=lambda c: (countries.count(c), c)) if countries else None
    senses: dict[tuple[str, str | None], Resolution] = {}
    out = []
    for hit, placed in hits:
        name = _name(doc, hit)
        cue = placed.cue or ("governorate" if placed.relation == "countryside" else None)
        sense = (_key(name), cue)
        if sense not in senses:
            kinds = (cue,) if cue else ()
            senses[sense] = (
                gazetteer.resolve(name, near=anchors, kinds=kinds, country=None) if hit.places else Resolution()
            )
            senses[sense] = _seat(_in_country(senses[sense], country), cue)
        resolution = senses[sense]
        out.append(
            replace(
                placed,
                mention=replace(placed.mention, resolution=resolution, usage=_usage(doc, placed, resolution.place)),
            )
        )
    return out


def _anchors(gazetteer: Gazetteer, doc: Document, hits: list[tuple[_Hit, Placed]]) -> list[Place]:
    """Places that are sure without context: only one bears the name, or one is kept by hand, a unit or a known town."""
    out: dict[str, Place] = {}
    for hit, placed in hits:
        if not hit.places:
            continue
        sure = gazetteer.resolve(_name(doc, hit), kinds=(placed.cue,) if placed.cue else ()).place if len(hit.places) > 1 else hit.places[0]
        if sure and rank(sure) > 1 and (len(hit.places) == 1 or sure.rank or sure.kind == "governorate" or sure.population >= _KNOWN):
            out[sure.id] = sure
    return list(out.values())


def _in_country(resolution: Resolution, country: str | None) -> Resolution:
    """Of equally good candidates prefer those in the country that the report speaks of."""
    if not resolution.candidates or country is None:
        return resolution
    best = resolution.candidates[0].score
    close = [c for c in resolution.candidates if c.score > best - 0.1 and c.place.country == country]
    if not close or close[0] is resolution.candidates[0]:
        return resolution
    rest = [c for c in resolution.candidates if c is not close[0]]
    return replace(resolution, candidates=(close[0], *rest))


def _seat(resolution: Resolution, cue: str | None) -> Resolution:
    """A bare name shared by a governorate and its seat means the seat, unless a word announces the unit."""
    first, *rest = resolution.candidates or (None,)
    if cue or first is None or first.place.kind not in ("governorate", "district"):
        return resolution
    seat = next((c for c in rest if c.place.kind in ("city", "town") and c.score > first.score - _TIE and c.place.admin1 == first.place.admin1), None)
    if seat is None:
        return resolution
    return replace(resolution, candidates=(seat, *(c for c in resolution.candidates if c is not seat)))


def _name(doc: Document, hit: _Hit) -> str:
    """Return the name as it is looked up: clitics cut, the article restored after lil-."""
    m = doc.pack.morphology
    for cut, head in _heads(doc, hit.first):
        if cut == hit.cut:
            return " ".join([head, *(t.text for t in doc.tokens[hit.first + 1 : hit.last])])
    return doc.words(hit.first, hit.last) + m.article[:0]


def _usage(doc: Document, placed: Placed, place: Place | None) -> Usage:
    """Literal, or a government (metonym), or a person's home (origin)."""
    if placed.home:
        return "origin"
    if place is not None and (place.kind == "country" or (place.kind == "city" and _capital_city(place))):
        before = _back(doc, placed.lead)
        after = placed.last
        while after < len(doc.tokens) and doc.tokens[after].text in _QUOTES:
            after += 1
        tag = doc.at("government", before) if before >= 0 else None
        if tag and tag.name == "before" and not placed.relation and placed.cue is None:
            return "metonym"
        tag = doc.at("government", after) if after < len(doc.tokens) else None
        if tag and tag.name == "after" and tag.first == after and not placed.located:
            return "metonym"
        if tag is None and not placed.located and _capital_city(place):
            return "metonym"
    return "literal"


def _capital_city(place: Place) -> bool:
    return bool(place.note and "capital" in place.note)


# ---------------------------------------------------------------- containment


def _contain(doc: Document, placed: list[Placed]) -> list[Placed]:
    """Mark a coarser name that follows a finer one at once as its container, and prefer candidates inside it."""
    out: list[Placed] = []
    for item in placed:
        previous = out[-1] if out else None
        if previous and _adjacent(doc, previous, item) and (item.located or item.relation):
            if any(doc.within(label, item.lead, item.first) for label in ("into", "via")):
                out.append(item)
                continue
            item = _unit(item)  # noqa: PLW2901
            coarser = rank(item.mention.place) < rank(previous.mention.place)
            if coarser or item.relation:
                item = replace(item, container=True)  # noqa: PLW2901 - the marked copy takes its place
                if coarser:
                    out[-1] = replace(
                        previous,
                        mention=replace(
                            previous.mention, resolution=_inside(previous.mention.resolution, item.mention.place)
                        ),
                    )
        out.append(item)
    return out


def _unit(item: Placed) -> Placed:
    """A name that holds another is the unit rather than its seat: "a village in Idlib"."""
    candidates = item.mention.resolution.candidates
    unit = next((c for c in candidates if c.place.kind == "governorate" and c.score > candidates[0].score - _TIE), None)
    if unit is None or item.cue in ("city", "town"):
        return item
    ranked = (unit, *(c for c in candidates if c is not unit))
    return replace(item, mention=replace(item.mention, resolution=replace(item.mention.resolution, candidates=ranked)))


def _adjacent(doc: Document, a: Placed, b: Placed) -> bool:
    """Whether only signs and a word or two stand between two names' phrases, in one sentence."""
    between = [t for t in doc.tokens[a.last : b.lead] if t.text not in _QUOTES]
    if doc.sentence_of(a.first).first != doc.sentence_of(b.first).first:
        return False
    return len(between) <= 2 and not any(doc.has(label, a.last, b.lead) for label in ("event", "motion"))


def _inside(resolution: Resolution, container: Place | None) -> Resolution:
    if container is None or len(resolution.candidates) < 2:
        return resolution
    field = {
        "country": lambda p: p.country == container.country,
        "governorate": lambda p: p.admin1 == container.admin1,
    }.get(container.kind)
    if field is None:
        return resolution
    best = resolution.candidates[0].score
    inside = [c for c in resolution.candidates if field(c.place) and c.score > best - 0.25]
    if not inside:
        return resolution
    return replace(resolution, candidates=(*inside, *(c for c in resolution.candidates if c not in inside)))
