"""Movements: who went from where to where, how many, and whether it happened, is planned or is the rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.extraction.ways.ends import end_marks, ends_of, further
from geomap.extraction.ways.entering import describes_homes, into_building, is_reinforcement, only_entered
from geomap.extraction.ways.exchanges import exchanged, freed_for_others, the_other_way
from geomap.extraction.ways.led_away import led_them, open_group, to_hospital, to_prison, who_they_are
from geomap.extraction.ways.movers import (
    alone,
    count_of,
    group_of,
    so_far,
)
from geomap.extraction.ways.no_way import (
    describes_them,
    is_circumstance,
    led_along,
    noun_with_article,
    only_named,
    says_who,
    who_once_fled,
)
from geomap.extraction.ways.oneway import goes_on, joined, merged, one_way
from geomap.extraction.ways.stretches import shared, stretches
from geomap.extraction.ways.the_rest import who_rest_are
from geomap.extraction.ways.travellers import in_peace
from geomap.extraction.ways.went import came_about, leading
from geomap.extraction.ways.whence import aside, ground_reached, left_before, opens_with_more, stayed, understood
from geomap.extraction.what.english import ends_beside, taken_away
from geomap.extraction.what.happening import beside_headline, licensed
from geomap.extraction.what.modality import is_verb
from geomap.extraction.what.peaceful import moves_nobody
from geomap.extraction.when.history import told_of_then
from geomap.extraction.when.occasions import when
from geomap.extraction.where.scenes import literal
from geomap.model import Evidence, Movement

if TYPE_CHECKING:
    from datetime import date

    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag
    from geomap.model import End, TimeSpan

_LEAVING = ("flee", "leave", "evacuate", "arrive", "surrender")
_PARTING = ("civilians", "mixed", "wounded")  # groups of whom some go to one place of a list, some to the next
_FORCES = ("forces", "fighters")
_FALLING_BACK = ("withdraw", "leave", "flee", "evacuate")
_BESIDE = 6  # tokens from a verb in which the group that it moves is named
_COUNTED = 3  # tokens from a noun of motion to the number of those who move
_GAPPED = 8  # tokens in which a second group is told with its own end and no verb: and 2,000 families to Y
_MASS = 1000  # more people than one day's movement
_WAR = 500_000  # more than one story's: those whom a war has driven out
_YEAR = 366  # days after which a total is no news
_DAYS = 7  # in which what has gone on is one story
_UNITS = {"families": "families", "vehicles": "vehicles"}


def find_movements(doc: Document, numbers: Numbers) -> list[Movement]:
    """Code the movements a document tells, in text order; one told twice appears once.

    A movement needs a named place, or a word that stands for one, at one end at least.
    """
    found: list[Movement] = []
    main = 0  # where the last movement stands, before those to or from the other places of its list
    for sentence in doc.sentences:
        for stretch in stretches(doc, sentence):
            for n, (first, last) in enumerate(shared(doc, *stretch)):
                told = found[main] if found else None
                movement = _movement(doc, numbers, sentence, first, last, stretch[2], told)
                if movement is None:
                    continue
                if both := exchanged(doc, numbers, sentence, movement):
                    found += both if not (told and told.evidence.sentence == both[0].evidence.sentence) else []
                    main = len(found) - 1
                    continue
                movement = the_other_way(doc, sentence, movement, told)
                if n and told:
                    told, movement = _completed(told, movement, from_here=doc.has("out_of", first, last))
                    found[main] = told
                if told and goes_on(told, movement):
                    found[main] = movement = joined(doc, told, movement)
                    also = (replace(m, destination=m.destination or movement.destination) for m in found[main + 1 :])
                    found[main + 1 :] = also
                elif told and (one := one_way(told, movement, part=doc.has("those", sentence.first, sentence.last))):
                    found[main] = movement = one
                elif only_entered(doc, movement, stretch[2], leading(stretch[2])):
                    continue
                else:
                    main = len(found)
                    found.append(movement)
                found[main], *others = _with_others(doc, sentence, (first, last), stretch[2], movement)
                found += others
    return merged(found)


def _completed(told: Movement, movement: Movement, *, from_here: bool) -> tuple[Movement, Movement]:
    """Two movements that one verb tells of, each with the end that they share: 40 fled from X to Y and 60 to Z."""
    if not (movement.origin and from_here):
        return told, replace(movement, origin=told.origin)
    to = movement.destination or told.destination  # "40 from X and 60 from Y to Z"
    return replace(told, destination=told.destination or to), replace(movement, destination=to)


def _with_others(
    doc: Document, sentence: Sentence, span: tuple[int, int], tags: list[Tag], told: Movement
) -> list[Movement]:
    """Return a movement, and those to or from the other places of a list, of which no number is told: to X and Y."""
    # those who fall back may part; others reach the last place by the first, and gather from several
    forces, parts = told.group in _FORCES, any(t.name in _FALLING_BACK for t in tags)
    gather = forces and told.destination is not None and any(is_reinforcement(doc, t) for t in tags)
    if told.group not in _PARTING and not (forces and (parts or gather)):
        return [told]
    parting = told.destination if parts or not forces else None
    to = further(doc, sentence, span, tags, "destination", parting) if parting else []
    gathering = told.origin if not to and (gather or not forces) else None
    left = further(doc, sentence, span, tags, "origin", gathering) if gathering else []
    if not (to or left):
        return [told]
    uncounted = replace(told, count=None, count_low=None, count_high=None, quantifier=None)
    others = [replace(_marked(doc, sentence, uncounted, "destination", end), destination=end) for end in to]
    others += [replace(_marked(doc, sentence, uncounted, "origin", end), origin=end) for end in left]
    return _sharing([told, *others])


def _marked(doc: Document, sentence: Sentence, told: Movement, role: str, end: End) -> Movement:
    """Return a movement with the marks of another end than it had, and of no number."""
    marks = [m for m in told.evidence.marks if m[2] not in (role, "toll")]
    marks += end_marks(doc, (sentence.first, sentence.last), {role: (end,)})
    return told.with_evidence(replace(told.evidence, marks=tuple(sorted(marks))))


def _sharing(together: list[Movement]) -> list[Movement]:
    """Movements of one list, each with the names of the others where one number is told of all."""
    if together[0].count is None and together[0].count_low is None:
        return together
    role = "destination" if together[0].destination != together[1].destination else "origin"
    names = [(end := getattr(m, role)) and (end.place.name if end.place else end.text) for m in together]
    return [replace(m, shared_with=tuple(n for j, n in enumerate(names) if j != i)) for i, m in enumerate(together)]


def _marches(doc: Document, tag: Tag) -> bool:
    """A protest that sets out from somewhere moves nobody."""
    sentence = doc.sentence_of(tag.first)
    first, last = (sentence.first, sentence.last) if tag.name == "leave" else (tag.first - 3, tag.last + 3)
    crowds = (
        t for t in doc.within("event", first, last) if t.name in ("protest", "crowd") and not doc.date_at(t.first)
    )
    mine = [t for t in crowds if doc.at("be", t.first - 1) is None]  # not "were marched to X"
    return bool(mine) and not (tag.name == "advance" and _by_forces(doc, tag))


def _by_forces(doc: Document, tag: Tag) -> bool:
    """English: whether those who march bear arms: rebels marched on X."""
    who = doc.at("acting", tag.first - 1)
    armed = doc.at("actor", tag.first - 1) is not None or (who is not None and who.name not in ("civilian", "crowd"))
    return armed and not doc.pack.morphology.article


def _in_present(doc: Document, head: Tag) -> bool:
    """Whether a motion is told as what usually happens: "they take people to", "people are taken to"."""
    if doc.has("seen", head.first - _BESIDE, head.first):
        return False  # "cars were seen leaving"
    be = [t.name for t in doc.within("be", head.first - 3, head.first)]
    return head.form == "present" or (be[:1] == ["present"] and len(be) == 1)


def moving(doc: Document, sentence: Sentence, tags: list[Tag]) -> list[Tag]:
    """Return the words among ``tags`` that tell a motion: verbs, nouns told as happening; no marches of a crowd."""
    told = (t for t in tags if is_verb(t) or (not describes_them(doc, t) and _noun_told(doc, t, sentence)))
    return [
        t
        for t in told
        if not (
            moves_nobody(doc, t)
            or _goes_off(doc, t)
            or _had_gone(doc, t)
            or _marches(doc, t)
            or says_who(doc, t)
            or noun_with_article(doc, t)
            or led_along(doc, t)
            or who_once_fled(doc, t)
            or told_of_then(doc, t)
            or into_building(doc, t)
            or describes_homes(doc, t)
            or is_circumstance(doc, t, sentence)
            or (aside(doc, t) and any(o.first < t.first and not doc.at("enters", o.first) for o in tags))
        )
    ]


def _goes_off(doc: Document, tag: Tag) -> bool:
    """English: whether a verb of motion tells of a deed with the words after it: walked off with a car, off the job."""
    deed = next((t for t in doc.within("event", tag.first, tag.first + 1) if t.last > tag.last), None)
    reached = tag.name == "arrive" and doc.tokens[min(tag.last, len(doc.tokens) - 1)].word == "by"  # by telephone
    # a crossing that is a place: they closed the crossing of X
    named = doc.place_at(tag.first) is not None or doc.tokens[tag.first - 1].text[:1].isupper()
    place = named and doc.at("cue", tag.first) is not None and doc.at("into", tag.last) is None
    reached = reached or (place and tag.form != "past") or ends_beside(doc, tag)
    if doc.pack.language != "en":
        return False
    _, end = (s := doc.sentence_of(tag.first)).clause(s.clause_of(tag.first))
    end = next((t.first for t in doc.within("hearsay", tag.last, end)), end)
    taken = taken_away(doc, tag) and not any(t.last > tag.last for t in doc.within("into", tag.last - 1, end))
    return reached or taken or (deed is not None and deed.name in ("loot", "protest"))


def _had_gone(doc: Document, tag: Tag) -> bool:
    """Arabic: whether "and had" opens a later clause that tells of no day: they returned, and had been lodged in X."""
    sentence = doc.sentence_of(tag.first)
    first, last = sentence.clause(sentence.clause_of(tag.first))
    had = doc.first_of("pluperfect", first, first + 1)
    later = had is not None and bool(had.prefix) and first > sentence.first and had.last == tag.first
    return later and doc.pack.language == "ar" and not doc.dates_in(first, last)


def _noun_told(doc: Document, tag: Tag, sentence: Sentence) -> bool:
    """Whether a noun of motion is told as happening: as events are, carried by a verb, with a number, as reported."""
    if tag.last < sentence.last and doc.tokens[tag.last].text == ":":
        return False  # a heading
    first, _ = sentence.clause(sentence.clause_of(tag.first))
    if first > sentence.first and doc.at("into", first) and tag.first == first + 1:
        first = sentence.first  # hundreds were forced, under fire, to flee
    counted = any(t.is_number for t in doc.tokens[tag.last : tag.last + _COUNTED])
    carried = any(t.last <= tag.first for t in doc.within("undertakes", first, tag.first))
    said = any(t.name == "told" and t.last >= tag.first - 1 for t in doc.within("hearsay", tag.first - 3, tag.first))
    said = said or (doc.at("out_of", tag.first - 1) is not None and doc.has("hearsay", first, tag.first))
    reported = said and doc.has("group", tag.last, tag.last + _GAPPED)
    told = licensed(doc, tag, sentence) or beside_headline(doc, tag, sentence)
    halts = (t for t in doc.within("halt", tag.first - 2, tag.first) if not doc.at("sees", t.first - 1))
    return told or (not any(halts) and (counted or carried or reported))  # our team saw the arrival of


def _movement(
    doc: Document, numbers: Numbers, sentence: Sentence, first: int, last: int, tags: list[Tag], before: Movement | None
) -> Movement | None:
    happened = came_about(doc, sentence, first, moving(doc, sentence, tags))
    if happened is None:
        return None
    told, (first, tags, mode) = first, happened
    head = leading(tags)
    shelters = head.name == "receive" and head.form == "present"
    since = doc.dates_in(sentence.first, sentence.last) or doc.has("cumulative", sentence.first, sentence.last)
    if shelters and not since:
        return None  # a camp that shelters people is a state of things
    count = count_of(doc, numbers, sentence, (first, last), head)
    origin, via, destination = ends_of(doc, sentence, (first, last), tags, counted=count is not None)
    group = group_of(doc, sentence, (told, last), head, count, before.group if before else None)
    group = led_them(doc, sentence, head, before) or _captives(doc, tags, head, destination, group) or group
    group = group or open_group(doc, sentence, head, before) or to_hospital(doc, sentence, head, destination)
    group = who_rest_are(doc, sentence, head, before, group or who_they_are(doc, sentence, head))
    group = to_prison(doc, sentence, head, destination, group) or group
    if origin is None and destination is None and count is not None and head.name in _LEAVING:
        origin = understood(doc, sentence, head, before)
    origin = origin or left_before(doc, sentence, head, destination, before)
    origin = freed_for_others(doc, numbers, sentence, (told, last), head, (origin, destination))
    if destination is None and origin is not None:
        destination = ground_reached(doc, sentence, head, group)
    gone = origin is not None and not only_named(doc, head)
    nowhere = destination is None and not (gone and not stayed(doc, sentence, (first, last), head, group))
    treated = group in ("wounded", "detainees") and head.name in ("transport", "evacuate") and destination is not None
    himself = group == "officials" or in_peace(doc, sentence, (told, last), tags, head, count)
    himself = himself or (count is None and not treated and alone(doc, (told, last), head))
    if group is None or nowhere or himself or origin == destination or _total(doc, sentence, count):
        return None
    time = when(doc, sentence, first, last, head.first)
    mode = _gone_on(doc, sentence, mode, count, time)
    stands = group == "forces" and not (origin and destination)  # have stood there since
    if mode == "cumulative" and (stands or _of_years(doc, time.start, count)):
        return None
    if mode == "occurred" and _in_present(doc, head) and count is None and not time.start:
        mode = "habitual"
    if mode == "habitual" and group == "forces":
        if not (origin and destination):
            return None
        mode = "occurred"  # an advance that goes on
    start, end = doc.span(first, last)
    a, b = doc.span(sentence.first, sentence.last)
    ends = {"origin": (origin,), "via": via, "destination": (destination,)}
    marks = [(*doc.span(head.first, head.last), "trigger"), *end_marks(doc, (sentence.first, last), ends)]
    marks += [(*doc.span(count.first, count.last), "toll")] if count else []
    marks += [(*time.span, "date")] if time.span else []
    text = doc.report.text
    rule = f"{doc.pack.language}:motion.{head.name}:{head.form}"
    score = 0.55 + 0.15 * bool(origin) + 0.15 * bool(destination)
    evidence = Evidence(text[start:end], start, end, rule, score, text[a:b], a, tuple(sorted(marks)))
    return Movement(
        group, evidence, origin, via, destination,
        count=count.value if count else None, quantifier=count.quantifier if count else None,
        count_low=count.low if count else None, count_high=count.high if count else None,
        unit=_unit(doc, sentence, count, before) if count else "people", time=time, modality=mode,
    )  # fmt: skip


def _unit(doc: Document, sentence: Sentence, count: Quantity, before: Movement | None) -> str:
    """What a number counts; one alone counts as the one told before it: 90 families left X, and some 30 left Y."""
    here = before is not None and before.evidence.sentence_start == doc.tokens[sentence.first].start
    if before is not None and before.unit == "families" and count.noun is None and doc.pack.language == "en":
        return before.unit if here or opens_with_more(doc, sentence) else "people"
    return _UNITS.get(count.noun or "", "people")


def _captives(doc: Document, tags: list[Tag], head: Tag, destination: End | None, group: str | None) -> str | None:
    """Those who gave themselves up are captives where they were taken somewhere, and those whom a militia set free."""
    taken = head.name == "surrender" and destination and any(t.name == "transport" for t in tags)
    fled = any(t.name == "flee" for t in tags)
    freed = head.name == "free" and not fled and group not in (None, "aid", "wounded")
    given = doc.at("event", head.first) or doc.has("in_return", head.last, doc.sentence_of(head.first).last)
    freed = freed and (doc.pack.language == "ar" or bool(given))  # swapped ten soldiers
    return "detainees" if taken or freed else None


def _lately(doc: Document, sentence: Sentence) -> bool:
    """Whether what has gone on began a day or two ago: 30,000 have left since midnight."""
    told = doc.report.published
    since = [d for d in doc.dates_in(sentence.first, sentence.last) if doc.has("cumulative", d.first, d.first + 1)]
    fresh = (
        d.kind == "relative_hours" or (d.time.start and told and (told - d.time.start).days <= _DAYS) for d in since
    )
    return bool(since) and all(fresh)


def _total(doc: Document, sentence: Sentence, count: Quantity | None) -> bool:
    """Whether a running total is told of no place: a million have fled since April."""
    span = sentence.first, sentence.last
    people = count.value or 0 if count is not None else 0
    return (people >= _WAR or (people > _MASS and doc.has("cumulative", *span))) and not literal(doc, *span)


def _gone_on(doc: Document, sentence: Sentence, mode: str, count: Quantity | None, time: TimeSpan) -> str:
    """Return "cumulative" for what has gone on since some day, unless that was lately and few have gone."""
    if mode != "occurred" or not so_far(doc, sentence):
        return mode
    lately = _lately(doc, sentence)
    on_a_day = (time.start is not None and time.start == time.end) or lately
    few = count is None or (count.value or 0) <= _MASS or lately
    return mode if on_a_day and few else "cumulative"


def _of_years(doc: Document, since: date | None, count: Quantity | None) -> bool:
    """Whether a total is what a war has done in years: two million displaced people have reached X since 2015."""
    told = doc.report.published
    many = count is not None and (count.value or 0) >= _WAR
    return many and since is not None and told is not None and (told - since).days > _YEAR
