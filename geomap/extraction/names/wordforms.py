"""Arabic: names whose letters are also those of a word: with an ending, a pronoun or a clitic, or as it is listed.

"Houses" in the accusative is "in Utah" by its letters, "early" is "in Accra", "his iron" a Hodeidah.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.names.inside import near_enough
from geomap.extraction.names.senses import KNOWN, is_capital
from geomap.extraction.words.phrases import heads, name_of
from geomap.extraction.words.tokens import cased
from geomap.memory import remembered
from geomap.text import fold, normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.phrases import Hit
    from geomap.model import Place

_KEPT: Final = 1 << 14  # names of places that are remembered as they are spelled
_TOLD: Final = 200  # known places told last, in whose countries a word may be a town
_ROAD: Final = "road"  # the noun of place that also heads what somebody goes on: his way
_MILLION: Final = 1_000_000  # inhabitants of a city of which any report may tell: in Jeddah, which is "grandmother" too
_SHORTEST: Final = 2  # letters that a word has at least without its ending


def as_written(hit: Hit, name: str) -> bool:
    """Whether a name is spelled as the gazetteer has it, to the letter: "Haditha", not "his talk"."""
    return any(_spelled(n) == name for p in hit.places for n in p.names)


def _clean(name: str) -> str:
    return normalise(name).text


_spelled = remembered(_clean, _KEPT)


def another_word(doc: Document, hit: Hit, placed: Placed, around: Sequence[Place]) -> bool:
    """Whether a word is an everyday one in another form, and no known town of a country told of, spelled so.

    ``around``: known places told before. A noun of place before it, other than a road, makes it a name all the same.
    """
    if doc.report.language != doc.pack.language or hit.last - hit.first > 1 or not hit.places:
        return False
    if not doc.pack.morphology.article or placed.listed:
        return False
    name = name_of(doc, hit)
    if cased(name):
        return False
    if placed.cue:  # on the road of his convoy; a road named after a known town goes there
        unheard = hit.rank == 0 and hit.population < KNOWN
        return placed.cue == _ROAD and unheard and doc.pack.another_form(name)[1]
    led = placed.lead < hit.first and bool(placed.located or placed.relation)  # where nothing is accusative
    whole = _cut_too_far(doc, hit)
    begins = not whole and _begins_so(doc, hit, name) and not (led and as_written(hit, name))
    if not (whole or begins or doc.pack.another_form(name)[led]):
        return False
    known = (hit.rank > 0 or hit.population >= KNOWN) and as_written(hit, name)
    joined = doc.tokens[hit.first].text[: hit.cut] in doc.pack.morphology.conjunctions
    afar = _named_from_afar(hit.places) and (joined or not whole)
    return not (known and (afar or _told_of(hit.places, around) or not (around or whole)))


def _cut_too_far(doc: Document, hit: Hit) -> bool:
    """Whether with fewer letters cut off the token is an everyday word: houses, and a barrel."""
    if not hit.cut:
        return False
    for head in heads(doc, hit.first):
        if head.cut < hit.cut and (head.folded in doc.pack.everyday or doc.pack.another_form(head.word)[0]):
            return True
    return False


def _begins_so(doc: Document, hit: Hit, name: str) -> bool:
    """Whether a name in full is an everyday word after a clitic: with mud."""
    if hit.cut or len(name) <= _SHORTEST + 1:
        return False
    return name.startswith(doc.pack.morphology.prepositions) and fold(name[1:]) in doc.pack.everyday


def out_of_place(doc: Document, hit: Hit, placed: Placed, around: Sequence[Place]) -> bool:
    """Arabic: whether a word that tells many things, or that only a clitic leads to, bears the name of a far town.

    Tents are no Khiam in a report on Iraq, "coolly" no Erode in any but one on India.
    """
    name = name_of(doc, hit)
    if not around or placed.cue or cased(name) or hit.last - hit.first > 1:
        return False
    m, curated = doc.pack.morphology, hit.rank > 0
    by = hit.cut > 0 and doc.tokens[hit.first].text[: hit.cut].endswith(m.prepositions or "\0")
    clitic = by and placed.lead == hit.first and not curated and not name.startswith(m.article or "\0")
    everyday = fold(name) in doc.pack.everyday and not _named_from_afar(hit.places)
    if not (clitic or everyday or doc.pack.has("homograph", name)):
        return False
    in_it = hit.population >= _MILLION and not (clitic or everyday) and doc.at("sure_place", hit.first - 1) is not None
    return not (in_it or _told_of(hit.places, around))


def _told_of(places: Sequence[Place], around: Sequence[Place]) -> bool:
    """Whether one of a name's places lies in a country told of, or not far from a place that is."""
    return any(p.country == o.country or near_enough(p, o) for p in places for o in around[-_TOLD:])


def _named_from_afar(places: Sequence[Place]) -> bool:
    """Whether a name is a country's or that of the seat of a government, of which any report may tell."""
    return any(p.kind == "country" or is_capital(p) for p in places)
