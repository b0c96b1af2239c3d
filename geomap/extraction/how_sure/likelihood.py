"""How likely a record is right: what speaks for and against it in the text, weighed as annotated reports have taught.

The rules that find records know words and grammar; how often each kind of telling turns out to be an event that people
annotate, and how often history, another telling, or no event at all, is learnt (``benchmarks/fit_likelihood.py``) from
records that earlier versions found in reports that they had not been made with. ``likelihood.toml`` holds the result.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib import resources
from math import exp
from typing import TYPE_CHECKING, Any

import tomli

from geomap.extraction.how_sure import gist
from geomap.model import Incident, Movement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.extraction.words.document import Document, Sentence
    from geomap.model import Evidence

NOT_HAPPENED = ("negated", "planned")  # modalities of what is only told of
_BRIEF = 50  # tokens
_FEW, _MANY = 3, 5  # counts above these are alike
MOST = {"clause": _FEW, "sentence": _MANY}
_NEAR = ((1, "at once"), (2, "near"), (5, "close"), (10, "apart"))  # tokens; else far
_LENGTHS = ((12, "short"), (30, "middling"), (50, "long"))  # tokens of a sentence; else huge
_AGES = ((0, "today"), (1, "yesterday"), (3, "days"), (7, "a week"), (30, "a month"))  # days; else old
_EARLY = 2  # sentences after the first that open a report
_MASS = 10_000  # people
# Words whose number in the clause and in the sentence tells something, and words that do by standing there at all; each
# with the names of its signs.
_COUNTED = [
    (label, [f"{label} in clause {n}" for n in range(_FEW + 1)], [f"{label} in sentence {n}" for n in range(_MANY + 1)])
    for label in (
        "event", "motion", "killed", "group", "civilian", "acting", "captured", "cue", "facility",
    )
]  # fmt: skip
_STANDING = [
    (label, f"{label} before", f"{label} behind")
    for label in (
        "relative", "occurs", "halt", "attempt", "cumulative", "renewed", "hearsay", "cause", "contrast", "was",
    )
]  # fmt: skip
_LEADING = ("into", "out_of", "of", "locative")
_OTHERS_THERE = [f"others there {n}" for n in range(_FEW + 1)]
_ALIKE_THERE = [f"same type there {n}" for n in range(_FEW + 1)]
_OTHERS_HERE = [f"others in the sentence {n}" for n in range(_FEW + 1)]
_PLACES = [f"places in sentence {n}" for n in range(_MANY + 1)]
# Whose words are looked at, and in what steps of log odds: the least and the most, beyond which it is as good as
# certain, how many make one, and the step that tells nothing. That a report as a whole tells much of war speaks for no
# record of it; that it tells next to nothing of it speaks against them.
GIST = {"sentence": (-5, 4, 1, 0), "clause": (-5, 4, 1, 0), "report": (-8, -4, 2, -4)}
BRIEF = "a brief text"  # the sign of one that tells nothing but news


@cache
def _learnt() -> Mapping[str, Any]:
    return tomli.loads(resources.files("geomap.extraction").joinpath("likelihood.toml").read_text("utf-8"))


@cache
def weights(kind: str) -> dict[str, tuple[str, float]]:
    """Return number (three hexadecimal digits) and log odds of each sign that weighs with a ``kind`` of records."""
    learnt = _learnt()
    signs = {**learnt[kind], BRIEF: learnt["brief"]}
    return {sign: (f"{n:03x}", weight) for n, (sign, weight) in enumerate(signs.items())}


def weighed(record: Incident | Movement) -> list[tuple[str, float]]:
    """Return the signs that gave a record its confidence, in the order met, each with its log odds.

    Their sum is the log odds of the confidence. None for a record that was never weighed.
    """
    table = weights("movement" if isinstance(record, Movement) else "incident")
    named = {number: (sign, weight) for sign, (number, weight) in table.items()}
    met = record.evidence.signs
    return [named[met[at : at + 3]] for at in range(0, len(met), 3)]


def least(kind: str, modality: str) -> float:
    """Return the chance below which an ``incident`` or a ``movement`` is doubtful; nought for what is denied."""
    bounds = _learnt()["least"]
    return 0.0 if modality == "negated" else float(bounds["planned" if modality == "planned" else kind])


def is_doubtful(record: Incident | Movement) -> bool:
    """Whether too little speaks for a record.

    A sum is not judged, as nothing was learnt of sums.
    """
    if isinstance(record, Movement):
        return record.evidence.confidence < least("movement", record.modality)
    return not record.aggregate and record.evidence.confidence < least("incident", record.modality)


def is_brief(doc: Document) -> bool:
    """Whether a text is there for what it tells: a notice, a headline."""
    return len(doc.tokens) <= _BRIEF


def of_incidents(doc: Document, found: list[Incident]) -> list[Incident]:
    """Return incidents with the chance that each is right as the confidence of its evidence."""
    beside = Beside(doc, found)
    return [_surest(doc, i, beside) for i in found]


def _surest(doc: Document, i: Incident, beside: Beside) -> Incident:
    """Weigh an incident by each of its tellings: that it is told once more makes it no less sure."""
    shown = _sure(doc, i.evidence, "incident", incident_signs(doc, i, beside))
    for other in i.evidence.retold:
        told = _sure(doc, other, "incident", incident_signs(doc, i.with_evidence(other), beside))
        shown = shown.weighed(told.confidence, told.signs) if told.confidence > shown.confidence else shown
    return i.with_evidence(shown)


def of_movements(doc: Document, found: Sequence[Movement]) -> list[Movement]:
    """Return movements with the chance that each is right as the confidence of its evidence."""
    return [m.with_evidence(_sure(doc, m.evidence, "movement", movement_signs(doc, m))) for m in found]


def _sure(doc: Document, evidence: Evidence, kind: str, signs: list[str]) -> Evidence:
    table = weights(kind)
    odds, met = 0.0, []
    for sign in [*signs, BRIEF] if is_brief(doc) else signs:
        known = table.get(sign)
        if known is not None:
            met.append(known[0])
            odds += known[1]
    return evidence.weighed(1 / (1 + exp(-odds)), "".join(met))


# ---------------------------------------------------------------- signs


class Beside:
    """A report's signs, and how many of its incidents, sums aside, stand at a place, by type, and in a sentence."""

    def __init__(self, doc: Document, found: list[Incident]) -> None:
        self.report = of_report(doc)
        told = [i for i in found if not i.aggregate]
        self.there = Counter(i.place.id for i in told if i.place)
        self.alike = Counter((i.place.id, i.sub_event_type) for i in told if i.place)
        self.here = Counter(i.evidence.sentence_start for i in told)


def incident_signs(doc: Document, i: Incident, beside: Beside) -> list[str]:
    """Name what may speak for or against an incident, told ``beside`` others."""
    told = _Told(doc, i.evidence)
    kind = i.place.kind if i.place else "unknown"
    named = "named" if i.place_text else "understood"
    signs = [*told.signs(), f"{named} {kind}", f"{named} {i.event_type}", f"at a {kind}"]
    signs += told.end("place", i.evidence)
    signs.append("somebody does it" if i.actor1 else "nobody does it")
    signs.append("somebody suffers it" if i.actor2 else "nobody suffers it")
    signs.append(f"{'somebody' if i.actor2 else 'nobody'} suffers {i.event_type}")
    signs += ["killed told" if i.killed is not None else "killed untold", f"age {_age(doc, i)}"]
    own = 0 if i.aggregate else 1  # it is among those counted
    there, alike = (beside.there[i.place.id], beside.alike[i.place.id, i.sub_event_type]) if i.place else (own, own)
    signs += (_OTHERS_THERE[min(there - own, _FEW)], _ALIKE_THERE[min(alike - own, _FEW)])
    signs += (*told.gist(i.event_type), *beside.report)
    signs.append(_OTHERS_HERE[min(max(0, beside.here[i.evidence.sentence_start] - own), _FEW)])
    return signs


def movement_signs(doc: Document, m: Movement) -> list[str]:
    """Name what may speak for or against a movement."""
    told = _Told(doc, m.evidence)
    ends = "both ends" if m.origin and m.destination else "no destination" if m.origin else "no origin"
    count = "counted" if m.count is not None else "uncounted"
    signs = [*told.signs(), ends, count, f"{ends}, {count}", f"{m.unit} {count}", m.group, f"{m.group}, {ends}"]
    signs += [f"{told.family}, {ends}", m.modality, *told.gist(gist.MOVEMENT)]
    signs += ["a mass"] if m.count and m.count >= _MASS else []
    signs += told.end("origin", m.evidence) if m.origin else []
    signs += told.end("destination", m.evidence) if m.destination else []
    return signs


def _age(doc: Document, i: Incident) -> str:
    if i.time.start is None or doc.report.published is None:
        return "unknown"
    days = (doc.report.published - i.time.start).days
    return _step(_AGES, days, "old")


def _step(scale: tuple[tuple[int, str], ...], n: int, beyond: str) -> str:
    """Name the first step of a scale that reaches as far as ``n``."""
    for most, name in scale:
        if n <= most:
            return name
    return beyond


def _distance(tokens: int) -> str:
    return _step(_NEAR, tokens, "far")


@cache
def _after(label: str) -> str:
    return f"after {label}"


@cache
def _then(label: str) -> str:
    return f"then {label}"


def gist_sign(part: str, odds: float) -> str:
    """Name the sign of how likely the words of a part of the text tell of an event, by their log odds.

    >>> gist_sign("clause", -2.2)
    'its clause 12 in 100'
    """
    least, most, steps, _ = GIST[part]
    return _in_100(part, min(max(round(odds * steps), least), most) / steps)


@cache
def _in_100(part: str, rounded: float) -> str:
    return f"its {part} {100 / (1 + exp(-rounded)):.0f} in 100"


def gist_signs(part: str) -> list[tuple[str, float]]:
    """Return every sign of what words tell, with the rounded log odds that it stands for."""
    least, most, steps, nothing = GIST[part]
    return [(_in_100(part, n / steps), (n - nothing) / steps) for n in range(least, most + 1)]


def of_report(doc: Document) -> list[str]:
    """Name how likely the sentences of a report tell of an event; a brief text is taken at its word."""
    odds = None if is_brief(doc) else gist.of_report(doc)
    return [] if odds is None else [gist_sign("report", odds)]


@cache
def _of_rule(rule: str) -> tuple[str, list[str]]:
    """Return the family of words that a rule reads, and the signs of its word."""
    language, family, form = rule.split(":")
    return family, ["always", f"in {language}", f"{language} {family}", family, f"told by {form}"]


def around(doc: Document, evidence: Evidence) -> tuple[int, Sentence, tuple[int, int]]:
    """Return where a record is told: the first token of its word, and the sentence and the clause around it."""
    told = _Told(doc, evidence)
    return told.first, told.sentence, told.clause


class _Told:
    """Where a record is told: its word, the clause and the sentence around it."""

    def __init__(self, doc: Document, evidence: Evidence) -> None:
        start, end = evidence.start, evidence.end
        for first, last, role in evidence.marks:
            if role == "trigger":
                start, end = first, last
                break
        self.doc = doc
        self.first = self._token(start)
        self.last = self._token(end - 1) + 1
        self.sentence: Sentence = doc.sentence_of(self.first)
        self.clause = self.sentence.clause(self.sentence.clause_of(self.first))
        self.family, self.word = _of_rule(evidence.rule)

    def _token(self, at: int) -> int:
        """Return the last token that begins at a place in the text or before it."""
        return max(0, self.doc.first_from(at + 1) - 1)

    def signs(self) -> list[str]:
        """Name what the word and what stands around it say."""
        doc, sentence, (first, last) = self.doc, self.sentence, self.clause
        size = _step(_LENGTHS, sentence.last - sentence.first, "huge")
        signs = [*self.word, f"a {size} sentence", self._where()]
        signs.append(f"opens {_distance(self.first - sentence.first)}")
        signs.append("in the first clause" if first == sentence.first else "in a later clause")
        for label, in_clause, in_sentence in _COUNTED:
            around = doc.count(label, sentence.first, sentence.last)
            here = doc.count(label, first, last) if around else 0
            signs.append(in_clause[min(here, _FEW)])
            signs.append(in_sentence[min(around, _MANY)])
        for label, before, behind in _STANDING:
            if doc.has(label, first, last):
                signs.append(before if doc.has(label, first, self.first) else behind)
        days = doc.dates_in(sentence.first, sentence.last)
        signs += [f"date: {kind}" for kind in sorted({d.kind for d in days})]
        signs.append("a date in the clause" if doc.dates_in(first, last) else "a date" if days else "no date")
        signs.append(_PLACES[min(len(doc.places_in(sentence.first, sentence.last)), _MANY)])
        signs += [_after(label) for label in doc.over(self.first - 1)]
        signs += [_then(label) for label in doc.over(self.last)]
        return signs

    def gist(self, kind: str) -> list[str]:
        """Name how likely the words of the sentence and of the clause tell of such a record."""
        parts = {"sentence": (self.sentence.first, self.sentence.last), "clause": self.clause}
        n = gist.KINDS.index(kind)
        return [gist_sign(part, odds[n]) for part, span in parts.items() if (odds := gist.odds(self.doc, *span))]

    def _where(self) -> str:
        opening = self.doc.sentences[: 1 + _EARLY]
        if self.sentence in opening:
            return "head of the report" if self.sentence is opening[0] else "opening of the report"
        return "end of the report" if self.sentence in self.doc.sentences[-2:] else "body of the report"

    def end(self, role: str, evidence: Evidence) -> list[str]:
        """Name what leads from the word to a place that the record names."""
        doc = self.doc
        marked = [self._token(start) for start, _, marks in evidence.marks if marks == role]
        if not marked:
            return [f"{role} understood"]
        at = marked[0]
        for token in marked:
            if abs(token - self.first) < abs(at - self.first):
                at = token
        behind = at >= self.last
        first, last = (self.last, at) if behind else (at + 1, self.first)
        gap = _distance(last - first)
        signs = [f"{role} {'behind' if behind else 'before'}, {gap}"]
        signs.append(f"{role} past {min(doc.count('event', first, last), 2)} events")
        signs.append(f"{role} past {min(len(doc.places_in(first, last)), 2)} places")
        if not self.clause[0] <= at < self.clause[1]:
            signs.append(f"{role} in another clause")
        placed = doc.place_at(at)
        if placed is None:
            return signs
        signs.append(f"{role} {'located' if placed.located else 'bare'}, {placed.mention.usage}")
        lead = placed.lead
        return signs + [f"{role} led by {x}" for x in _LEADING if doc.at(x, lead - 1) or doc.at(x, lead)]
