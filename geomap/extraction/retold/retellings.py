"""One report's incidents set against one another: what is told twice appears once, sums of others are marked so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, islice
from typing import TYPE_CHECKING

from geomap.extraction.names.containers import degrees_apart
from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.retold.fuller import closer_day, is_fuller, shown
from geomap.extraction.words.phrases import known, one_of_several
from geomap.model import SUB_EVENT_TYPES
from geomap.text import name_key

if TYPE_CHECKING:
    from collections.abc import Collection

    from geomap.extraction.how_many.tolls import Toll
    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.pack import EventKind, Tag
    from geomap.model import Incident, Precision, TimeSpan

VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")
_LASTING = "Armed clash"
GROUND = ("Government regains territory", "Non-state actor overtakes territory")
_FOUGHT_FOR = tuple({_LASTING, taken} for taken in GROUND)  # the battle in which a place is taken is one event with it
_POLITICS = "Strategic developments"  # of which no two types are one event
OPEN = ("killing", "wounding", "attack", "aimed")  # families of words that tell no way of harm
_VAGUE = 54  # families of at most this weight tell no particular way of harm
REACH = 200  # records back among which a retelling is looked for: nothing is told twice so far apart
_LED = 14  # characters from "another" to the word of what it was; Arabic: or from a verb to it
_TELLING = 3  # dead, from which an equal number is no chance
_TOLD_APART = 10  # dead, from which an equal sum of what is told next is no chance
_DAYS = 3  # over which the dead of a governorate are a sum
_RUNNING = 7  # over which the dead of a town are one as well
_DISTRICT = 0.7  # degrees from the middle of a district within which its towns lie
_PARTS = 8  # most incidents that one sum is tried against


def told_again(
    doc: Document, found: list[Incident], kind: EventKind, tag: Tag, toll: Toll, risen: list[Incident]
) -> int | None:
    """Return which incident a word of harm takes up.

    By a number with the article, by "the battle of" its place, or by a toll that has ``risen`` there.
    """
    spot = doc.place_at(tag.last) if tag.form == "noun" else None
    article = doc.pack.morphology.article
    taken_up = doc.at("cue", tag.last) if article and kind.sub_event_type == _LASTING and tag.form == "noun" else None
    there = taken_up is not None and taken_up.prefix == article and spot is None  # the battle of the camp
    bare = spot is not None and spot.first == tag.last and not (spot.located or spot.relation or spot.cue)
    risen_at = {_place(r) for r in risen[-REACH:]}
    if not (toll.taken_up or risen_at or there or bare):
        return None
    for n in range(len(found) - 1, max(-1, len(found) - 1 - REACH), -1):
        i = found[n]
        if i.event_type not in VIOLENT:
            continue
        people = toll.taken_up & set(_tolls(i)) and (kind.weight <= _VAGUE or kind.sub_event_type == i.sub_event_type)
        same_kind = i.event_type == SUB_EVENT_TYPES[kind.sub_event_type]
        grown = (same_kind or kind.weight <= _VAGUE) and _place(i) in risen_at
        if people or grown or (there and same_kind) or (bare and spot and same_kind and _at(i, spot)):
            return n
    return None


def bodies_again(doc: Document, tag: Tag) -> bool:
    """Whether a clause only tells more of the dead that were told of: "the bodies were found without heads"."""
    sentence = doc.sentence_of(tag.first)
    first, _ = sentence.clause(sentence.clause_of(tag.first))
    bodies = (b for b in doc.within("remains", first, tag.last) if not doc.at("of", b.last))
    pronouns = doc.pack.morphology.pronouns or "\0"
    of_them = any(known(doc, b) or doc.tokens[b.first].text.endswith(pronouns) for b in bodies)
    return of_them and any(doc.has(label, 0, sentence.first) for label in ("killed", "remains"))


def _at(i: Incident, spot: Placed) -> bool:
    place = spot.mention.place
    if place is None:
        return i.place_text is not None and i.place_text.endswith(spot.mention.surface)
    return i.place is not None and i.place.id == place.id


def told_openly(i: Incident) -> bool:
    """Whether an incident was told by a word that tells no way of harm: an attack."""
    return i.event_type in VIOLENT and i.evidence.rule.split(":")[1] in OPEN[-2:]


def restated(told: Incident, again: list[Incident], *, newest: bool) -> Incident:
    """Take what a later telling adds to an incident: a finer place, who was hurt besides, the ``newest`` toll."""
    if len(again) != 1:
        return told
    new = again[0]
    finer = new.place_text is not None and rank(new.place) > rank(told.place)
    out = replace(
        told,
        killed=told.killed if told.killed is not None else new.killed,
        wounded=told.wounded if told.wounded is not None else new.wounded,
        time=told.time if told.time.start else new.time,
        actor1=_side(told.actor1, new.actor1, told.actor2),
        actor2=_side(told.actor2, new.actor2, told.actor1 or new.actor1),
    )
    if is_fuller(new, told):
        out = replace(out, time=closer_day(told.time, new.time))
    out = replace(out, evidence=shown(told, new))
    if newest and new.killed is not None:
        out = replace(out, killed=new.killed)
    if told_openly(told) and new.event_type in VIOLENT and not told_openly(new) and not _bare_killing(new):
        out = replace(out, sub_event_type=new.sub_event_type)  # "the attack", which then was a raid
    if not finer:
        return out
    return replace(out, place=new.place, place_text=new.place_text, relation=new.relation, precision=new.precision)


def merged(doc: Document, found: list[Incident]) -> list[Incident]:
    """One report tells an event several times: same kind of event, same place, dates and tolls that agree."""
    out: list[Incident] = []
    for incident in found:
        late = range(max(0, len(out) - REACH), len(out))
        twin = next((i for i in late if _same(doc, out[i], incident)), None)
        if twin is None:
            out.append(incident)
        else:
            out[twin] = _richer(out[twin], incident)
    return out


def _same(doc: Document, a: Incident, b: Incident) -> bool:
    """Whether two tellings in one report can be of one event."""
    hurt = _agree(a.killed, b.killed) and _agree(a.wounded, b.wounded) and _agree(a.captured, b.captured)
    if a.modality != b.modality or not hurt:
        return False  # most differ in what is asked at once
    wide = a if rank(a.place) < SETTLED else b
    lead = a.event_type == b.event_type != _POLITICS and rank(a.place) != rank(b.place) and wide is a  # then its parts
    fought = {a.sub_event_type, b.sub_event_type} in _FOUGHT_FOR and not _told_alone(a, b)
    what = a.sub_event_type == b.sub_event_type or lead or fought or _same_dead(a, b)
    toll_alone = _bare_killing(a) != _bare_killing(b) and None in (a.killed, b.killed)
    if not what or toll_alone:
        return False
    when_ = _same_days(a.time, b.time) or (a.sub_event_type == _LASTING and _through_the_night(doc, a.time, b.time))
    alike = _place(a) == _place(b) and not _two_quarters(a, b)
    there = alike or _restated_around(a, b) or _restated_around(b, a)
    return when_ and there and not _another(doc, b)


def _another(doc: Document, i: Incident) -> bool:
    """Whether an incident is told as one more of its kind: a second bomb went off."""
    for start, end, marks in i.evidence.marks:
        if marks == "trigger":
            after = _LED if doc.pack.morphology.article else 0
            second = one_of_several(doc, "next", *doc.tokens_in((i.evidence.start, start)))
            return bool(second) or doc.has_between("another", (start - _LED, end + after))
    return False


def _agree(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def _same_dead(a: Incident, b: Incident) -> bool:
    """Whether one tells only how many were killed, and the other how: 42 dead in a night; raids killed 42."""
    return (_bare_killing(a) != _bare_killing(b)) and a.killed == b.killed and (a.killed or 0) >= _TELLING


def _told_alone(a: Incident, b: Incident) -> bool:
    """Whether a battle has losses of its own beside the ground that is taken."""
    battle = a if a.sub_event_type == _LASTING else b
    return _tolls(battle) != (None, None, None)


def _same_days(a: TimeSpan, b: TimeSpan) -> bool:
    """Undated tellings fit any day."""
    if a.start is None or b.start is None:
        return True
    return a.start <= (b.end or b.start) and b.start <= (a.end or a.start)


def _through_the_night(doc: Document, a: TimeSpan, b: TimeSpan) -> bool:
    """Fighting that broke out last night and rages today is one battle."""
    night = any(t.span and doc.has_between("night", t.span) for t in (a, b))
    return night and _next_days(a, b)


def _next_days(a: TimeSpan, b: TimeSpan) -> bool:
    if a.start is None or b.start is None:
        return False
    first, second = sorted((a, b), key=lambda t: t.start or date.min)
    return (second.start or date.max) - (first.end or first.start or date.min) == timedelta(days=1)


def _place(i: Incident) -> str | None:
    return i.place.id if i.place else i.place_text


def _two_quarters(a: Incident, b: Incident) -> bool:
    """Whether two names that no gazetteer knows stand for parts of one town."""
    if a.place is None or not (a.place_text and b.place_text) or a.place_text == b.place_text:
        return False
    said = {name_key(a.place_text), name_key(b.place_text)}
    return len(said) > 1 and said.isdisjoint(name_key(n) for n in a.place.names)


def _restated_around(wide: Incident, fine: Incident) -> bool:
    """A district or governorate told without a toll is the finer place's event told from afar."""
    at_once = wide.evidence.start == fine.evidence.start  # two districts in one breath
    ground = wide.sub_event_type == fine.sub_event_type in GROUND and bool(wide.place_text and fine.place_text)
    at_once |= ground and wide.evidence.sentence_start == fine.evidence.sentence_start  # took X, and then Y
    if at_once or not (wide.place and fine.place):
        return False
    if _tolls(wide) != (None, None, None) and not _same_dead(wide, fine):
        return False
    units = (wide.place.admin1, fine.place.admin1)
    untold = wide.place.kind != "governorate" and None in units
    within = units[0] == units[1] is not None or (untold and degrees_apart(wide.place, fine.place) < _DISTRICT)
    inside = wide.place.country == fine.place.country and (wide.place.kind in ("country", "region") or within)
    return rank(wide.place) < SETTLED <= rank(fine.place) and wide.event_type == fine.event_type and inside


def _bare_killing(i: Incident) -> bool:
    """Told by a word of killing alone: not the same as a clash without a toll somewhere else in the text."""
    return ":killing:" in i.evidence.rule and i.event_type != "Explosions/Remote violence"


def _tolls(i: Incident) -> tuple[int | None, int | None, int | None]:
    return i.killed, i.wounded, i.captured


def _richer(a: Incident, b: Incident) -> Incident:
    """Keep the telling with more said; fill its gaps from the other."""

    def said(i: Incident) -> tuple[bool, bool, int, int, int, bool]:
        fine, how = rank(i.place) >= SETTLED, a.sub_event_type == b.sub_event_type or not _bare_killing(i)
        return (
            i.sub_event_type in GROUND,
            how,
            sum(t is not None for t in _tolls(i)),
            int(fine),
            int(i.time.start is not None),
            i.place_text is not None,
        )

    best, other = (b, a) if said(b) > said(a) else (a, b)
    return replace(
        best,
        evidence=shown(best, other),
        time=_joined(best.time, other.time),
        killed=best.killed if best.killed is not None else other.killed,
        wounded=best.wounded if best.wounded is not None else other.wounded,
        captured=best.captured if best.captured is not None else other.captured,
        actor1=_side(best.actor1, other.actor1, best.actor2),
        actor2=_side(best.actor2, other.actor2, best.actor1 or other.actor1),
        place_text=best.place_text or other.place_text,
        precision=_finer(best, other), relation=best.relation or other.relation,
    )  # fmt: skip


def _side(told: str | None, again: str | None, against: str | None) -> str | None:
    """Who stands on one side in two tellings of an event: nobody fights himself."""
    return told or (again if again != against else None)


def _finer(best: Incident, other: Incident) -> Precision | None:
    """The precision of two tellings of one event: a place that one only guesses is where the other says."""
    a, b = best.precision, other.precision
    named = other.place_text is not None and best.place_text is None and best.place == other.place
    return b if named and a and b and b.where_prec < a.where_prec else a


def _joined(a: TimeSpan, b: TimeSpan) -> TimeSpan:
    if a.start is None or b.start is None or not _next_days(a, b):
        return a if a.start else b
    return replace(a, start=min(a.start, b.start), end=max(a.end or a.start, b.end or b.start))


def summed(found: list[Incident]) -> list[Incident]:
    """Mark sums of what is told apart: 17 dead, of whom 13 here and 4 there; a lead that only counts the dead."""
    fine = [i for i in found if not _bare_killing(i) and rank(i.place) >= SETTLED and i.event_type in VIOLENT]
    counts = (n for n, i in enumerate(found) if fine and _bare_killing(i) and _nowhere_of_its_own(i))
    leads = {n for n in counts if any(_may_count(found[n], i) for i in fine[:REACH])}
    out = [
        replace(i, aggregate=True) if n in leads or _over_days(i) or _sums_up(found, n, leads) else i
        for n, i in enumerate(found)
    ]
    for n, total in enumerate(found):
        if details := _details(found, n):
            out[n] = replace(total, aggregate=True)
            for d in details:
                out[d] = replace(out[d], time=out[d].time if out[d].time.start else replace(total.time, span=None))
    return out


def _may_count(wide: Incident, fine: Incident) -> bool:
    """Whether the dead of a governorate or of nowhere may be those of a finer place: told of the same days and unit."""
    units = (wide.place and wide.place.admin1, fine.place and fine.place.admin1)
    apart = wide.place is not None and wide.place.kind == "governorate" and None not in units and units[0] != units[1]
    return _same_days(wide.time, fine.time) and not apart


def _over_days(i: Incident) -> bool:
    """Whether the dead of a governorate are counted over days: 31 were killed in Taiz governorate from 2 to 8 May."""
    days = (i.time.end - i.time.start).days if i.time.start and i.time.end else 0
    wide = i.place is not None and rank(i.place) < SETTLED
    return _bare_killing(i) and ((days >= _DAYS and wide) or days >= _RUNNING)


def _details(found: list[Incident], n: int) -> range:
    """The incidents told right after one whose dead are the sum of theirs: 69 dead in three blasts, then each."""
    total = found[n]
    left = total.killed or 0
    for m in range(n + 1, min(len(found), n + 1 + _PARTS)) if left >= _TOLD_APART else ():
        dead = found[m].killed or 0
        if found[m].event_type != total.event_type or not dead or not _same_days(total.time, found[m].time):
            break
        left -= dead
        if left == 0 and m > n + 1:
            return range(n + 1, m + 1)
    return range(0)


def _nowhere_of_its_own(i: Incident) -> bool:
    return i.place_text is None or (i.place is not None and rank(i.place) < SETTLED)


def _is_part(p: Incident, total: Incident) -> bool:
    """What a sum may be of: the rest at its place; where it has none, whatever of its type happened anywhere.

    "Two attacks" may be of any type.
    """
    open_ = p.sub_event_type == total.sub_event_type or total.evidence.rule.split(":")[1] in OPEN
    there = _place(p) == _place(total) or (_nowhere_of_its_own(total) and open_)
    return there and _same_days(p.time, total.time)


def _sums_up(found: list[Incident], n: int, leads: Collection[int]) -> bool:
    """Whether the dead of an incident are those of some told around it, sums aside, taken together."""
    total = found[n]
    if not total.killed:
        return False
    late = range(max(0, n - REACH), min(len(found), n + REACH + 1))
    around = (found[m] for m in late if found[m].killed and m != n and m not in leads)
    parts = [p.killed or 0 for p in islice((p for p in around if _is_part(p, total)), _PARTS)]
    return any(sum(some) == total.killed for n in range(2, len(parts) + 1) for some in combinations(parts, n))
