"""Words of events in a sentence: which stand, which only name another's object, which turn each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.extraction.how_many.harmless import without_nobody
from geomap.extraction.retold.retellings import bodies_again
from geomap.extraction.what.arabic import (
    describes_whom,
    goes_into_another,
    known_terms,
    left_by,
    no_crowds,
    of_somebody,
    of_the_crew,
    of_those_who,
    prevented,
    wielded,
    without_it,
)
from geomap.extraction.what.bloodless import hands_over_no_ground, not_fired
from geomap.extraction.what.crowds import at_the_crowd, by_force, gathered_over
from geomap.extraction.what.english import (
    arms_of_a_fight,
    at_people,
    attributive,
    ends_beside,
    falls,
    goes_on_falling,
    heads,
    no_crowd,
    of_that_day,
    only_mourned,
    regains,
    tells_otherwise,
)
from geomap.extraction.what.figures import figurative
from geomap.extraction.what.force_names import in_a_forces_name
from geomap.extraction.what.happening import licensed
from geomap.extraction.what.modality import is_verb, modality
from geomap.extraction.what.notes import of_a_known_day, raided_to_arrest, tells_since_when, whom, written_as_name
from geomap.extraction.what.own_verbs import without_object
from geomap.extraction.what.seized_people import seizes_people
from geomap.extraction.what.seizing import misread, seizes_goods, taken_in_fight
from geomap.extraction.what.taking import ON_THE_GROUND, changes_hands, tells_news
from geomap.extraction.what.undone import ended_by_a_deal
from geomap.extraction.where.listing import joins_on, meant
from geomap.extraction.where.scenes import literal
from geomap.extraction.who.of_whom import only_of_whom
from geomap.extraction.words.phrases import definite, known
from geomap.model import SUB_EVENT_TYPES

if TYPE_CHECKING:
    from geomap.extraction.what.modality import Modality
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import EventKind, Tag

    _Judged = tuple[EventKind, Tag, Modality]

TOLL_ONLY = 20  # families of this weight say no more than that people were hurt
_HEARD = ("ied", "shelling", "shooting")  # families of what may only be heard
_CROWD_TOLD = 2  # sentences back in which the crowd may be told
_LONG_AFTER = 5  # tokens that "after three years of" may take
_MOTIVE = 5  # words from "in protest against" to the word of what is protested
_FOUGHT = ("clash", "attack", "standoff", "shelling", "air", "raid")  # of what a truce may end
_NOTED = ("suicide", "device")  # what a log names without a verb: "Hodan: suicide truck bomb at the gate"
_SAYS_HOW = 50  # weight from which a family says how people were hurt
_TRIED = 5  # tokens from "tried to" to what was tried
_UNDONE = 4  # tokens from "destroyed" to the device
_NAMED_ONLY = 10  # families of this weight are told by a word that only names who took part
_HOLDER = 4  # tokens after "slipped from the hands" in which whose they are is told


def outermost(triggers: list[tuple[EventKind, Tag]]) -> list[tuple[EventKind, Tag]]:
    """Of overlapping triggers keep the longest, of equals the weightier; a verb before its family's wide noun."""
    kept: list[tuple[EventKind, Tag]] = []
    verbs = [(kind.id, t) for kind, t in triggers if is_verb(t)]
    told = [
        (kind, tag)
        for kind, tag in triggers
        if is_verb(tag)
        or not tag.loose
        or not any(id_ == kind.id and t.first < tag.last and tag.first < t.last for id_, t in verbs)
    ]
    told = [
        (kind, tag)
        for kind, tag in told
        if not any(_nearer(t, tag) or _rather(k, t, kind, tag) or _within_noun(k, t, kind, tag) for k, t in told)
    ]
    for kind, tag in sorted(told, key=lambda kt: (kt[1].first - kt[1].last, -kt[0].weight)):
        if not any(_overlap(k, t, tag) for k, t in kept):
            kept.append((kind, tag))
    return sorted(kept, key=lambda kt: kt[1].first)


def _nearer(a: Tag, b: Tag) -> bool:
    """Whether a verb finds its object in one pattern before it would in another: seized a den, of terrorists.

    So does one whose object would open another pattern: went out in a march, or a drone, that killed.
    """
    object_ = is_verb(a) and b.form == "word" and a.first < b.first < a.last and a.name != b.name
    return b.loose and (object_ or (a.loose and a.first == b.first and a.last < b.last))


def _within_noun(kind: EventKind, a: Tag, other: EventKind, b: Tag) -> bool:
    """Whether a verb's pattern begins with the last word of a compound noun: a missile strike hit, sniper fire on."""
    taken = kind.id == other.id or kind.id in other.takes  # a roadside bomb dismantled by
    return a.form == "noun" and not (a.loose or taken) and is_verb(b) and a.first < b.first == a.last - 1


def _rather(kind: EventKind, a: Tag, other: EventKind, b: Tag) -> bool:
    """Whether a verb tells more with who does it than with what it does: a drone fired, fired a missile.

    Or an attack's pattern ends with what opens a phrase that tells more: came under an attack with chemicals.
    """
    if other.id == "attack" and b.loose and a.first == b.last - 1:
        return kind.weight > other.weight and a.last > b.last and not is_verb(a)
    if other.id == "change" and b.loose and b.first < a.first < b.last:
        return kind.id in ("excessive", "intervened") and is_verb(a)  # troops fired on a crowd massed at
    return a.first < b.first == a.last - 1 and kind.weight > other.weight and is_verb(b) and b.last - b.first > 1


def _overlap(kind: EventKind, kept: Tag, tag: Tag) -> bool:
    """Whether a word lies in a trigger; not what stands in the gap of a toll's: left, the second blast, 5 dead.

    Nor what an agreement's pattern ends with: agreed to hand over the checkpoints.
    """
    if kept.first == tag.last - 1 and tag.name == "agreement" and tag.loose:
        return False
    if kept.loose and kind.id == "protest" and tag.name == "stones" and kept.first < tag.first:
        return False  # protesters burned tyres and blocked roads
    if kept.loose and (kind.weight <= TOLL_ONLY or kind.id in ("destroyed", "razed")):
        return tag.first <= kept.first < tag.last or tag.first <= kept.last - 1 < tag.last
    return kept.first < tag.last and tag.first < kept.last


def read_together(
    doc: Document, sentence: Sentence, triggers: list[tuple[EventKind, Tag]]
) -> list[tuple[EventKind, Tag, Modality]]:
    """Judge triggers, and let families that meet in a sentence turn one another.

    Protesters who burn a house are a violent demonstration; a missile shot down is no shelling. A word that only names
    the crowd counts where nothing else happens or is denied.
    """
    judged = without_nobody(doc, [(kind, tag, modality(doc, tag, sentence)) for kind, tag in triggers])
    told = [
        (kind, tag, mode)
        for kind, tag, mode in judged
        if mode not in ("background", "habitual") and licensed(doc, tag, sentence) and not gathered_over(doc, tag)
    ]
    told = [t for part in _parts(doc, told) for t in _turned(doc, sentence, part)]
    takers = [(kind.takes, tag) for kind, tag, mode in told if kind.takes and mode != "negated"]
    told = [t for t in told if not any(t[0].id in takes and _takes(doc, sentence, tag, t[1]) for takes, tag in takers)]
    weighty = [t for t in told if t[0].weight > _NAMED_ONLY]
    return weighty if weighty or any(mode == "negated" for _, _, mode in judged) else told


def _parts(doc: Document, told: list[_Judged]) -> list[list[_Judged]]:
    """Triggers parted where the sentence turns to something else: while, whereas."""
    parts = [told[:1]]
    for before, t in pairwise(told):
        a, b = before[1], t[1]
        goes_on = doc.has("those", a.last, b.last + 2)  # while others set it on fire
        turns = doc.has("contrast", a.last, b.first) or _elsewhere(doc, a, b) or no_crowds(doc, a, b)
        if not goes_on and (turns or _by_others(doc, before, t)):
            parts.append([])
        parts[-1].append(t)
    return parts


def _elsewhere(doc: Document, before: Tag, tag: Tag) -> bool:
    """Whether a clause turns to another scene: "and in X" opens it."""
    first, _ = (s := doc.sentence_of(tag.first)).clause(s.clause_of(tag.first))
    opening = (p for p in literal(doc, first, tag.first) if p.lead == first and p.located)
    again = any(doc.has(label, first, first + 1) for label in ("the_former", "the_latter"))  # "and in the latter"
    return before.last <= first and (again or any(joins_on(doc, p) for p in opening))


def _by_others(doc: Document, before: _Judged, now: _Judged) -> bool:
    """English: whether others do the second deed, and at another place: people protested in X, as gunmen looted Y."""
    kind, tag, _ = now
    first, last = (s := doc.sentence_of(tag.first)).clause(s.clause_of(tag.first))
    if doc.pack.language != "en" or before[1].first >= first:
        return False
    who = doc.within("acting", first, tag.first)
    others = kind.id == "protest" or any(t.name in ("state", "force", "non_state", "unknown") for t in who)
    here, there = (
        {meant(p) for p in literal(doc, *span) if p.located}
        for span in ((first, last), s.clause(s.clause_of(before[1].first)))
    )
    return others and bool(here and there) and not here & there


def _turned(doc: Document, sentence: Sentence, told: list[_Judged]) -> list[_Judged]:
    ids = {kind.id for kind, tag, mode in told if mode == "occurred" and not by_force(doc, tag)}
    turned = {"shooting": "excessive"} if any(at_the_crowd(doc, kind, tag) for kind, tag, _ in told) else {}
    for kind, tag, _ in told:
        for other, third in kind.becomes if not by_force(doc, tag) else ():
            if other in ids:
                turned |= {kind.id: third, other: third}
            elif doc.has(other, sentence.first, sentence.last):  # a word of the sentence: bombs that aircraft drop
                turned[kind.id] = third
    return [(doc.pack.events[turned.get(kind.id, kind.id)], tag, mode) for kind, tag, mode in told]


def _takes(doc: Document, sentence: Sentence, taker: Tag, other: Tag) -> bool:
    """Whether a word names the object of another in its clause; English may tell it before: a missile was shot down."""
    n = sentence.clause_of(other.first)
    same = sentence.clause_of(taker.first) == n  # or X changed hands when Y moved in
    same |= raided_to_arrest(doc, taker, other)
    at = sentence.clause_of(taker.first)  # retook X, with no shot fired; not after its guards had left without a shot
    calmly = taker.form == "noun" and at == n + 1 and taker.first - sentence.clause(at)[0] <= 1
    same |= taker.name == "transfer" and (calmly or doc.at("subordinate", sentence.clause(n)[0]) is not None)
    return same and (doc.pack.language == "en" or taker.first < other.first)


def usable(doc: Document, kind: EventKind, tag: Tag, sentence: Sentence) -> bool:
    """Whether what the family needs stands in the sentence, and the word is no control statement."""
    span = sentence.first, sentence.last
    clause = sentence.clause(sentence.clause_of(tag.first))
    past = tag.form == "past"  # which "during his resistance" is written as, but a crowd is put down by both
    meanwhile = past and kind.id not in ("intervened", "excessive") and doc.at("at_the_time", tag.first - 1)
    deed = past and doc.at("locative", tag.first - 1) and any(doc.at(x, tag.first - 2) for x in ("halt", "accused"))
    if deed or meanwhile or (tag.loose and goes_into_another(doc, tag)):
        return False  # "experts in clearing", where a verb cannot stand
    before = doc.at("halt", tag.first - 1) if tag.form == "past" and doc.pack.morphology.article else None
    if before and before.form in ("noun", "word") and not doc.at("that", before.first):
        return False  # "before the halt of the raids", which is written as "halted"
    gap = tag.loose and tag.form == "noun" and bool(doc.pack.morphology.article)
    control = gap and doc.has("alongside", tag.first + 1, tag.last - 1)  # the shelling, with aircraft in the sky
    control = control or doc.has("control", tag.first, tag.first + 1) or doc.has("running", clause[0], clause[1])
    if control or without_it(doc, tag) or in_a_forces_name(doc, kind, tag):
        return False
    english = doc.pack.language == "en" and _no_english_event(doc, kind, tag, sentence, clause)
    english |= doc.pack.language == "en" and (written_as_name(doc, tag) or tells_since_when(doc, tag))
    if english or figurative(doc, kind, tag, clause) or _of_another_kind(doc, kind, tag, clause):
        return False
    if SUB_EVENT_TYPES[kind.sub_event_type] == "Protests":  # tear gas, after a sentence about a protest
        span = (*doc.preceding(sentence, _CROWD_TOLD), sentence)[0].first, sentence.last
    bare = kind.id in _NOTED and doc.pack.language == "en" and _headed(doc, sentence.first, tag.first, clause[0])
    if kind.id == "intervened" and tag.form == "noun" and doc.pack.language == "en":
        bare = at_people(doc, tag, clause)
    bare = bare or not kind.needs or wielded(doc, tag, sentence)
    return bare or any(doc.has(n, *span) or doc.within("event", *span, n) for n in kind.needs)


def _headed(doc: Document, first: int, at: int, clause: int) -> bool:
    """Whether a colon stands before a word, or but a day and a place before its clause: "13 Jan - Azaz - car bomb"."""
    tokens = doc.tokens
    if any(t.text == ":" for t in tokens[first:at]):
        return True
    return first < clause and all(tokens[i].is_sign or doc.place_at(i) or doc.date_at(i) for i in range(first, clause))


def _of_another_kind(doc: Document, kind: EventKind, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether the words around show that a family's word tells something else here."""
    if kind.id in ON_THE_GROUND:
        return not changes_hands(doc, kind, tag, clause)
    if kind.id == "transfer":
        return hands_over_no_ground(doc, tag, clause)
    on_the_way = kind.id == "advance" and doc.has("out_of", *clause) and doc.has("into", *clause)  # from X towards Y
    base = doc.place_at(tag.first - 1) is not None or doc.has("support", tag.first - 2, tag.first)  # or backed by it
    base = base and not doc.has("who", tag.first + 1, tag.last - 1)  # backed by aircraft, which bombed X
    base = base and kind.id == "air" and tag.form == "word"  # X air base
    heard = kind.id in _HEARD and tag.form in ("noun", "participle") and _only_heard(doc, clause)
    heard |= kind.id == "shooting" and not_fired(doc, tag)
    as_it_is = tag.form == "present" and doc.pack.language != "en" and not tells_news(doc, tag, clause)
    stands = kind.id == "base" and (as_it_is or doc.within("event", *clause, "crowd"))  # a barricade; a headline
    again = kind.id == "execution" and bodies_again(doc, tag)
    again |= (kind.id == "suicide" and prevented(doc, tag)) or (kind.id == "abduction" and of_somebody(doc, tag))
    again |= misread(doc, tag, clause) or (kind.id in _FOUGHT and ended_by_a_deal(doc, tag, doc.sentence_of(tag.first)))
    # a car bomb was set off near a shop; killed in a stand-off of protesters with the police
    again |= kind.id == "loot" and tag.loose and doc.at("relation", tag.last - 2) is not None
    again |= kind.id == "excessive" and tag.loose and bool(doc.within("event", tag.first + 1, tag.last, "standoff"))
    # nobody's, if no force had held it
    again |= kind.id == "lost" and not any(doc.has(x, tag.first, tag.last + _HOLDER) for x in ("actor", "acting"))
    if base or heard or stands or again or on_the_way or _by_accident(doc, kind, tag, clause):
        return True
    if kind.id == "device" and doc.has("lays", tag.first - 4, tag.first) and not doc.has("blast", *clause):
        return True
    protested = _has_motive(doc, max(clause[0], tag.first - _MOTIVE), tag.first) and not doc.at("occurs", tag.last)
    alone = tag.form == "noun" and tag.last - tag.first == 1
    protested |= alone and doc.at("motive", tag.first) is not None  # in protest
    truce = kind.id == "agreement" and definite(doc, tag) and doc.at("cause", tag.first - 1) is not None  # during the
    terms = kind.id == "agreement" and known_terms(doc, tag, clause[0])
    truce |= terms or (kind.id == "agreement" and doc.has("attempt", clause[0], tag.first))
    named = tag.form == "noun" and (protested or truce or _comes_before(doc, tag))
    buried = doc.has("funeral", clause[0], tag.first)  # "the funeral of a boy whom a bullet hit"
    toll = kind.weight <= TOLL_ONLY
    by_itself = buried and toll and tag.form == "past"  # and what was done before they buried them in a mass grave
    by_itself |= buried and (kind.id == "other" or (kind.weight < _SAYS_HOW and doc.has("who", clause[0], tag.first)))
    by_itself |= toll and (of_the_crew(doc, tag) or (is_verb(tag) and of_those_who(doc, tag, clause[0])))
    end = doc.sentence_of(tag.first).last if kind.id == "wounding" else clause[1]
    start = doc.sentence_of(tag.first).first if tag.form == "participle" and tag.first == clause[0] else clause[0]
    by_itself |= (toll or kind.id == "execution") and doc.has("accident_of_life", start, end)  # plunged, killing nine
    if named or by_itself or (is_verb(tag) and describes_whom(doc, tag, clause)):
        return True
    who = doc.first_of("who", clause[0], tag.first) if tag.form == "noun" else None
    # "the girl whom the mine hurt was taken to hospital"; "marched over the ruins that a raid left"
    return who is not None and (definite(doc, tag) or left_by(doc, who, clause[0]))


def _has_motive(doc: Document, first: int, last: int) -> bool:
    """Whether a range tells why people gather: against, over; not "ran over a mine"."""
    told = (t for t in doc.within("motive", first, last) if doc.at("actor", t.first) is None)  # a front called Support
    return any(doc.at("blast", t.first) is None for t in told)


def _by_accident(doc: Document, kind: EventKind, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether something blew up by itself: a gas bottle, ammunition badly kept."""
    if kind.id == "disrupted":
        # killed while they were clearing a charge
        led = any(doc.at(x, tag.first - 1) for x in ("at_the_time", "which_is"))
        hurt = led and any(doc.has(label, *clause) for label in ("killed", "wounded"))
        return tag.form in ("noun", "present") and (hurt or doc.has("accident", clause[0], tag.first))
    if kind.id not in ("ied", "device", "chemical"):
        return False
    near = any(
        not (kind.id == "device" and t.last == tag.first)  # a gas cylinder bomb
        for t in doc.within("accident", tag.first - 2, tag.last + 3)
    )
    return near or any(doc.has("be", t.first - 2, t.first) for t in doc.within("accident", tag.last, clause[1]))


def _no_english_event(doc: Document, kind: EventKind, tag: Tag, sentence: Sentence, clause: tuple[int, int]) -> bool:
    """Whether an English word only describes a noun, or takes people where ground was meant or ground for people."""
    people = doc.at("takes_either", tag.first) is not None and kind.id in ("abduction", "arrest", "territory")
    whose = people and (whom(doc, tag) or seizes_people(doc, tag, clause)) == (kind.id == "territory")
    if whose or (people and seizes_goods(doc, tag, clause[1])):
        return True
    tried = doc.has("attempt", tag.first - _TRIED, tag.first)
    hurt = kind.id == "excessive" and tag.loose and doc.has("be", tag.first - 1, tag.first)  # "two were hurt and 30 .."
    vain = tried and kind.id in ("disrupted", "agreement")
    stopped = kind.id == "disrupted" and goes_on_falling(doc, tag, sentence, clause)
    undone = kind.id == "device" and not tried and doc.has("undoes", tag.first - _UNDONE, tag.first)
    alone = kind.id == "intervened" and doc.at("goes_apart", tag.first) is not None and without_object(doc, tag)
    angry = tag.form in ("noun", "participle") and _has_motive(doc, max(clause[0], tag.first - _MOTIVE), tag.first)
    stood = kind.id == "fall" and not falls(doc, tag, clause)
    stood |= only_mourned(doc, tag, sentence, clause) and not of_a_known_day(doc, tag)
    stood |= of_that_day(doc, tag) or arms_of_a_fight(doc, kind, tag, clause)
    stood |= kind.id == "recovered" and not regains(doc, tag, clause)
    stood |= tells_otherwise(doc, kind, tag) or taken_in_fight(doc, kind, tag) or only_of_whom(doc, kind, tag, sentence)
    theirs = tag.form in ("base", "present") and not tag.loose
    stood |= theirs and doc.pack.has("possessive", doc.tokens[tag.first - 1].word)  # to hold their fire on Sunday
    if hurt or vain or stopped or undone or alone or angry or stood or ends_beside(doc, tag):
        return True
    return heads(doc, tag, sentence, clause) or no_crowd(doc, kind, tag, clause) or attributive(doc, tag)


def _comes_before(doc: Document, tag: Tag) -> bool:
    """Whether a known event is only what another came after: clashes followed the raids."""
    told = doc.at("comes_after", tag.last)  # the attacks came three days after, the battle that followed
    if told is not None and told.first == tag.last:
        return known(doc, tag)
    after = [t for t in doc.within("long_after", tag.first - _LONG_AFTER, tag.first) if t.last == tag.first]
    if any(doc.at("aim", t.last - 1) for t in after):
        return True  # Arabic: two nights on from the storming of
    late = bool(after) and tag.name in ("arrest", "abduction")
    comes = doc.at("comes", tag.first - 1) and doc.has("cause", tag.last, tag.last + 1)
    # the raid came in answer to a rocket; or: after three years of captivity
    follows = comes or doc.at("comes", tag.last) or doc.at("follows", tag.first - 1)
    return definite(doc, tag) and (bool(follows) or late or _only_says_when(doc, tag))


def _only_says_when(doc: Document, tag: Tag) -> bool:
    """Whether an event told before only dates another: after the blast police stormed X, six hours after the raid."""
    first = doc.sentence_of(tag.first).first
    opens = tag.first - 1 == first and doc.at("cause", first) is not None and not doc.places_in(tag.last, tag.last + 2)
    spans = (doc.date_at(tag.first - n) for n in (1, 2))
    counted = any(d is not None and d.kind in ("duration", "later") for d in spans)
    return (opens or counted) and doc.last_of("event", 0, first, tag.name) is not None


def _only_heard(doc: Document, clause: tuple[int, int]) -> bool:
    """Whether a blast is only heard, and nobody hurt by it."""
    return doc.has("heard", *clause) and not any(doc.has(label, *clause) for label in ("killed", "wounded"))
