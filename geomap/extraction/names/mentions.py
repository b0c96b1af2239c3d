"""Places in a text: found by name, led by the words before them, resolved together.

A name counts where its context speaks for a place; organisations, people and governments that bear a place's name are
kept apart. Containment ("X in the eastern countryside of Y") marks Y as the container of X.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.names.between import towns_between
from geomap.extraction.names.borne import borne_by_other
from geomap.extraction.names.capitals import (
    again,
    in_larger_name,
    opens_report,
    places_told,
    run,
    shortened,
    shouted,
    unlisted,
    whole,
    words_of,
)
from geomap.extraction.names.containers import contain
from geomap.extraction.names.inside import county, holding, in_full, short_country, short_unit
from geomap.extraction.names.people import of_person, words_of_people
from geomap.extraction.names.placelike import speaks_for_place
from geomap.extraction.names.quarters import by_noun, led_by_noun, of_town, without_noun
from geomap.extraction.names.quarters import listed as quarter
from geomap.extraction.names.senses import KNOWN, resolve_together
from geomap.extraction.names.shortened import as_told
from geomap.extraction.names.smalltowns import admitted, may_be_small
from geomap.extraction.names.starts import starts
from geomap.extraction.names.strays import without_strays
from geomap.extraction.names.unheard import (
    VILLAGES,
    after_cues,
    announced_again,
    announced_name,
    in_place_of_name,
    of_two_words,
    second_words,
)
from geomap.extraction.where.listing import in_list, joins, share
from geomap.extraction.words.phrases import Hit, cue_before, name_of, phrase
from geomap.extraction.words.tokens import QUOTES, capital, cased
from geomap.text import ends_in_article, longer_key, name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extraction.words.document import Document, Placed
    from geomap.model import Gazetteer, Place

LONGEST: Final = 5  # words of a name
_NAMESAKES: Final = 2  # known towns of a name that may be the one told of: Tripoli
_LATELY: Final = 30  # tokens after two villages in which "the two villages" are these
_OTHERWISE: Final = ("short_unit", "short_country", "demonym")  # labels of places told otherwise than by their names
_CITY: Final = 100_000  # inhabitants of a city
_ACRONYM: Final = 5  # capitals that are no name of a town nobody keeps by hand


def find_mentions(doc: Document, gazetteer: Gazetteer) -> list[Placed]:
    """Find, filter and resolve the place names of a document, in text order; some come back unresolved."""
    people, between = words_of_people(doc), towns_between(doc, lambda i: _longest(doc, gazetteer, i))
    hits: list[tuple[Hit, Placed]] = []
    end = 0
    announced = [hit for i in after_cues(doc) if (hit := announced_name(doc, i))]
    words = second_words(doc, announced)
    spoken = places_told(doc)
    told = words_of(doc, spoken)
    announced_at, spoken_at = _by_token(doc, announced), _by_token(doc, spoken)
    otherwise, compounds = doc.covered(_OTHERWISE), doc.covered(("compound",))
    cued: set[str] = set()  # names told with a generic noun
    around: list[Place] = []  # known places told so far
    bodies: list[Sequence[Place]] = []  # what names inside the names of bodies may mean
    unsure: list[tuple[Hit, Placed]] = []  # small places with no word of place beside them
    for i, token in enumerate(doc.tokens):
        if i < end or token.is_sign or doc.date_at(i):
            continue
        before = hits[-1][0] if hits else None
        last = hits[-1][1] if hits else None
        hit = _kept(doc, gazetteer, i, before, last, otherwise=otherwise[i])
        if hit and _goes_on(doc, hit):
            hit = Hit(hit.first, hit.last + 1, hit.cut, gazetteer.by_key(name_key(doc.words(hit.first, hit.last + 1))))
        if hit and hit.last - hit.first == 1 and compounds[i]:
            hit = None  # only the first word of a longer name
        named = doc.named[i]
        listed = bool(named and last and _led(doc, last, i) and in_list(doc, last.last, i))
        if hit and not hit.full and token.spelling.is_cased:
            if _of_other(doc, hit) or (_opens_as_word(doc, hit) and not _in_unit(doc, gazetteer, hit)):
                bodies += [hit.places] if in_larger_name(doc, hit.first, hit.last) else []
                continue
            hit = _uncut(doc, hit, listed=listed)
        hit = (
            hit
            or announced_at[i]
            or (unlisted(doc, i, listed=True) if listed else spoken_at[i])
            or announced_again(doc, i, words)
            or (again(doc, i, told) if named else None)
            or (of_two_words(doc, i, last, _inner(doc, gazetteer, i)) if compounds[i] else None)
            or in_place_of_name(doc, i, last)
        )
        if hit is None or _tells_of_other(doc, hit) or _both_of(doc, hit, hits):
            continue
        placed = phrase(doc, hit)
        joined = last if last is not None and joins(doc, last, placed) else None
        if joined is not None:
            share(doc, hits, joined, placed)
        placed.cue = None if of_town(doc, hit, placed.cue) else placed.cue
        hit = by_noun(doc, gazetteer, hit, placed.cue)
        sure = hit.full or _is_county(doc, hit) or hit.first in between
        if not sure and not speaks_for_place(doc, hit, placed, people, cued, around, follows=joined is not None):
            aside = may_be_small(doc, hit, placed, people)
            unsure += [(hit, placed)] if aside else []
            end = hit.last if aside else end
            continue
        around += [p for p in hit.places[:_NAMESAKES] if p.rank or p.population >= KNOWN]
        cued.update([name_key(name_of(doc, hit))] if placed.cue and hit.places else ())
        hits.append((hit, placed))
        end = hit.last
    meant = resolve_together(doc, gazetteer, admitted(doc, hits, unsure, bodies), bodies)
    return contain(doc, as_told(doc, without_strays(doc, meant)))


def _by_token(doc: Document, hits: Sequence[Hit]) -> list[Hit | None]:
    """Return of each token the name that begins with it."""
    out: list[Hit | None] = [None] * len(doc.tokens)
    for hit in hits:
        out[hit.first] = hit
    return out


def _both_of(doc: Document, hit: Hit, hits: Sequence[tuple[Hit, Placed]]) -> bool:
    """Arabic: whether the name of a town, "the two villages", takes up two told together shortly before."""
    if len(hits) < 2 or doc.at("both", hit.first) is None or cue_before(doc, hit.first)[0]:
        return False
    one, other = hits[-2][1], hits[-1][1]
    return hit.first - other.last <= _LATELY and other.lead - one.last <= 1


def _agrees(doc: Document, hit: Hit) -> bool:
    """Arabic: whether a people's name is the adjective of an indefinite noun right before it: a Turkish convoy."""
    m, before = doc.pack.morphology, doc.tokens[max(0, hit.first - 1)]
    if hit.cut or not m.article or before.is_sign or not doc.tokens[hit.first].word.endswith(m.feminine):
        return False
    led = ("locative", "relation", "cue", "of", "event", "motion", "occurs", "hearsay", "clause", "complement")
    bare = not doc.tokens[hit.first].text.startswith(m.article) and not before.text.startswith(m.article)
    return bare and hit.first > doc.sentence_of(hit.first).first and not any(doc.at(x, hit.first - 1) for x in led)


def _kept(
    doc: Document, gazetteer: Gazetteer, i: int, before: Hit | None, last: Placed | None, *, otherwise: bool
) -> Hit | None:
    """A name that a gazetteer has, at a token; ``before, last``: that found last; ``otherwise``: it may be told so."""
    hit = (
        county(doc, gazetteer, i)
        or (_otherwise(doc, gazetteer, i, before) if otherwise else None)
        or _quoted(doc, gazetteer, i)
        or (quarter(doc, gazetteer, i, last) if last is not None and last.last == i else None)
        or _longest(doc, gazetteer, i)
    )
    if hit is None or hit.last == i + 1 or not (doc.pack.morphology.article and doc.at("cue", i)):
        return hit
    inner = _longest(doc, gazetteer, i + 1)
    if inner and inner.last == hit.last and doc.at("capital", i):
        return inner  # the capital X is the city, whatever unit is called so too
    if led_by_noun(doc, hit):
        return without_noun(doc, hit, inner)
    cue = doc.at("cue", i)
    if cue and cue.name == "city" and inner and inner.last == hit.last and all(p in inner.places for p in hit.places):
        return inner  # the city of X is one of those that are called X
    return inner if inner and inner.last > hit.last else hit  # the city of Ayn al-Arab, not the City of Ayn


def _otherwise(doc: Document, gazetteer: Gazetteer, i: int, before: Hit | None) -> Hit | None:
    """A place told otherwise than by its name: written short, by its people."""
    return (
        (short_unit(doc, gazetteer, i) if before is not None and before.last == i - 1 else None)
        or short_country(doc, gazetteer, i)
        or _land(doc, gazetteer, i)
    )


def _tells_of_other(doc: Document, hit: Hit) -> bool:
    """Whether a people's name or a country's initials tell of the noun after: the Spanish town, the U.S. embassy."""
    one = hit.last - hit.first == 1 and doc.at("demonym", hit.first) is not None and not hit.full
    people = one and not hit.rank
    ethnic = one and _agrees(doc, hit)
    side = doc.at("relation", hit.first)  # "to the north of X"
    inner = side is not None and side.first < hit.first and hit.last < side.last
    bearing = side is not None and side.first == hit.first and hit.last < len(doc.tokens) and _called_by(doc, hit.last)
    bearing |= side is not None and (side.first, side.last) == (hit.first, hit.last) and _of_several(doc, hit)
    return bool(inner or people or ethnic or bearing or (doc.at("short_country", hit.first) and not hit.full))


def _of_several(doc: Document, hit: Hit) -> bool:
    """Arabic: whether a bearing with the article tells which towns or provinces are meant: the cities of the south."""
    article = doc.pack.morphology.article
    whole = bool(article) and doc.tokens[hit.first].text.startswith(article)
    noun = doc.at("cue", hit.first - 1)
    units = noun is not None and noun.name == "governorate" and doc.at("several", hit.first - 1) is not None
    return whole and (not hit.places or units)


def _called_by(doc: Document, i: int) -> bool:
    """Arabic: whether an adjective after a bearing only tells which it is: the south-east, the Libyan south."""
    adjective = bool(doc.pack.morphology.article) and (doc.at("relation", i) or doc.at("demonym", i))
    return bool(adjective) and doc.tokens[i].text.startswith(doc.pack.morphology.article)


def _longest(doc: Document, gazetteer: Gazetteer, i: int) -> Hit | None:
    """Return the longest name that starts at a token, the least cut reading first."""
    best: Hit | None = None
    latin = doc.tokens[i].spelling.is_cased
    for start in starts(doc, gazetteer, i):
        words, key, j, cut = start.head.word, start.head.key, i + 1, start.head.cut
        shorter = ""  # the key without the last word: an article alone is none of the name, "from Turkey at"
        places, may_go_on = start.places, start.goes_on
        while True:
            whole_word = j == i + 1 or not (key == shorter or _ends_nothing(doc, j - 1))
            if places and whole_word and (best is None or j > best.last):
                longer = Hit(i, j, cut, places)
                best = longer if best is None or _is_name(doc, longer) else best  # "Taiz governorate"; in Dover a week
            joint = j + 1 < len(doc.tokens) and doc.tokens[j].text
            if joint == "_" or (joint == "." and shortened(doc, j - 1)):
                j += 1
            elif latin and _of_somebody(doc, j) and gazetteer.may_start(name_key(words + "'s")):
                words, j, may_go_on = words + "'s", j + 2, True
                if shortened(doc, i) and (places := gazetteer.by_key(name_key(words))):
                    best = Hit(i, j, cut, places)  # St. John's
            if not may_go_on or j >= len(doc.tokens) or j - i >= LONGEST or doc.tokens[j].is_sign:
                break
            token = doc.tokens[j]
            words += " " + token.text
            shorter = key
            key = name_key(words) if latin or token.spelling.is_cased else longer_key(key, token.text)
            if not (key == start.head.opening or gazetteer.may_start(key)):
                break
            places = gazetteer.by_key(key) if key else ()
            j += 1
    best = in_full(doc, gazetteer, i, best and _to_the_end(doc, best)) if latin else best
    return best if best is None or (_is_name(doc, best) and not (latin and _led_in(doc, best))) else None


def _goes_on_with_article(hit: Hit) -> bool:
    return all(ends_in_article(p.name) and all(ends_in_article(n) for n in p.names) for p in hit.places)


def _to_the_end(doc: Document, hit: Hit) -> Hit:
    """English: a name with its last word, which looks like an article, so that no key has it: Di An."""
    if hit.last - hit.first > 1 or hit.last == len(doc.tokens) or not doc.tokens[hit.last].spelling.is_capital:
        return hit
    article = doc.pack.has("particle", doc.tokens[hit.last].word) and _goes_on_with_article(hit)
    return Hit(hit.first, hit.last + 1, hit.cut, hit.places) if article else hit


def _led_in(doc: Document, hit: Hit) -> bool:
    """English: whether a word spelled as an article leads to a name or a people: At Palmyra; An Iraqi jet struck."""
    led = hit.last - hit.first > 1 and (doc.at("locative", hit.first) or doc.at("demonym", hit.first + 1))
    return bool(led) and name_key(doc.words(hit.first + 1, hit.last)) == name_key(doc.words(hit.first, hit.last))


def _inner(doc: Document, gazetteer: Gazetteer, i: int) -> Hit | None:
    """Return the name after a word that begins names: the valley of Hadramawt, a market in Omdurman."""
    return _longest(doc, gazetteer, i + 1) if i + 1 < len(doc.tokens) else None


def _of_somebody(doc: Document, i: int) -> bool:
    """Whether "'s" goes on with a name in capitals: Cox's Bazar, St. John's."""
    if i + 1 >= len(doc.tokens) or doc.tokens[i].text not in QUOTES:
        return False
    s = doc.tokens[i + 1]
    if doc.tokens[i].end != s.start or s.text != "s":
        return False
    return i + 2 >= len(doc.tokens) or doc.tokens[i + 2].text[0].isupper() or shortened(doc, i - 3)


def _ends_nothing(doc: Document, i: int) -> bool:
    """Whether a word ends no name: a particle; in Arabic a preposition, as it is spelled: "on", no Ali."""
    token, weak = doc.tokens[i], doc.pack.morphology.weak or "\0"
    return doc.pack.has("particle", token.word) or (token.text.endswith(weak[0]) and doc.at("locative", i) is not None)


def _led(doc: Document, last: Placed, i: int) -> bool:
    """Whether the place told before a token begins a list: it has a word of place, or the token may be a kunya."""
    return (
        last.located or last.relation is not None or last.cue is not None or doc.pack.has("kunya", doc.tokens[i].word)
    )


def _goes_on(doc: Document, hit: Hit) -> bool:
    """Whether the name of a village is only the first word of one that goes on: the village of Tawil al-Halib."""
    m, i = doc.pack.morphology, hit.last
    cue, _ = cue_before(doc, hit.first)
    if cue not in VILLAGES or hit.last - hit.first > 1 or hit.cut or i >= len(doc.tokens) or not m.article:
        return False
    text, known = doc.tokens[i].text, hit.rank > 0 or hit.population >= KNOWN
    adjective = doc.tokens[i].word[-1] in m.adjectival
    definite = text.startswith(m.article) and not doc.tokens[hit.first].text.startswith(m.article)
    return definite and not (known or adjective or doc.over(i) or doc.date_at(i))


def _is_name(doc: Document, hit: Hit) -> bool:
    """Whether what a gazetteer knows is written as a name: no everyday noun alone, no acronym, capitals to the end.

    English: "Di" alone is not the "Di An" that its key finds.
    """
    apart = hit.last - hit.first > 1  # the s of St. John's
    words = [t for t in doc.tokens[hit.first : hit.last] if not (t.is_sign or (apart and t.text == "s"))]
    known = hit.rank > 0
    last = words[-1].text if words[-1].text[1:2] not in QUOTES else words[-1].text[2:]  # Coeur d'Alene
    if cased(last):
        small = apart and not (doc.named[hit.first] or any(capital(t.text) for t in words[1:]))
        if small and not _spelled(doc, hit):
            return False  # "Le marché", though a region is called Le Marche
        if known or not capital(last):
            return known
        acronym = last.isupper() and len(last) <= _ACRONYM
        cut_short = len(words) == 1 and _goes_on_with_article(hit)
        return not (cut_short or (acronym and not (opens_report(doc, hit) or _in_city(doc, hit))))
    everyday = all(doc.pack.has("generic", t.word) or doc.at("cue", hit.first + k) for k, t in enumerate(words))
    alone = len(words) == 1 and not (hit.cut or last.startswith(doc.pack.morphology.article or "\0"))
    if everyday and alone:
        return False  # the bay of X, though a place is called Bay
    return known or not everyday or (len(words) > 1 and doc.at("compound", hit.first) is not None)


def _in_city(doc: Document, hit: Hit) -> bool:
    """Whether "in" leads to a city in capitals, as one does to where a reporter is: in LAGOS."""
    return hit.population >= _CITY and doc.at("sure_place", hit.first - 1) is not None


def _spelled(doc: Document, hit: Hit) -> bool:
    """Whether a gazetteer has a name by the same letters, capitals aside."""
    name = doc.words(hit.first, hit.last).casefold()
    return any(name == other.casefold() for place in hit.places for other in place.names)


def _quoted(doc: Document, gazetteer: Gazetteer, i: int) -> Hit | None:
    """A name in quotation marks after a generic noun is taken whole: the "Abu Salim" crossing."""
    if i == 0 or not doc.tokens[i - 1].spelling.is_quote or doc.tokens[i].is_sign or cue_before(doc, i)[0] is None:
        return None
    last = next((j for j in range(i + 1, min(i + LONGEST, len(doc.tokens))) if doc.tokens[j].text in QUOTES), None)
    if last is None or last - i < 2 or any(t.is_sign or t.is_number for t in doc.tokens[i:last]):
        return None
    return Hit(i, last, 0, gazetteer.by_key(name_key(doc.words(i, last))))


def _of_other(doc: Document, hit: Hit) -> bool:
    """Whether a name with a capital belongs to a body, a person, a team or the like."""
    body = not _is_county(doc, hit) and in_larger_name(doc, hit.first, hit.last)
    return body or of_person(doc, hit.first, hit.last) or borne_by_other(doc, hit)


def _opens_as_word(doc: Document, hit: Hit) -> bool:
    """Whether a name is a word that opens a sentence, or stands in a headline all of capitals."""
    opens = doc.sentence_of(hit.first).first == hit.first or shouted(doc, hit.first)
    return opens and hit.last - hit.first == 1 and doc.pack.has("ordinary", doc.tokens[hit.first].word)


def _in_unit(doc: Document, gazetteer: Gazetteer, hit: Hit) -> bool:
    """Whether a comma and the unit that it lies in follow a name: ORANGE, Texas; Bend, Ore."""
    if hit.last + 1 >= len(doc.tokens) or doc.tokens[hit.last].text != ",":
        return False
    unit = short_unit(doc, gazetteer, hit.last + 1) or _longest(doc, gazetteer, hit.last + 1)
    return unit is not None and holding(hit.places, unit.places) is not None


def _is_county(doc: Document, hit: Hit) -> bool:
    """Whether a name ends in the noun of a unit that it is: Emanuel County, for which its board speaks."""
    unit = doc.at("cue", hit.last - 1) if hit.last - hit.first > 1 else None
    return unit is not None and unit.name == "district" and any(p.kind == unit.name for p in hit.places)


def _uncut(doc: Document, hit: Hit, *, listed: bool) -> Hit | None:
    """A name found, unless it is cut out of a longer name: then that name, where it is a place."""
    known = hit.rank > 0
    if shouted(doc, hit.first) and not known and hit.population < KNOWN:
        return None
    after = doc.tokens[hit.last].word.partition("-")[0] if hit.last < run(doc, hit.first)[1] else ""
    inside = doc.pack.has("particle", after)  # Bab bin Ghashir, Bab al-Aziziya
    first = doc.tokens[hit.first].word
    begins = doc.pack.has("kunya", first) and hit.last - hit.first == 1 and not whole(doc, hit)  # Kafr Nouran
    inside |= begins or (doc.pack.has("particle", first.partition("-")[0]) and run(doc, hit.first)[0] < hit.first)
    surely = (known and not inside) or whole(doc, hit) or _is_county(doc, hit)
    return hit if surely else unlisted(doc, hit.first, listed=listed)


def _land(doc: Document, gazetteer: Gazetteer, i: int) -> Hit | None:
    """A country told by its people's name after a noun of land: "into Syrian territory"."""
    people = doc.at("demonym", i)
    if people is None or not doc.at("land", i - 1) or not doc.has("motion", doc.sentence_of(i).first, i):
        return None
    cut = len(people.prefix.removesuffix(doc.pack.morphology.article))
    return Hit(i, i + 1, cut, gazetteer.by_key(name_key(people.name)), people.name)
