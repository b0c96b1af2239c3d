"""A claim on a terminal: its sentence, what was read in it, what was passed over, and how likely it is."""

from __future__ import annotations

import unicodedata
from datetime import date
from math import fsum
from typing import TYPE_CHECKING

from geomap.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geomap.extraction.explaining import Case, Considered, Told
    from geomap.model import Claim, Gazetteer, Incident, Json, Movement

_FORMS = {
    "noun": "a noun",
    "past": "a verb in the past",
    "present": "a verb",
    "base": "a verb",
    "participle": "a participle",
    "word": "a word",
    "gist": "all words of the passage, surer of this type than its word of another",
    "overruled": "a word that grammar took for no news, and all words of the sentence",
}
_COUNTS = ("killed", "wounded", "captured", "count")
_WORDS = 4  # that are named of a sign
_STRONGEST = 3  # signs that are named each way at least
_SLIGHT = 0.1  # log odds of a sign that moves a chance by 2 or 3 in 100 at most
_BREAKING = ("Cc", "Zl", "Zp")  # controls, and what ends lines
_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")
_KINDS = {"party": "party", "count": "count", "place": "place", "day": "day"}  # before what was passed over


def lines(
    claim: Json, beside: Sequence[Json], found: Claim | None, gazetteer: Gazetteer, *, whole: bool = False
) -> Iterator[str]:
    """Tell of a claim as one report gave it; ``beside`` are the other claims of its sentence.

    ``whole``: name every sign that it was weighed by, the weak ones too. The order: sentence, frame, rule, roles,
    place, day, what was considered and rejected, how likely it is.
    """
    source = ", ".join(str(x) for x in (claim.get("outlet"), claim.get("published")) if x)
    yield f"\n  {claim['report']} ({source}) [{claim['start']}:{claim['end']}]"
    text, base = (claim.get("sentence"), claim.get("sentence_start") or 0)
    if not text:
        text, base = claim["quote"], claim["start"]
    yield _row("sentence", apart(text))
    if (rule := str(claim.get("rule")).split(":"))[2:]:
        language, family, form = rule[:3]
        mode = f", {claim['modality']}" if claim.get("modality") else ""
        yield _row("frame", f"{family}, told by {_FORMS.get(form, form)} ({language}){mode}")
    if claim["quote"] != text:
        yield _row("", apart(claim["quote"]))
    yield _row("rule", str(claim.get("rule")))
    if marks := claim.get("marks") or ():
        spans = [(role, _span(start, end), _words(text, base, start, end)) for start, end, role in marks]
        yield from _table("roles", spans)
        case = _case(claim, beside, text, base, gazetteer)
        yield from _weighed(claim, case, (text, base))
        yield from _chance(claim, found, case, text, whole=whole)
    else:
        yield from _chance(claim, found, None, text, whole=whole)


def apart(text: str) -> str:
    """Report text for a terminal: one line without control characters, its direction kept from the words around."""
    plain = "".join(" " if unicodedata.category(c) in _BREAKING else c for c in text if c not in _ISOLATES)
    return f"\u2068{plain}\u2069"


def _row(label: str, text: str) -> str:
    return f"    {label:<8}  {text}"


def _span(start: int, end: int) -> str:
    return f"[{start}:{end}]"


def _words(text: str, base: int, start: int, end: int) -> str:
    inside = base <= start and end <= base + len(text)
    return apart(text[start - base : end - base]) if inside else "in another sentence"


def _table(title: str, rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """Rows under a title: what it is, where it stands, and its words, the first two in columns."""
    yield f"    {title}"
    wide = max((len(what) for what, _, _ in rows), default=0), max((len(span) for _, span, _ in rows), default=0)
    for what, span, words in rows:
        yield f"      {what:<{wide[0]}}  {span:<{wide[1]}}  {words}"


def _weighed(claim: Json, case: Case, told: tuple[str, int]) -> Iterator[str]:
    """Why this place and this day, and all that the sentence holds beside what was taken; it is weighed again alone."""
    from geomap.extraction.explaining import considered, day_taken, place_taken, toll_taken

    text, base = told
    name = f"{claim['place']}: " if claim.get("place") else ""
    yield _row("place", name + place_taken(case))
    days = " to ".join(dict.fromkeys(d for d in (claim.get("date_start"), claim.get("date_end")) if d))
    yield _row("day", (f"{days}: " if days else "") + day_taken(case))
    if toll := toll_taken(case):
        yield _row("toll", toll)
    rejected: list[Considered] = considered(case)
    if rejected:
        rows = [
            (
                _KINDS.get(c.kind, c.family),
                _span(c.start + base, c.end + base),
                f"{apart(text[c.start : c.end])}: {c.verdict}",
            )
            for c in rejected
        ]
        yield from _table("considered and rejected, from the sentence by itself", rows)


def _case(claim: Json, beside: Sequence[Json], text: str, base: int, gazetteer: Gazetteer) -> Case:
    from geomap.extraction.explaining import Case
    from geomap.model import Report

    published = claim.get("published")
    report = Report(claim["report"], text, date.fromisoformat(published) if published else None, claim.get("language"))
    return Case(report, gazetteer, _told(claim, base), [_told(other, base) for other in beside])


def _told(claim: Json, base: int) -> Told:
    from geomap.extraction.explaining import Told

    marks = tuple((start - base, end - base, role) for start, end, role in claim.get("marks") or ())
    day = claim.get("date_start")
    counts = tuple((key, n) for key in _COUNTS if isinstance(n := claim.get(key), int))
    return Told(
        str(claim.get("sub_event_type") or claim.get("group")), str(claim.get("rule")), claim["start"] - base,
        claim["end"] - base, marks, date.fromisoformat(day) if day else None, counts,
        tuple(bool(claim.get(end)) for end in ("origin", "via", "destination")), tuple(_places(claim)),
    )  # fmt: skip


def _places(claim: Json) -> Iterator[str]:
    """The names of a claim's places; a row of the doubtful holds no more than these of its ends."""
    ends = (claim.get("place"), claim.get("origin"), claim.get("destination"), *(claim.get("via") or ()))
    yield from (end if isinstance(end, str) else str(end.get("name")) for end in ends if end)


def _chance(claim: Json, found: Claim | None, case: Case | None, text: str, *, whole: bool) -> Iterator[str]:
    """What counted for and against a claim, the strongest first: log odds, which sum up to those of its chance."""
    from geomap.extraction.how_sure import likelihood, sign_words

    chance = found.record.evidence.confidence if found else claim.get("confidence")
    if chance is None:  # a row of somebody's table
        return
    kind = "incident" if claim.get("sub_event_type") else "movement"
    verdict = _verdict(chance, likelihood.least(kind, str(claim.get("modality"))))
    yield f"    chance to be right: {_percent(chance)}, {verdict}"
    if found is None:
        yield "      what counted for and against it is not kept there: build again with this version of geomap"
        return
    signs = sign_words.spoken(found.record, _quoted(found.record, case, text) if case else {})
    named, rest = (range(len(signs)), []) if whole else _named([weight for _, weight in signs])
    for way, sign in (("for it", 1), ("against it", -1)):
        yield f"      {way}:"
        yield from (
            f"        {weight:+.2f}  {words}" for words, weight in (signs[n] for n in named) if weight * sign > 0
        )
    if rest:
        yield f"      {options.plural(len(rest), 'weaker sign')} together: {_odds(rest)} (--all names them)"
    yield f"      sum: {_odds(weight for _, weight in signs)} log odds, which is a chance of {_percent(chance)}"


def _quoted(record: Incident | Movement, case: Case, text: str) -> dict[str, str]:
    """The words of the sentence that are signs of a record, by sign: the first of them."""
    from geomap.extraction.explaining import shown
    from geomap.extraction.how_sure import likelihood

    spans = shown(case, [sign for sign, _ in likelihood.weighed(record)])
    return {
        sign: ", ".join([*(apart(text[a:b]) for a, b in met[:_WORDS]), *(["…"] if len(met) > _WORDS else [])])
        for sign, met in spans.items()
    }


def _named(weights: Sequence[float]) -> tuple[list[int], list[float]]:
    """Return the numbers of the signs to be named, and the weights of the others; all are given the strongest first.

    Some are named each way, and then the strongest of the others, until these together weigh no more than the strongest
    of them, or each is slight and all together weigh less than the strongest of all.

    >>> _named([0.9, -0.4, 0.3, 0.2, 0.2, 0.2, -0.2, 0.1, -0.1, -0.1])
    ([0, 1, 2, 3, 4, 6, 8], [0.2, 0.1, -0.1])
    >>> _named([0.3] * 5), _named([-0.1, 0.0]), _named([])
    (([0, 1, 2, 3, 4], []), ([0, 1], []), ([], []))
    """
    ways = ([n for n, weight in enumerate(weights) if weight * sign > 0] for sign in (1, -1))
    named = {n for way in ways for n in way[:_STRONGEST]}
    others = [n for n in range(len(weights)) if n not in named]
    while others:
        together, next_ = abs(fsum(weights[n] for n in others)), abs(weights[others[0]])
        if len(others) > 1 and (together <= next_ or (next_ < _SLIGHT and together < abs(weights[0]))):
            break
        named.add(others.pop(0))
    return sorted(named), [weights[n] for n in others]


def _percent(chance: float) -> str:
    """Show a chance, cut and not rounded: what lies below a bound is shown below it."""
    return f"{int(1000 * chance) / 10:.1f} %"


def _odds(weights: Iterable[float]) -> str:
    return f"{round(fsum(weights), 2) + 0.0:+.2f}"  # no -0.00


def _verdict(chance: float, least: float) -> str:
    if not least:
        return "kept whatever the chance, as what is denied always is"
    if chance < least:
        return f"below the least of {100 * least:.0f} %: doubtful, and therefore not drawn"
    return f"not below the {100 * least:.0f} % from which claims are drawn"
