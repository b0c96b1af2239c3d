"""Which of the places that a sentence names is an event's, weighed as annotated reports have taught.

The rules of ``roles`` choose by grammar, and were made with the same reports over and over; on others they choose wrong
three times as often. How much each of many small signs tells is learnt (``benchmarks/fit_choosing.py``) and stands in
``choosing.toml``: another place is taken where it is clearly the likelier.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import tomli

from geomap.extraction.names.senses import rank
from geomap.extraction.ways.ways import is_end, of_the_displaced
from geomap.extraction.where.elsewhere import bearing, is_no_scene, protested
from geomap.extraction.where.headings import heads_line, sets_the_scene
from geomap.extraction.where.listing import meant
from geomap.extraction.where.scenes import WHERE_GAP, literal
from geomap.model import SUB_EVENT_TYPES

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed, Sentence
    from geomap.extraction.words.pack import Tag

LEAD = 2.0  # log-odds by which the place that the rules have chosen is ahead
_GAPS = ((0, "at once"), (2, "near"), (5, "close"), (10, "apart"), (20, "far"))  # tokens; else very far
_BACK = 5  # tokens before a name in which what leads to it stands
_BESIDE = (
    "into", "out_of", "of", "locative", "hearsay", "motion", "actor", "civilian", "acting", "facility", "official",
    "dwellers", "aim", "motive", "cause",
)  # fmt: skip
_BETWEEN = (
    "hearsay", "motion", "relative", "came_from", "stationed", "distance", "official", "treated", "halt", "contrast",
)  # fmt: skip
_BESIDES = frozenset(_BESIDE)
_FEW, _MANY = 2, 3
_CROWDS = ("Protests", "Riots")


@cache
def _weights() -> dict[str, float]:
    text = resources.files("geomap.extraction").joinpath("choosing.toml").read_text("utf-8")
    return {sign: float(weight) for sign, weight in tomli.loads(text)["sign"].items()}


def likelier(doc: Document, sentence: Sentence, tag: Tag, chosen: list[Placed]) -> list[Placed]:
    """Return where the event of a word happened: ``chosen``, or what is clearly likelier than a single place."""
    named = literal(doc, sentence.first, sentence.last) if len(chosen) == 1 else []
    one = meant(chosen[0])
    if chosen[0] not in named or all(meant(p) == one for p in named):
        return chosen
    best, most = chosen[0], float("-inf")
    event = doc.pack.events.get(tag.name)
    crowd = event is not None and SUB_EVENT_TYPES[event.sub_event_type] in _CROWDS
    for p in named:
        about = crowd and (protested(doc, sentence, p) or of_the_displaced(doc, p))
        if p is not chosen[0] and (about or adjacent(p, chosen[0]) or _left(doc, sentence, p)):
            continue  # in Kirkuk's district of Hawija: grammar knows which lies in the other, and what is protested
        odds = odds_of(doc, sentence, tag, p, named, LEAD if meant(p) == one else 0.0)
        if odds > most:
            best, most = p, odds
    return chosen if meant(best) == one else [best]


def _left(doc: Document, sentence: Sentence, p: Placed) -> bool:
    """English: whether a place only tells where people came from: as their family returned to X from Y."""
    led = doc.pack.language == "en" and doc.at("out_of", p.lead) is not None and doc.has("into", sentence.first, p.lead)
    return led and doc.has("motion", sentence.first, p.lead)


def odds_of(doc: Document, sentence: Sentence, tag: Tag, p: Placed, named: list[Placed], ahead: float = 0.0) -> float:
    """Return the log-odds of a place ``named`` in a sentence as that of a word's event, ``ahead`` by so much."""
    weights = _weights()
    for sign in signs(doc, sentence, tag, p, named):
        ahead += weights.get(sign, 0.0)
    return ahead


def adjacent(a: Placed, b: Placed) -> bool:
    """Whether two names stand in one phrase, with a word or sign between them at most."""
    return max(a.lead - b.last, b.lead - a.last) <= 1


def signs(doc: Document, sentence: Sentence, tag: Tag, p: Placed, named: list[Placed]) -> list[str]:
    """Name what may speak for or against a place ``named`` in a sentence as that of the event that a word tells."""
    behind = p.first >= tag.last
    side = "behind" if behind else "before"
    low, high = (tag.last, p.lead) if behind else (p.last, tag.first)
    gap = next((name for most, name in _GAPS if high - low <= most), "very far")
    first, last = sentence.clause(sentence.clause_of(tag.first))
    events = sum(low <= t.first < high for t in doc.within("event", sentence.first, sentence.last))
    places = len({meant(q) for q in named if low <= q.first < high})
    place = p.mention.place
    fine = rank(place) == max(rank(q.mention.place) for q in named)
    found = [
        side, f"{side}, {gap}", "in the clause" if first <= p.first < last else f"another clause {side}",
        f"{side}, past {min(events, _FEW)} events", f"{side}, past {min(places, _MANY)} places",
        f"relation {p.relation}", f"noun {p.cue}", f"a {place.kind if place else 'name'}",
        "finest" if fine else "coarser",
    ]  # fmt: skip
    told = (
        (bool(p.located), "located"), (p.listed, "listed"), (p.container, "container"), (p.home, "home"),
        (sentence.first in (p.first, p.lead), "opens the sentence"), (heads_line(doc, p), "heads the line"),
        (sets_the_scene(doc, p), "sets the scene"), (is_no_scene(doc, p), "no scene"), (is_end(doc, p), "end of a way"),
        (bearing(doc, p), "bearing"), (doc.has("wherein", p.last, p.last + WHERE_GAP), "then wherein"),
    )  # fmt: skip
    found += [name for is_so, name in told if is_so]
    led, leads_on = doc.any_at(_BESIDES, p.lead - 1) or doc.any_at(_BESIDES, p.lead), doc.any_at(_BESIDES, p.last)
    for label in _BESIDE if led or leads_on else ():
        if led and (doc.at(label, p.lead - 1) or doc.at(label, p.lead)):
            found.append(f"behind {label}")
        if leads_on and doc.at(label, p.last):
            found.append(f"then {label}")
    for label in _BETWEEN:
        if doc.has(label, max(sentence.first, p.lead - _BACK), p.lead):
            found.append(f"{label} leads")
        if low < high and doc.has(label, low, high):
            found.append(f"{label} between, {side}")
    return found
