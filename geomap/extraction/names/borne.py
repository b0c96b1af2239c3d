"""English: names of towns that something else bears: the team of a town, a dish, who is said to be from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.names.capitals import gap, run

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.phrases import Hit

_FIGURE: Final = ("-", "\u2013", "/", "(", ")")  # between the digits of a score
_SCORE: Final = 3  # tokens of a score: 33-7


def borne_by_other(doc: Document, hit: Hit) -> bool:
    """Whether a name is that of a team, of a dish or breed, or of a firm or person from another place."""
    if doc.pack.language != "en" or doc.report.language != "en":
        return False
    after = doc.tokens[hit.last].word if hit.last < len(doc.tokens) else ""
    said = bool(after) and (doc.pack.has("dish", after) or _is_team(doc, hit, after) or _is_street(doc, hit, after))
    return said or _lost_to(doc, hit) or _scored(doc, hit)


def _is_street(doc: Document, hit: Hit, after: str) -> bool:
    """Whether a street bears a name that nobody keeps by hand; the Castello Road, the Homs-Tartus Highway go there."""
    street = doc.pack.has("way", after) and doc.tokens[hit.last].spelling.is_capital
    before = doc.tokens[hit.first - 1]
    return street and not (hit.rank or before.text == "-" or doc.pack.has("definite", before.word))


def _is_team(doc: Document, hit: Hit, after: str) -> bool:
    """Whether a town alone is told of as many, as its eleven are: Hamilton want a keeper. No country is."""
    i = hit.first
    if (
        not doc.pack.has("of_several", after)
        or run(doc, i) != (i, hit.last)
        or any(p.kind == "country" for p in hit.places)
    ):
        return False
    opens = doc.sentence_of(i).first == i or _opens_clause(doc, i - 1)
    return opens and not doc.tokens[hit.last - 1].text.endswith("s")  # the Hamptons are


def _opens_clause(doc: Document, i: int) -> bool:
    return doc.pack.has("relative", doc.tokens[i].word) or doc.at("clause", i) is not None


def _lost_to(doc: Document, hit: Hit) -> bool:
    """Whether a score leads to a name: a 28-21 win over Tyler; lost 3-0 to Bath."""
    i = hit.first - 1
    if i <= _SCORE or not doc.pack.has("beaten", doc.tokens[i].word):
        return False
    i -= doc.pack.has("result", doc.tokens[i - 1].word)
    low, dash, high = doc.tokens[i - _SCORE : i]
    return low.is_number and high.is_number and dash.is_sign and low.end == dash.start and dash.end == high.start


def _scored(doc: Document, hit: Hit) -> bool:
    """Whether a name is one of two with a figure each, and nothing else is told: Athens 60, Decatur 51.

    More than two are a table, of the dead of each province maybe.
    """
    start, end = run(doc, hit.first)[0], run(doc, hit.last - 1)[1]
    if (start, end) != (hit.first, hit.last) or end >= len(doc.tokens) or not doc.tokens[end].is_number:
        return False
    sentence = doc.sentence_of(start)
    if doc.has("event", sentence.first, sentence.last):
        return False
    return _sides_before(doc, start) + _sides_after(doc, end) == 1


def _sides_after(doc: Document, end: int) -> int:
    """How many names with a figure each follow one and its figure, two at most."""
    sides, i = 0, _past_figure(doc, end)
    while sides <= 1 and i < len(doc.tokens):
        i += _joins(doc, i)
        if i >= len(doc.tokens) or not doc.named[i] or "\n" in gap(doc, i - 1):
            break
        last = run(doc, i)[1]
        past = _past_figure(doc, last)
        if past == last:
            break
        sides, i = sides + 1, past
    return sides


def _sides_before(doc: Document, start: int) -> int:
    """How many names with a figure each stand before one, two at most."""
    sides, i = 0, start
    while sides <= 1 and i > 0 and "\n" not in gap(doc, i - 1):
        j = at = i - 1 - _joins(doc, i - 1)
        while j > 0 and _in_figure(doc, j):
            j -= 1
        if j == at or not doc.named[j]:
            break
        sides, i = sides + 1, run(doc, j)[0]
    return sides


def _joins(doc: Document, i: int) -> bool:
    """Whether a token parts two sides: a comma; d, def, v."""
    return doc.tokens[i].text == "," or doc.pack.has("versus", doc.tokens[i].word)


def _past_figure(doc: Document, i: int) -> int:
    if i < len(doc.tokens) and doc.tokens[i].is_number:
        while i < len(doc.tokens) and _in_figure(doc, i):
            i += 1
    return i


def _in_figure(doc: Document, i: int) -> bool:
    return doc.tokens[i].is_number or doc.tokens[i].text in _FIGURE
