"""Dashes and hyphens that part no clause: between the ends of a road, the days of a night, around an aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geomap.extraction.words.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from geomap.extraction.words.pack import Tag
    from geomap.extraction.words.tokens import Spelling

_NOUN: Final = 2  # tokens from two names glued together to the noun of the road: the Nyala-El Fasher road
_END: Final = 5  # tokens from the noun of a road to the dash between its ends: the road Deir ez-Zor - Hasakah
_ASIDE: Final = 6  # tokens of what stands between two dashes: - among them a child -
_TOLD: Final = 14  # tokens before the first of them in which an event is told, so that it ends no dateline
_HAD: Final = 2  # words of "had" alone: with more, its subject stands inside
_NEWS: Final = 20  # words before it in which the news stands
_STOPS: Final = frozenset(".!?\u061f…")
_DASHES: Final = frozenset("-–—")


def apart(
    tokens: tuple[Token, ...], roads: Collection[str], glued: Collection[str], spelling: Callable[[str], Spelling]
) -> tuple[Token, ...]:
    """Return tokens, both ends of a road as names of their own: the Homs-Palmyra road, but the Al-Bab road.

    ``roads``: words for roads, beside which that is so; ``glued``: words to which a hyphen joins the rest of a name.
    """
    near = [i for i, t in enumerate(tokens) if t.word in roads]
    out: list[Token] = []
    kept = 0  # tokens before this one are told
    for at in near:
        for i in range(max(kept, at - _NOUN), min(len(tokens), at + _NOUN + 1)):
            text, start = tokens[i].text, tokens[i].start
            cut = _middle(text, glued) if tokens[i].spelling.is_capital and tokens[i].end - start == len(text) else 0
            if cut:
                out += tokens[kept:i]
                for a, b in ((0, cut), (cut, cut + 1), (cut + 1, len(text))):
                    out.append(Token(start + a, start + b, spelling(text[a:b])))
                kept = i + 1
    return (*out, *tokens[kept:]) if out else tokens


def _middle(text: str, glued: Collection[str]) -> int:
    """Where the hyphen between two names stands in a word, or 0."""
    at = text.find("-")
    while at >= 0:
        left = text[:at].rpartition("-")[2]
        if text[at + 1].isupper() and left[0].isupper() and left.casefold() not in glued:
            return at
        if left[0].isupper() and left.casefold() not in glued and text[at + 1 :].partition("-")[0] in glued:
            return at  # Manbij-al-Bab; but Ras al-Ain has "glued" before
        at = text.find("-", at + 1)
    return 0


def openings(tokens: tuple[Token, ...], tags: Mapping[str, list[Tag]], *, arabic: bool) -> list[bool]:
    """Tell of each token whether a clause begins there by its word."""
    kept = {i for tag in tags.get("unparted", ()) for i in range(tag.first, tag.last)}  # "before dawn" begins no clause
    opens = [False] * len(tokens)
    end = 0
    for tag in tags.get("clause", ()):  # none that begins inside the one before
        if tag.first >= end:
            opens[tag.first] = tag.first not in kept
            end = tag.last
    events = {t.first for t in tags.get("event", ())} if arabic and "pluperfect" in tags else set[int]()
    for had in tags.get("pluperfect", ()) if events else ():
        opens[had.first] |= _describes(tokens, events, had)
    return opens


def _describes(tokens: tuple[Token, ...], events: Collection[int], had: Tag) -> bool:
    """Arabic: whether "had" only describes what was just told, without a relative: farms that rebels had taken in May.

    Its subject stands inside, and the news before it.
    """
    if had.last - had.first <= _HAD or had.prefix or tokens[had.first - 1].is_sign:
        return False
    for i in range(had.first - 1, max(-1, had.first - _NEWS), -1):
        if tokens[i].text in _STOPS or i in events:
            return i in events
    return False


def part_nothing(
    tokens: tuple[Token, ...], tags: Mapping[str, list[Tag]], weekdays: Collection[str], *, arabic: bool
) -> set[int]:
    """Return the dashes between the ends of roads, and in Arabic those around asides and between two ``weekdays``.

    Elsewhere a clause goes on behind an aside by its order of words.
    """
    roads = [t for t in tags.get("cue", ()) if t.name == "road"]
    found = _between_ends(tokens, roads, before=arabic)
    if not arabic:
        return found
    found |= {
        i
        for i in range(1, len(tokens) - 1)
        if tokens[i].text in _DASHES and tokens[i - 1].word in weekdays and tokens[i + 1].word in weekdays
    }
    return found | _around_asides(tokens, [t.first for t in tags.get("event", ())])


def _between_ends(tokens: tuple[Token, ...], roads: list[Tag], *, before: bool) -> set[int]:
    """Return the dashes between the ends of roads: on the road X - Y; with the noun ``before`` the names, or after."""
    found: set[int] = set()
    for road in roads:
        steps = (
            range(road.last, min(len(tokens) - 1, road.last + _END))
            if before
            else range(road.first - 1, max(0, road.first - _END), -1)
        )
        for i in steps:
            if tokens[i].is_sign:
                if tokens[i].text in _DASHES and not (tokens[i - 1].is_sign or tokens[i + 1].is_sign):
                    found.add(i)
                break
    return found


def _around_asides(tokens: tuple[Token, ...], events: Sequence[int]) -> set[int]:
    """Return the dashes around words that are put in where an event is told: three died - among them a child - in X.

    ``events``: tokens at which words for events begin. Other dashes part what they stand between.
    """
    found: set[int] = set()
    opened = -1
    n = 0
    for i, token in enumerate(tokens):
        if not token.is_sign:
            continue
        if token.text not in _DASHES or i == 0 or i + 1 == len(tokens):
            opened = opened if token.spelling.is_quote else -1
            continue
        apart_ = tokens[i - 1].end < token.start and token.end < tokens[i + 1].start
        if apart_ and opened >= 0 and 1 < i - opened <= _ASIDE:
            found |= {opened, i}
            opened = -1
            continue
        while n < len(events) and events[n] < i - _TOLD:
            n += 1
        told = n < len(events) and events[n] < i and not any(t.is_sign for t in tokens[events[n] : i])
        opened = i if apart_ and told else -1
    return found
