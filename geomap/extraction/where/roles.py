"""Where: the places of a frame, taken from its own words first, then from what was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from geomap.extraction.names.containers import FAR, degrees_apart
from geomap.extraction.names.senses import SETTLED, may_be_capital, rank
from geomap.extraction.names.unheard import somewhere
from geomap.extraction.ways.left import left_because, left_to_others
from geomap.extraction.ways.ways import (
    but_led_off,
    driven_from,
    ends_of_roads,
    ends_of_ways,
    fell_back_from,
    fell_back_to,
    is_end,
    led_from,
    led_to,
    only_led_to,
    only_on_the_way,
    only_taken_to,
    smuggled,
    went_to,
)
from geomap.extraction.what.modality import is_verb
from geomap.extraction.where.elsewhere import (
    bearing,
    clause_start,
    homes_of_forces,
    is_no_scene,
    of_a_body,
    of_motive,
    of_somebody,
    only_heard,
    protested,
    said_there,
    speaks_there,
    taken_from_home,
)
from geomap.extraction.where.headings import (
    HEADS,
    heading_of,
    heads_line,
    heads_paragraph,
    opens_sentence,
    sets_the_scene,
)
from geomap.extraction.where.listing import meant, second_of_two, together
from geomap.extraction.where.scenes import WHERE_GAP, fine_of, finer_after, finest, homes, literal
from geomap.extraction.where.standins import both_told, speaks_for, standing, there_told, to_it
from geomap.extraction.words.phrases import BEARINGS, third_persons

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed, Sentence

How = Literal["named", "taken up", "guessed"]
NAMED: Final = "named"
TAKEN_UP: Final = "taken up"
GUESSED: Final = "guessed"
_REACH = {"region": FAR, "district": 0.3}  # degrees from the middle of a unit beyond which a place lies in another
_SEIZED = ("arrest", "abduction", "led", "search")
_BEFORE = 4  # sentences back in which the place told last stands


def where(
    doc: Document, sentence: Sentence, span: tuple[int, int], at: int, told: Placed | None, *,
    crowd: bool = False, at_home: bool = False,
) -> tuple[list[Placed], How]:  # fmt: skip
    """Places of an event whose word stands at token ``at``: those named in its clauses, else understood.

    ``told`` is the place of the event told just before; a ``crowd`` gathers where its people live, and ``at_home`` a
    group decides what it is to be.
    Returns the places (several when one act is told of a list of places) and how they are told: named here, taken up
    by a word that stands for them, or guessed from what is told around.
    """
    if outright := _outright(doc, sentence, span, at):
        return outright
    theirs = homes_of_forces(doc, literal(doc, span[0], span[1]), None if at_home else told)
    for a, b in (span, (sentence.first, span[1])):
        named = [p for p in _may_be_scenes(doc, sentence, (a, b), at, told, crowd=crowd) if p not in theirs]
        if fine := fine_of(doc, at, named):
            clause = sentence.clause(sentence.clause_of(at))
            fine = left_because(doc, sentence, at) or fine
            wherein = _there(doc, fine, clause[0])
            own = wherein or _own(doc, fine, clause)
            own = _beyond(doc, fine, own, at)
            if finer := finer_after(doc, fine, own, clause[1]):
                fine = own = finer
            ends = ends_of_ways(doc, sentence, named) - {p.first for p in wherein}
            scene = crowd and any(sets_the_scene(doc, p) for p in fine)
            ways = {p.first for p in fine if _on_a_way(doc, p) or (scene and led_to(doc, p))}
            # "in X, two were stabbed by a man from Y", "in X, on the march from Y to Z"
            there, roads = own if any(p.first not in ways for p in own) else fine, ends_of_roads(fine)
            if doc.pack.morphology.article:  # elsewhere "from" is "of" too
                aside = ways | ends
                there = fell_back_from(doc, fine, clause, aside) or there
                there = next((s for some in (there, fine) if (s := [p for p in some if p.first not in aside])), there)
            else:
                there = but_led_off(doc, sentence, (fine, there), (ends, ways))
            best = min(
                finest(doc, there),
                key=lambda p: (
                    not is_object(doc, at, p),
                    p.first in ends or of_motive(doc, p, clause_start(sentence, p)),
                    said_there(doc, p, at),
                    not (p.located or p.relation or p.cue or doc.at("cue", p.first)),
                    2 * (p.first in ways)
                    or p.first in roads
                    or of_a_body(doc, p)
                    or sets_the_scene(doc, p)
                    or opens_sentence(doc, p),
                    _before_it(doc, at, p),
                    not (p.first > at and doc.at("aim", p.lead)),
                    abs(p.first - at),
                ),
            )
            # "the village in X province", but not "east of the district of X"
            coarse = rank(best.mention.place) < (SETTLED - 1 if best.relation else SETTLED)
            scenes = (p for p in named if p.located and p.first not in ends)
            left = not any(scenes) and best.first in ends  # from the base to X
            later = only_taken_to(doc, sentence, at, best) or fell_back_to(doc, sentence, at, best)
            later = later or (at < best.first and only_led_to(doc, sentence, best))
            left = left and (bool(doc.pack.morphology.article) or later)
            came = best.first in ways and ((of_somebody(doc, best) and not at_home) or to_it(doc, best.last, b))
            stand = standing(doc, sentence, span if (a, b) == span else None) if coarse or left or came else None
            stand = _instead(doc, best, stand, led=left or came)
            # fired before they fell back to X
            if stand := stand or (told if left and went_to(doc, sentence, best) else None):
                return [stand], TAKEN_UP
            return [*together(doc, best, _off_the_road(doc, best, fine)), *second_of_two(doc, sentence, best)], NAMED
        lived = [p for p in homes(doc, a, b) if rank(p.mention.place) >= SETTLED]
        if lived and (named or crowd or literal(doc, a, b) or taken_from_home(doc, at)):
            return [lived[0]], NAMED  # "dozens from the town of X were arrested": nearer than the governorate
        if stand := standing(doc, sentence, span) if (a, b) == span else None:
            return [stand], TAKEN_UP
    return _understood(doc, sentence, span, at, told)


def _off_the_road(doc: Document, best: Placed, fine: list[Placed]) -> list[Placed]:
    """English: the places beside the best but where a road leads: near X, on the road to Y."""
    return fine if doc.pack.morphology.article else [p for p in fine if p is best or not only_on_the_way(doc, p)]


def _outright(doc: Document, sentence: Sentence, span: tuple[int, int], at: int) -> tuple[list[Placed], How] | None:
    """Places that need no choice: both towns told before, the ground from which an event's word drives others."""
    if both := both_told(doc, sentence, span[0], span[1]):
        return both, TAKEN_UP
    if (there := there_told(doc, sentence)) and not any(p.located for p in literal(doc, sentence.first, at)):
        return [there], TAKEN_UP
    driven = next((p for p in literal(doc, span[0], span[1]) if (t := driven_from(doc, p)) and t.first == at), None)
    if driven:
        return together(doc, driven, literal(doc, span[0], span[1])), NAMED
    left = left_because(doc, sentence, at)  # fled X after jets bombed the town
    if not left or literal(doc, *sentence.clause(sentence.clause_of(at))):
        left = left_to_others(doc, sentence, at)
    return (left, NAMED) if left else None


def _instead(doc: Document, named: Placed, stand: Placed | None, *, led: bool) -> Placed | None:
    """The place that a word of the clause stands for, where it may be meant instead of a wider one that is ``named``.

    ``led``: the named one only tells where a way began or led.
    """
    if stand is None or meant(stand) == meant(named):
        return None
    finer = rank(stand.mention.place) >= rank(named.mention.place)  # not in the district of X in the governorate
    holds = not doc.pack.morphology.article or _around(named, stand)
    return stand if led or (finer and holds) else None


def _may_be_scenes(
    doc: Document, sentence: Sentence, span: tuple[int, int], at: int, told: Placed | None, *, crowd: bool
) -> list[Placed]:
    """The places named in a range where an event may have happened: no homes of people, hospitals, seats of speakers.

    Who speaks sits elsewhere only where another place is known, named too or ``told`` before.
    """
    named = [p for p in literal(doc, span[0], span[1]) if not (p.container or is_no_scene(doc, p))]
    named = [p for p in named if not ((told and _of_another(doc, at, p)) or bearing(doc, p))]
    named = [p for p in named if not _led_there(doc, sentence, at, p)] or named
    if crowd or doc.pack.morphology.article:  # a rally in X in support of Y
        aims = {p.first for p in named if protested(doc, sentence, p)}
        named = [p for p in named if p.first not in aims] or named
    known = told or len(named) > 1 or _dateline(doc, sentence)
    return [p for p in named if not speaks_there(doc, p, at)] if known else named


def _led_there(doc: Document, sentence: Sentence, at: int, p: Placed) -> bool:
    """Arabic: whether a later clause only tells where those who were arrested were taken: and they were led to X."""
    event, n = doc.at("event", at), sentence.clause_of(p.first)
    if event is None or event.name not in _SEIZED or not doc.pack.morphology.article:
        return False
    led = doc.last_of("motion", event.last, p.lead) if n == sentence.clause_of(at) else None  # and led them to X
    if (first := led.first if led else sentence.clause(n)[0]) <= at:
        return False
    them = any(doc.tokens[i].text.endswith(third_persons(doc)) for i in range(first, p.lead))
    return them and doc.has("into", first, p.lead + 1) and not doc.has("event", first + 1, p.lead)


def _dateline(doc: Document, sentence: Sentence) -> bool:
    """Whether the line before a sentence is a dateline of a town that is no seat of agencies: Mocha (agencies) -."""
    heads = (doc.place_at(line.first) for line in doc.preceding(sentence, 1))
    place = next((p.mention.place for p in heads if p and heads_line(doc, p)), None)
    return place is not None and rank(place) >= SETTLED and not may_be_capital(place)


def _of_another(doc: Document, at: int, p: Placed) -> bool:
    """Arabic: whether a name stands behind a "while" that turns to another event, of which nothing is told before."""
    turns = doc.first_of("contrast", at, p.first) if doc.pack.morphology.article else None
    others = ("event", "motion", "lays", "group")  # "while other families chose X"
    return turns is not None and any(doc.has(label, turns.last, p.first) for label in others)


def _understood(
    doc: Document, sentence: Sentence, span: tuple[int, int], at: int, told: Placed | None
) -> tuple[list[Placed], How]:
    """The place of an event that its sentence does not name finely: taken up, spoken for, or that of what was told."""
    if stand := standing(doc, sentence) or _headed(doc, sentence):
        return [stand], TAKEN_UP
    if seat := speaks_for(doc, sentence, sentence.last):
        return [seat], NAMED  # what the governor of X announces
    coarse = literal(doc, sentence.first, sentence.last)
    if told or _dateline(doc, sentence):
        coarse = [p for p in coarse if not (speaks_there(doc, p, at) or doc.has("launched", p.lead - 2, p.first))]
    heading = heading_of(doc, sentence)
    before = _before(doc, sentence, heading.first if heading else 0, told) or heading
    story = doc.story
    opening = [p for p in doc.mentions[:1] if p.mention.usage == "literal" and rank(p.mention.place)]
    scenes = (p for p in coarse if p.located or p.relation or opens_sentence(doc, p) or heads_line(doc, p))
    scene = next((p for p in scenes if not (p.container or is_no_scene(doc, p))), None)
    if scene and before and heads_line(doc, before) and doc.tokens[before.last].text not in HEADS:
        before = told = story = None  # "Beirut - Raids hit the south of the country"
    if somewhere(doc, *span):  # what comes later tells of another place than the one that nobody knows
        before = told = story = None
        opening = []
    told = before or told or story
    chosen = scene if scene and told and not _around(scene, told) else told or next(iter((*coarse, *opening)), None)
    here = chosen is not None and sentence.first <= chosen.first < sentence.last
    return ([chosen] if chosen else []), TAKEN_UP if here else GUESSED


def _headed(doc: Document, sentence: Sentence) -> Placed | None:
    """The place that heads a paragraph, or under the name of a unit the town told last in it."""
    head = heads_paragraph(doc, sentence)
    if head is None or rank(head.mention.place) >= SETTLED:
        return head
    town = _before(doc, sentence)
    return town if town and town.first > head.first and _around(head, town) else head


def _around(wide: Placed, fine: Placed) -> bool:
    """Whether a country or governorate may hold a place: one that does not is another scene."""
    a, b = wide.mention.place, fine.mention.place
    if a is None or b is None:
        return True
    reach = _REACH.get(a.kind)
    if reach is not None and degrees_apart(a, b) > reach:
        return False
    apart = a.kind in ("governorate", "region", "district") and a.admin1 and b.admin1 and a.admin1 != b.admin1
    return a.country == b.country and not apart


def is_object(doc: Document, at: int, p: Placed) -> bool:
    """Whether a place is the object of the verb of its event: took the dam of X, shelled Y."""
    verb = doc.at("event", at)
    object_ = verb is not None and p.lead <= verb.last <= p.first and not led_from(doc, p)  # no "shelling from X"
    return object_ and not doc.at("motive", p.lead - 1)  # came out for X


def _own(doc: Document, named: list[Placed], clause: tuple[int, int]) -> list[Placed]:
    """The places of a clause; where it has none, that which heads the line and others told before it.

    "X: teachers protested, and the council in Y met".
    """
    before = [p for p in named if p.first < clause[1]]
    return [p for p in before if p.first >= clause[0]] or (before if before and sets_the_scene(doc, before[0]) else [])


def _beyond(doc: Document, fine: list[Placed], own: list[Placed], at: int) -> list[Placed]:
    """The places after a bearing that opens a sentence (south of X, jets hit cars on a road to Y), Arabic: a line."""
    told = own or [p for p in fine if p.first < at]
    told = [
        p for p in told if doc.pack.language == "en" or any(t.text in HEADS for t in doc.tokens[p.last : p.last + 1])
    ]
    wide = bool(told) and all(p.relation in BEARINGS and p.lead <= doc.sentence_of(at).first for p in told)
    return ([p for p in fine if p.first > at] or own) if wide else own


def _there(doc: Document, named: list[Placed], clause: int) -> list[Placed]:
    """The place that a clause with "where" goes on to tell of: X and Y, where fighting continued."""
    before = [p for p in named if p.first < clause] if doc.at("wherein", clause) else []
    here = doc.pack.morphology.article and any(p.first > clause and (p.located or p.cue) for p in named)  # where in Y
    if not before or here:
        return []
    around = (p.last for p in doc.places_in(before[-1].last, clause) if p.container)  # X, east of Y, where
    return before[-1:] if clause - max(around, default=before[-1].last) <= WHERE_GAP else []


def _before_it(doc: Document, at: int, p: Placed) -> bool:
    """Whether a place lies behind an "after" that follows the event's word: what happened there came before.

    Arabic: or before the verb that tells what an aircraft did: flew over X, and then bombed a market in Y.
    """
    act = doc.at("event", at)
    if act is not None and act.loose and act.form == "word" and any(map(is_verb, doc.over(act.last - 1).values())):
        if act.first < p.first < act.last - 1:
            return True
        at = act.last - 1
    return any(doc.date_at(t.first) is None and t.last < p.lead for t in doc.within("afterwards", at, p.lead))


def _on_a_way(doc: Document, p: Placed) -> bool:
    """Whether a place only tells where something came from or through, no "from X, our correspondent tells"."""
    told_there = sets_the_scene(doc, p) and doc.has("hearsay", p.last, p.last + 3)
    return (led_from(doc, p) and not told_there) or (doc.at("via", p.lead) is not None and not smuggled(doc, p))


def _before(doc: Document, sentence: Sentence, heading: int = 0, scene: Placed | None = None) -> Placed | None:
    """The last settlement told of in the sentence before, if it stands in the same paragraph or the one above.

    Under a heading each paragraph stands for itself. ``scene`` is where something happened last, which a place that a
    later clause only mentions does not take over from.
    """
    for previous in reversed(doc.preceding(sentence, _BEFORE)):
        if previous.paragraph < sentence.paragraph and (own := _line_place(doc, sentence)):
            return own
        if sentence.paragraph - previous.paragraph > (not heading):
            break
        told = [p for p in literal(doc, previous.first, previous.last) if not p.container]
        ends = ends_of_ways(doc, previous, told)
        named = [
            p
            for p in told
            if rank(p.mention.place) >= SETTLED and not (p.first in ends or is_end(doc, p) or only_on_the_way(doc, p))
        ]
        named = [p for p in named if not only_heard(doc, p)]
        if doc.pack.language == "en":  # in X, a town through which every lorry to Y must pass
            named = [p for p in named if p.relation or not led_to(doc, p)] or named
        if scene in named and not _tells_on(doc, previous, scene, named[-1]):
            return scene
        if named:
            return named[-1]
    return None


def _tells_on(doc: Document, sentence: Sentence, scene: Placed, p: Placed) -> bool:
    """Whether a place stands in the clause of a scene told before it, or something happens in its own."""
    n = sentence.clause_of(p.first)
    return n == sentence.clause_of(scene.first) or doc.has("event", *sentence.clause(n))


def _line_place(doc: Document, sentence: Sentence) -> Placed | None:
    """English: the place that heads the line of a sentence, a unit too: "Al-Dhale: shells fell."""
    before = [s for s in doc.preceding(sentence, _BEFORE) if s.paragraph == sentence.paragraph]
    p = doc.place_at(before[0].first) if before and not doc.pack.morphology.article else None
    return p if p and heads_line(doc, p) and doc.tokens[p.last].text in HEADS else None
