"""Sentences that go on telling of incidents told before: their toll, "the attack", a crowd taken up."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from geomap.extraction.how_many.besides import adds_dead
from geomap.extraction.how_many.tolls import Toll, read_toll
from geomap.extraction.names.containers import degrees_apart
from geomap.extraction.names.senses import rank
from geomap.extraction.retold.retellings import REACH, VIOLENT, told_openly
from geomap.extraction.ways.ways import ends_of_ways
from geomap.extraction.what.frame import CROWDS, GENERIC, HURTING
from geomap.extraction.what.modality import is_verb, modality
from geomap.extraction.what.triggers import TOLL_ONLY
from geomap.extraction.where.elsewhere import treats
from geomap.extraction.where.listing import meant
from geomap.extraction.where.scenes import homes, literal
from geomap.extraction.words.document import COMMAS, SEMICOLONS
from geomap.extraction.words.phrases import definite, known, with_article
from geomap.model import SUB_EVENT_TYPES, Incident

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.what.frame import Frame
    from geomap.extraction.words.document import Document, Placed, Sentence
    from geomap.extraction.words.pack import EventKind, Tag
    from geomap.model import Place

_VAGUE = ("attack", "aimed")  # families of words that tell no way of harm
FORCE = ("intervened", "excessive", "answered", "shot_at")  # families of what is done to a crowd
_RAIDS = ("raid", "incursion", "attack", "search")
_BLAST = "Remote explosive/landmine/IED"  # of which it may be claimed later that somebody blew himself up
_RETOLD = 4  # sentences back in which what somebody else tells was told
_FIRED = {"Air/drone strike", "Shelling/artillery/missile attack"}
_ENDS = 4  # tokens from "said" to the end of a sentence whose speaker it tells last
_SPEAKER = 6  # tokens in which a sentence opens with who says so
_NEAR = 0.015  # degrees within which a camp lies beside its town
_EXCESSIVE = "Excessive force against protesters"
_GROWS = 20_000  # characters from what is told to the toll as it is now
_LATER = 3  # tokens behind a comma in which a later hour is told
_HOURS = ("part", "same_day", "later")  # kinds of times that go on from what was told
_COUNTRY = 1  # rank of a place that is no more than a country or region


def toll_first(
    doc: Document,
    numbers: Numbers,
    sentence: Sentence,
    frames: list[Frame],
    found: list[Incident],
    told: list[Incident],
) -> list[Frame]:
    """Give the toll that a semicolon or a later hour parts from what else a sentence tells to what was ``told``."""
    stop = next((i for i in range(sentence.first, sentence.last) if _parts(doc, i)), None)
    at = index_of(found, told[0]) if stop is not None else None
    if stop is None or at is None or not any(f.triggers[-1][1].first > stop for f in frames):
        return frames
    here = [kind for f in frames for kind, tag in f.triggers if tag.first < stop]
    named = [p for p in literal(doc, sentence.first, stop) if p.located or p.relation]
    if named or any(kind.weight > TOLL_ONLY for kind in here):
        return frames
    toll = read_toll(doc, numbers, sentence.first, stop)
    if not toll.counts or any(getattr(told[0], key) is not None for key in toll.counts):
        return frames
    now = found[at]
    c = toll.counts.get
    found[at] = replace(
        now, killed=c("killed", now.killed), wounded=c("wounded", now.wounded), captured=c("captured", now.captured)
    )
    after = [f for f in frames if f.triggers[-1][1].first > stop]
    for frame in after:
        frame.first = max(frame.first, stop + 1)
    return after


def _parts(doc: Document, i: int) -> bool:
    """Whether a semicolon stands at a token, or a comma before a later hour: four died, and in the evening."""
    if doc.tokens[i].text not in COMMAS or doc.tokens[i].text in SEMICOLONS:
        return doc.tokens[i].text in SEMICOLONS
    span = i + 1, i + 1 + _LATER
    return any(d.kind in _HOURS for d in doc.dates_in(*span)) or any(
        doc.has(x, *span) for x in ("moved_on", "comes_next")
    )


def about_the_crowd(doc: Document, frame: Frame, found: list[Incident]) -> bool:
    """Whether a word only takes up the people of a crowd told of before, and names no place."""
    placed = literal(doc, frame.first, frame.last) or homes(doc, frame.first, frame.last)
    return bool(found) and frame.head[0].id == "crowd" and not placed


def burnt_by(doc: Document, frame: Frame, told: Incident) -> bool:
    """Whether a frame only tells what the shells told before set on fire or broke: two houses burned down."""
    kind, tag = frame.head
    if kind.id != "loot" or literal(doc, frame.first, frame.last):
        return False
    if doc.pack.language != "en":
        return (
            tag.loose and definite(doc, tag) and told.event_type == "Explosions/Remote violence"
        )  # the blast hit homes
    fired = told.event_type == "Explosions/Remote violence"
    by_it = any(known(doc, t) for t in doc.within("event", frame.first, tag.first))  # the attack destroyed a house
    acts = any(doc.has(label, frame.first, tag.first) for label in ("actor", "acting"))
    return is_verb(tag) and not acts and (fired or (by_it and told.event_type in VIOLENT))


def grown_toll(
    doc: Document, numbers: Numbers, sentence: Sentence, frames: Sequence[Frame], found: list[Incident]
) -> tuple[int, Toll] | None:
    """Which incident a sentence that tells a toll as it is now speaks of: by its place, its word, else the last."""
    said = doc.within("risen", sentence.first, sentence.last)[0].last
    triggers = [
        (kind, tag)
        for f in frames
        for kind, tag in f.triggers
        if kind.weight > TOLL_ONLY and not (tag.first > said and doc.has("subordinate", said, tag.first))
    ]  # not "as more bodies were found"
    toll = read_toll(doc, numbers, sentence.first, sentence.last)
    new = toll.counts.get("killed")
    if new is None or any(is_verb(tag) or not known(doc, tag) for _, tag in triggers):
        return None
    here = {meant(p) for p in literal(doc, sentence.first, sentence.last) if rank(p.mention.place) > _COUNTRY}
    mute = not any(doc.has(key, sentence.first, sentence.last) for key in ("killed", "wounded"))  # "the number"
    less = doc.has("corrected", sentence.first, sentence.last)
    before = doc.preceding(sentence, 1)
    lately = doc.tokens[before[0].first].start if before else 0
    at_first = bool(before) and doc.has("at_first", before[0].first, before[0].last)  # at first they spoke of nine
    for n in range(len(found) - 1, max(-1, len(found) - 1 - REACH), -1):
        told = found[n]
        if doc.tokens[sentence.first].start - told.evidence.start > _GROWS:
            break
        fits = all(
            kind.weight <= GENERIC or SUB_EVENT_TYPES[kind.sub_event_type] == told.event_type for kind, _ in triggers
        )
        there = not here or told.place in here or told.place_text in here
        hurt = mute and told.killed is None and told.wounded is not None
        last = n == len(found) - 1 and (less or doc.pack.language == "en")
        untold = not hurt and told.killed is None and not last
        grown = (
            less or (at_first and told.evidence.end > lately) or ((told.wounded if hurt else told.killed) or 0) <= new
        )
        if told.event_type in HURTING and fits and there and not untold and grown:
            if hurt:
                toll.counts = {"wounded": new}
            return n, toll
    return None


def only_a_toll(doc: Document, sentence: Sentence, frames: list[Frame], told: Incident) -> bool:
    """A sentence that adds no event of its own but who was hurt in the one just told."""
    bullet = doc.tokens[sentence.first].is_sign  # "- Prisoners: four died", a line of its own
    headed = sentence.clauses[1 + bullet : 2 + bullet] or (sentence.first,)
    if doc.tokens[headed[0] - 1].text == ":" and sentence.first and not _same_line(doc, sentence):
        return False
    hurt = any(doc.has(label, sentence.first, sentence.last) for label in ("killed", "wounded"))
    hurt = hurt or (not frames and doc.has("unhurt", sentence.first, sentence.last))
    words = [kt for f in frames if not burnt_by(doc, f, told) for kt in f.triggers if kt[0].weight > TOLL_ONLY]
    words = [(kind, tag) for kind, tag in words if not _taken_besides(doc, kind, tag, sentence, told)]
    if told.event_type == "Explosions/Remote violence":  # whose bodies are found then were killed by it
        words = [(kind, tag) for kind, tag in words if kind.id != "execution" or doc.at("remains", tag.first) is None]
    if not hurt or any(not _restates(doc, kind, tag, told) for kind, tag in words):
        return False
    named = literal(doc, sentence.first, sentence.last)
    ends = ends_of_ways(doc, sentence, named)
    places = [p for p in named if (p.located or p.relation) and p.first not in ends and not treats(doc, p)]
    if doc.has("risen", sentence.first, sentence.last):
        places = [p for p in places if p.mention.place != told.place]
    since = any(d.kind in ("since", "month", "year") for d in doc.dates_in(sentence.first, sentence.last))
    had = doc.within("pluperfect", sentence.first, sentence.last)
    past = doc.has("historical", sentence.first, sentence.last)
    past |= any(not doc.has("hearsay", sentence.first, t.first) for t in had)  # said that 23 bodies had been brought in
    tags = (t for label in ("event", "killed", "wounded") for t in doc.within(label, sentence.first, sentence.last))
    past = past or any(modality(doc, t, sentence) == "background" for t in tags)  # "the blast of 2020 killed 200"
    another = any(doc.at("renewed", t.last) for t in doc.within("event", sentence.first, sentence.last))
    return not (places or since or past or another)


def _taken_besides(doc: Document, kind: EventKind, tag: Tag, sentence: Sentence, told: Incident) -> bool:
    """Whether people are taken in the raid just told of, beside those who are killed: they killed two and held six."""
    raided = told.evidence.rule.split(":")[1] in _RAIDS
    return raided and kind.id == "arrest" and is_verb(tag) and doc.has("killed", sentence.first, tag.first)


def _same_line(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence stands in the paragraph of the one before it."""
    return doc.sentence_of(sentence.first - 1).paragraph == sentence.paragraph


def _restates(doc: Document, kind: EventKind, tag: Tag, told: Incident) -> bool:
    """Whether "the attack", "the shelling" is what was just told, unless the sentence gives it a place."""
    crowd = kind.id == "standoff" and told.event_type in HURTING  # "in the confrontations"
    if not crowd and kind.weight > GENERIC and SUB_EVENT_TYPES[kind.sub_event_type] != told.event_type:
        return False
    if kind.id in FORCE and told.event_type in CROWDS:
        return False  # "opened fire on the crowd": what the police did to it
    if tag.loose:  # "said they had launched the missile"
        return with_article(doc, tag.last - 1)
    by = "".join((*doc.pack.morphology.prepositions[:1], doc.pack.morphology.article))
    means = bool(by) and kind.weight <= GENERIC and doc.tokens[tag.first].text.startswith(by)  # half of them by gunfire
    return tag.form != "past" and (means or known(doc, tag))


def goes_on_telling(doc: Document, frame: Frame, found: list[Incident], again: Incident) -> int | None:
    """Return which incident a frame goes on telling: "the attack", "the fighting", at no other place and day."""
    words = [(kind, tag) for kind, tag in frame.triggers if kind.weight > TOLL_ONLY]
    if frame.modality == "occurred" and _told_by_another(doc, frame, found, again):
        return len(found) - 1
    if not words or frame.modality != "occurred":
        return None
    if _said_of_it(doc, frame, found, again):
        return len(found) - 1
    crowd = frame.head[0].id == "protest"
    elsewhere = {meant(p) for p in own_places(doc, frame)}
    kind, tag = min(words, key=lambda kt: kt[1].first)
    if doc.has("renewed", frame.first, tag.last + 1):
        return None  # "the second attack"
    restates: dict[str, bool] = {}  # by type of what was told
    fallback = None  # what a known event without a place of its own is, at the least
    for n in range(len(found) - 1, max(-1, len(found) - 1 - REACH), -1):
        told = found[n]
        if told.event_type not in restates:
            alike = told.event_type in (CROWDS if crowd else VIOLENT)
            restates[told.event_type] = alike and _restates(doc, kind, tag, told)
        if restates[told.event_type] and elsewhere <= {told.place} and told.modality == "occurred":
            if again.place_text is None and again.place != told.place:
                fallback = n if fallback is None else fallback
                continue
            days = told.time.start, again.time.start
            other = None not in days and days[0] != days[1]
            other |= any(
                not definite(doc, t) and SUB_EVENT_TYPES[k.sub_event_type] != told.event_type and k.id not in _VAGUE
                for k, t in words
            )
            return None if other and not doc.has("spans_time", frame.first, frame.last) else n
    adds = again.time.span is not None or again.killed is not None or len(words) > 1
    return None if adds or elsewhere else fallback


def _said_of_it(doc: Document, frame: Frame, found: list[Incident], again: Incident) -> bool:
    """Whether somebody only says whom the event just told hit: the group says it struck a gathering of soldiers."""
    claims = (*_VAGUE, "suicide", "ied", "device") if found and found[-1].sub_event_type == _BLAST else _VAGUE
    vague = all(kind.weight <= TOLL_ONLY or kind.id in claims for kind, _ in frame.triggers)
    if not (vague and found and doc.has("hearsay", frame.first, frame.last)) or own_places(doc, frame):
        return False
    told = found[-1]
    recent = told.evidence.end >= doc.tokens[(*doc.preceding(frame.sentence, 1), frame.sentence)[0].first].start
    days = told.time.start == again.time.start or again.time.span is None
    toll = again.killed is None or told.killed in (None, again.killed)
    return recent and days and toll and told.event_type in VIOLENT and told.modality == "occurred"


def _told_by_another(doc: Document, frame: Frame, found: list[Incident], again: Incident) -> bool:
    """Whether a sentence lets somebody else tell what was just told: witnesses said three rockets hit the school.

    It names no other place for it, the speaker's own left out, no other day, and nothing that is new or came besides.
    """
    sentence, at = frame.sentence, frame.head[1].first
    told, toll = found[-1] if found else again, again.killed
    before = doc.preceding(sentence, _RETOLD)
    here = [a for a, b in zip(before, (*before[1:], sentence), strict=False) if b.paragraph == sentence.paragraph]
    lately = {i.place for i in _since(found, doc.tokens[here[0].first].start)} if here else set()
    part = doc.has("of_the_dead", sentence.first, frame.last)  # three of the dead had been hit in the head
    says = doc.first_of("hearsay", sentence.first, min(sentence.first + _SPEAKER, at))
    if says is None and doc.pack.language == "en":  # "..., residents said"
        says = doc.first_of("hearsay", sentence.clauses[-1], sentence.last)
        says = says if says and at < sentence.clauses[-1] and says.last >= sentence.last - _ENDS else None
    if len(lately) != 1 or not (says or part):
        return False
    that = doc.first_of("that", sentence.first, at) or says
    start = that.last if that and that.last <= at else sentence.first
    named = [p.mention.place for p in literal(doc, start, frame.last) if rank(p.mention.place) > _COUNTRY]
    there = all(_beside(place, told.place) for place in named)
    days = any(d.kind == "day" for d in doc.dates_in(frame.first, frame.last))
    then = not days or told.time.start in (None, again.time.start)
    crowds = (told.event_type in CROWDS or told.sub_event_type == _EXCESSIVE) and again.event_type in CROWDS
    vague = all(kind.weight <= TOLL_ONLY or kind.id in _VAGUE for kind, _ in frame.triggers)
    alike = crowds or again.sub_event_type == told.sub_event_type or (vague and told.event_type in VIOLENT)
    flown = {told.sub_event_type, again.sub_event_type} <= _FIRED
    alike |= flown and not named  # planes dropped missiles on it
    alike |= frame.head[0].id == "shooting" and told.sub_event_type in ("Armed clash", "Attack") and not named
    said = doc.pack.language == "en" and again.event_type in VIOLENT
    alike |= said and told_openly(told)  # an attack on X killed two; the army said that it had raided it
    new = any(doc.has(label, sentence.first, frame.last) for label in ("besides", "renewed", "another"))
    toll_fits = alike and (toll is None or told.killed in (None, toll))
    return there and then and not new and (part or toll_fits)


def _beside(a: Place | None, b: Place | None) -> bool:
    """Whether two places are one to a reader: a town and its camp."""
    return a == b or bool(a and b and degrees_apart(a, b) < _NEAR)


def own_places(doc: Document, frame: Frame) -> list[Placed]:
    """Places that a frame names for its event: no containers, no ends of ways."""
    named = [p for p in literal(doc, frame.first, frame.last) if not p.container and (p.located or p.relation or p.cue)]
    ends = ends_of_ways(doc, frame.sentence, named)
    return [p for p in named if p.first not in ends and rank(p.mention.place) > _COUNTRY]


def told_in(doc: Document, found: list[Incident], sentence: Sentence, *, there: bool) -> list[Incident]:
    """Return the incidents in which people may be hurt that the last sentence but this told, in their order.

    Where it told of none and named no place, those of the one before it in its paragraph; ``there``: the last alone.
    """
    if not found:
        return []
    for before in (sentence, *reversed(doc.preceding(sentence, 1))):
        told = [i for i in _since(found, doc.tokens[before.first].start) if i.event_type in HURTING]
        if told or before.paragraph != sentence.paragraph or _elsewhere(doc, before):
            told = [i for i in told if ":territory:" not in i.evidence.rule] or told  # who was hurt there and by what
            told = told[:1] if there else told[::-1]
            return told if before.paragraph == sentence.paragraph else []
    return []


def _elsewhere(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence tells of a place: no quarter of a town, nowhere that somebody only went to."""
    named = literal(doc, sentence.first, sentence.last)
    ends = ends_of_ways(doc, sentence, named) if named else ()
    known = (p for p in named if p.first not in ends and (p.mention.place or doc.pack.morphology.article))
    return any(p.mention.place is None or p.mention.place.kind != "neighbourhood" for p in known)


def index_of(found: list[Incident], told: Incident) -> int | None:
    """Where an incident stands among those ``found``, looked for from the last back to its sentence."""
    since = told.evidence.sentence_start
    late = takewhile(lambda n: found[n].evidence.sentence_start >= since, range(len(found) - 1, -1, -1))
    return min((n for n in late if found[n] == told), default=None)


def _since(found: list[Incident], start: int) -> list[Incident]:
    """The incidents told from a place of the text on, the last first."""
    since: list[Incident] = []
    for incident in reversed(found):
        if incident.evidence.start < start:
            break
        since.append(incident)
    return since


def _told_later(doc: Document, incident: Incident, sentence: Sentence, toll: Toll) -> bool:
    """Whether a sentence says what the whole toll was found to be later: the ministry later said 13 were killed."""
    killed, span = toll.counts.get("killed"), (sentence.first, sentence.last)
    more = killed is not None and incident.killed is not None and killed > incident.killed
    part = doc.has("of_the_dead", *span) or doc.has("besides", *span)
    clauses = {sentence.clause_of(first) for first, _ in toll.marks}
    nouns = (t for t in doc.within("event", *span) if t.form == "noun" and known(doc, t))
    of_it = any(sentence.clause_of(t.first) in clauses for t in nouns)  # 14 were killed in the attack
    return more and not part and doc.has("hearsay", *span) and (of_it or doc.has("later", *span))


def with_toll(doc: Document, incident: Incident, sentence: Sentence, toll: Toll) -> Incident:
    """Take in the toll of the next sentence, and the sentence into the evidence."""
    e, text = incident.evidence, doc.report.text
    end = doc.span(sentence.first, sentence.last)[1]
    marks = tuple(sorted({*e.marks, *((*doc.span(x, y), "toll") for x, y in toll.marks)}))
    evidence = replace(e, quote=text[e.start : end], end=end, sentence=text[e.sentence_start : end], marks=marks)
    risen = doc.has("risen", sentence.first, sentence.last) or _told_later(doc, incident, sentence, toll)
    counts = {k: v for k, v in toll.counts.items() if risen or getattr(incident, k) is None}
    if not risen and incident.killed and adds_dead(doc, sentence.first, sentence.last):
        counts["killed"] = incident.killed + (toll.counts.get("killed") or 1)  # a seventh died overnight
    shot = incident.sub_event_type == "Protest with intervention" and counts.get("killed")
    return replace(
        incident,
        sub_event_type=doc.pack.events["excessive"].sub_event_type if shot else incident.sub_event_type,
        evidence=evidence,
        killed=counts.get("killed", incident.killed),
        wounded=counts.get("wounded", incident.wounded),
        captured=counts.get("captured", incident.captured),
    )
