"""English: names of towns that something else bears: the team of a town, a dish, who is said to be from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.names.capitals import run

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.phrases import Hit

_SCORE: Final = 3  # tokens of a score: 33-7


def borne_by_other(doc: Document, hit: Hit) -> bool:
    """Whether a name is that of a team, of a dish or breed, or of a firm or person from another place."""
    if doc.pack.language != "en":
        return False
    after = doc.tokens[hit.last].word if hit.last < len(doc.tokens) else ""
    return bool(after) and (doc.pack.has("dish", after) or _is_team(doc, hit, after)) or _lost_to(doc, hit)


def _is_team(doc: Document, hit: Hit, after: str) -> bool:
    """Whether a town alone is told of as many, as its eleven are: Hamilton want a keeper. No country is."""
    i = hit.first
    if not doc.pack.has("of_several", after) or run(doc, i) != (i, hit.last) or any(p.kind == "country" for p in hit.places):
        return False
    opens = doc.sentence_of(i).first == i or doc.at("that", i - 1) is not None or doc.at("clause", i - 1) is not None
    return opens and not doc.tokens[hit.last - 1].text.endswith("s")  # the Hamptons are


def _lost_to(doc: Document, hit: Hit) -> bool:
    """Whether a score leads to a name: a 28-21 win over Tyler; lost 3-0 to Bath."""
    i = hit.first - 1
    if i < _SCORE or not doc.pack.has("beaten", doc.tokens[i].word):
        return False
    i -= doc.pack.has("result", doc.tokens[i - 1].word)
    low, dash, high = doc.tokens[i - _SCORE : i]
    return low.is_number and high.is_number and dash.is_sign and low.end == dash.start and dash.end == high.start
