"""Signs of a role: how much speaks for a party as the one who acts, or as the one to whom it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from geomap.extraction.how_many.headcounts import KEYS
from geomap.extraction.what.arabic import by_us, has_object, stands_by
from geomap.extraction.what.modality import is_verb
from geomap.extraction.where.headings import HEADS
from geomap.extraction.who.hands import (
    another_follows,
    dispossessed,
    downed,
    finds_dead,
    has_crew,
    is_hit,
    manages,
    suffers,
    takes_up,
)
from geomap.extraction.who.speaking import SAID, gap_between, one_of_the_speakers, only_tells, parted
from geomap.extraction.who.subjects import BEHIND, UNARMED_TOO, comes_from, falls_to, passive, reduced, subject
from geomap.extraction.who.whose import among, apart, bombs, driven_out, fires, owns, part_of
from geomap.extraction.words.phrases import back

if TYPE_CHECKING:
    from geomap.extraction.how_many.tolls import Toll
    from geomap.extraction.who.party import Party
    from geomap.extraction.words.document import Document
    from geomap.extraction.words.pack import Tag

OBJECT = 9  # tokens from a verb of aiming to what it aims at
SURE = 3.0  # weight from which a named force goes before people without a name
OWNER = 6.0  # and that of whose an event is told to be
GROUND = 2.0  # most weight of ground that is taken, which is a target where nobody is told to have held it
STRUCK = 3.0  # weight of a thing that is hit, which goes before the people hurt in it
_STRIKES = ("air", "shelling", "struck", "aimed", "ied", "device", "grenade")
_FIRES = ("attack", "excessive", "intervened", "arrest")  # of phrases with an object of their own: opened fire
_THROWN = ("grenade", "attack", "ied", "device")  # and of those in which one man acts: threw a bomb
_HELPS = ("accompanies", "support")  # labels of what leads to those who only help
_COUNTED = 2  # words before an object that count it: a group of
_GROUNDS = 4  # tokens from why something was done to who is named there
THING = "thing"  # kind of what is hit: a house, a convoy


@final
class Around:
    """What stands around a party, whatever word it is held against: marks of a role, a preposition, a toll, "said"."""

    __slots__ = ("agent_mark", "among", "grounds", "helps", "hurt", "led", "said", "target_mark")

    def __init__(self, doc: Document, p: Party, toll: Toll, parties: list[Party]) -> None:
        self.agent_mark = marked(doc, "agent_mark", p)
        self.target_mark = marked(doc, "target_mark", p)
        self.led = prepositional(doc, p)
        self.among = among(doc, p)
        self.grounds = _only_why(doc, p)
        self.helps = any(doc.has(label, p.first - BEHIND, p.first) for label in _HELPS)
        self.said = doc.has("hearsay", p.first - SAID, p.last + 1) or one_of_the_speakers(doc, p)
        done = self.agent_mark or _does_harm(doc, p)  # held four drivers at the hands of
        self.hurt = not done and _hurt(doc, p, toll, parties)


def agency_of(doc: Document, p: Party, t: Tag, around: Around, parties: list[Party]) -> float:
    """How much speaks for a party as the one who acts."""
    after, before = p.first - t.last, t.first - p.last
    object_ = doc.pack.language == "en" and is_verb(t) and p.first > t.first  # "taking the army's base"
    arms = doc.pack.language == "en" and not (p.known or is_verb(t))  # "a drone strike"
    arms = arms or (not p.known and _with(doc, p))  # the shelling of X with artillery
    # "a Turkish raid": the word itself says whose
    weight = 3.0 if p.first < t.last and t.first < p.last and not (object_ or arms) else 0.0
    weight += OWNER if owns(doc, p, t) else 0.0
    weight += 3.0 if doc.pack.morphology.article and manages(doc, p, t) else 0.0
    if doc.pack.language == "en" and (falls_to(doc, p, t) or (p.known and comes_from(doc, p, t))):
        return OWNER  # even from its positions
    if t.form == "noun" and t.loose and t.first < p.first < t.last and owns(doc, p, t):
        return OWNER  # an assault of X's on Y
    arabic = bool(doc.pack.morphology.article)
    if arabic and (
        (p.first > t.first and by_us(doc, t))
        or suffers(doc, p, t)
        or (t.name == "disrupted" and doc.has("lays", p.first - 1, p.first))  # mines that X had laid
        or dispossessed(doc, p, t)
        or finds_dead(doc, p, t)
        or driven_out(doc, p, t, parties)
        or downed(doc, p, t)
    ):
        return -SURE
    weight += 6.0 if (after == 0 and has_object(doc, t)) or (arabic and _flies_itself(doc, p, t, parties)) else 0.0
    if around.agent_mark:
        weight += 5.0 if 0 <= after <= 2 else 4.0  # shelled by X, not the town held by Y
    if around.led:
        owner = t.form == "noun" and 0 <= after <= 1 and _is_to(doc, p)
        weight += 3.0 if owner else -1.0
    elif doc.pack.language == "en":
        weight += _stands_first(doc, p, t, parties)
    elif is_verb(t) and (subject := _subject_right_before(doc, t, parties)):
        weight += 3.0 if p is subject else 0.0
    elif is_verb(t):
        first = _first_after(t, p, parties)
        owned = any(o.first < p.first < o.last for o in parties)  # the houses of civilians
        acts = first or (p.known and not owned and not _behind_subject(doc, t, p, parties))
        weight += 3.0 if 0 <= after <= 1 and acts else 1.5 if 0 <= after <= 4 and first else 0.0
        weight += 1.5 if before >= 0 and _same_clause(doc, p, t) else 0.0
    elif not _is_harm(doc, t):
        own = 1.0 if _subject_before(doc, t, parties) else 2.0  # "did not cease attacking X": X undergoes it
        weight += own if after == 0 else 1.5 if before >= 0 and _same_clause(doc, p, t) else 0.0
    weight += 0.5 if p.known else 0.0
    # "troops backed by militiamen took X"
    weight -= 9.0 if around.helps else 0.0
    weight -= 4.0 if around.target_mark else 0.0
    weight -= 4.0 if around.hurt or around.among or around.grounds else 0.0
    weight -= 3.0 if around.said and only_tells(doc, p, t) else 0.0
    fights = t.name in UNARMED_TOO or (is_verb(t) and doc.at("mutual", t.first))  # two clans clashed
    unarmed = p.kind == "civilian" and not (fights or _does_to(doc, p, t, parties) or _throws(doc, p, t))
    return weight - (2.0 if unarmed else 0.0) - (9.0 if _never_acts(doc, p, t, around) else 0.0)


def _never_acts(doc: Document, p: Party, t: Tag, around: Around) -> bool:
    """Whether a party is a thing, and none from which its owners act: shells that came from positions of X."""
    thing = p.kind == THING or doc.at("thing", p.last - 1) is not None
    thing = thing or (p.kind != "civilian" and doc.at("thing", p.first) is not None)
    if t.name == "agreement" and not p.known and doc.at("captured", p.last - 1):
        return True  # who is exchanged
    return thing and not (around.agent_mark and p.known) and not (_fires_itself(p, t) or has_crew(doc, p, t))


def undergoing_of(doc: Document, p: Party, t: Tag, around: Around, parties: list[Party]) -> float:
    """How much speaks for a party as the one to whom it is done."""
    after, before = p.first - t.last, t.first - p.last
    arabic = bool(doc.pack.morphology.article)
    weight = 4.0 if around.hurt else 2.0 if around.among else 0.0
    weight += 3.0 if around.target_mark else 0.0
    if arabic:
        weight += 5.0 if suffers(doc, p, t) or dispossessed(doc, p, t) else 0.0
        hit = is_hit(doc, p, t) and not _fires_itself(p, t)
        weight += 4.0 if hit else 0.0
        weight += OWNER if _is_to(doc, p) and doc.within("owner_mark", p.first - 2, p.first, "property") else 0.0
        struck = t.name in _STRIKES and (hit or around.target_mark) and _is_thing(doc, p)
        weight += STRUCK if struck else 0.0
        weight += 4.0 if driven_out(doc, p, t, parties) or downed(doc, p, t) else 0.0
        weight -= 3 * SURE if _flies_itself(doc, p, t, parties) else 0.0
        weight += 3.0 if is_verb(t) and 0 <= after <= SAID and by_us(doc, t) else 0.0
    weight -= 9.0 if after == 0 and has_object(doc, t) else 0.0
    weight -= OWNER if owns(doc, p, t) else 0.0
    if t.name == "loss":
        return 6.0 if p is subject(doc, parties, t) else 0.0  # who lost ground
    if doc.pack.language == "en" and is_verb(t) and not comes_from(doc, p, t):
        end = p.first + 1 if p.kind == THING else p.last  # "burned a car owned by"
        inside = t.loose and t.first < p.first and end <= t.last  # "shot down a drone"
        weight += 3.0 if (inside or 0 <= after <= 3) and not passive(doc, t) else 0.0
        if before >= 0:
            undergoes = passive(doc, t) and (before <= 3 or p is subject(doc, parties, t))
            weight += 4.0 if undergoes or (before <= 3 and reduced(doc, p, t)) else 0.0
    elif is_verb(t) and not around.led and 0 <= after <= 8 and not (p.kind == THING and _stands_in(doc, p)):
        subject_told = any(o is not p and (t.first < o.first < p.first or o.last <= t.first) for o in parties)
        weight += 2.0 if subject_told else 0.0
    elif (_is_harm(doc, t) or t.name == "sexual") and 0 <= after <= 2:
        weight += 3.0
    elif t.form == "noun" and (_subject_before(doc, t, parties) if arabic and after == 0 else bombs(doc, p, t)):
        weight += 2.5
    weight += 0.5 if p.kind == "civilian" else 0.0
    ground = t.name == "territory" and not p.known and doc.at("thing", p.first) and doc.pack.morphology.article
    weight = min(weight, GROUND) if ground else weight
    weight -= 4.0 if around.agent_mark or around.grounds or around.helps or _does_harm(doc, p) else 0.0
    weight -= 3.0 if around.said and only_tells(doc, p, t) else 0.0
    return weight - (4.0 if p.kind == THING and stands_by(doc, p.first) else 0.0)


def _stands_in(doc: Document, p: Party) -> bool:
    """Arabic: whether a thing only tells where: executed three men in a public square."""
    return p.first > 0 and doc.at("sure_place", p.first - 1) is not None


def _flies_itself(doc: Document, p: Party, t: Tag, parties: list[Party]) -> bool:
    """Arabic: whether an aircraft is the subject within the phrase of its raid: raids in which jets targeted X.

    So it is in that of a noun where an object follows: the targeting by a drone of a kitchen.
    """
    if t.name not in _STRIKES or not t.first < p.first < t.last or doc.at("aircraft", p.first) is None:
        return False
    if is_verb(t):
        return not prepositional(doc, p)
    m, after = doc.pack.morphology, doc.tokens[p.last].text if p.last < len(doc.tokens) else ""
    return after.endswith(m.masculine_endings[:1]) or any(o.first == p.last and o.kind == THING for o in parties)


def _is_thing(doc: Document, p: Party) -> bool:
    """Arabic: whether a thing is hit for itself: a bus, but not somebody's car, which stands for him."""
    m = doc.pack.morphology
    theirs = doc.tokens[p.first].text.endswith(m.pronouns) or doc.at("one", p.first + 1) is not None
    return (p.kind == THING or doc.at("struck", p.first) is not None) and not theirs


def _stands_first(doc: Document, p: Party, t: Tag, parties: list[Party]) -> float:
    """English: a verb's subject, whom a noun of doing stands right behind, comes from, or is the object of."""
    if is_verb(t):
        return _subject(doc, p, t, parties)
    beside = comes_from(doc, p, t) or 0 <= t.first - p.last <= 1
    return 3.0 if beside else 2.5 if fires(doc, p, t, parties) else 0.0


def _subject(doc: Document, p: Party, verb: Tag, parties: list[Party]) -> float:
    """English: the subject of an active verb acts; others before it may, the farther the less surely."""
    before = verb.first - p.last
    if before < 0 or passive(doc, verb) or reduced(doc, p, verb):
        return 0.0
    return 3.0 if p is subject(doc, parties, verb) else 1.5 if before <= 8 else 0.5


def _subject_before(doc: Document, t: Tag, parties: list[Party]) -> bool:
    unarmed = ("civilian", THING) if doc.pack.morphology.article else ()
    led = (o for o in parties if o.last <= t.first and o.kind not in unarmed)
    return any(_same_clause(doc, o, t) and not prepositional(doc, o) for o in led)


def _subject_right_before(doc: Document, t: Tag, parties: list[Party]) -> Party | None:
    """Arabic: the force that stands right before its verb: what follows the verb then is its object."""
    had = doc.at("pluperfect", t.first - 1)  # the troops had taken: one phrase, in which the subject stands
    ends = (t.first, t.first - 1) if had else (t.first,)
    armed = (p for p in parties if p.last in ends and p.kind not in ("civilian", "unknown", THING))
    opens = doc.sentence_of(t.first).first
    opened = (p for p in armed if p.known or had or p.first == opens or doc.at("that", p.first - 1) or _headed(doc, p))
    return next((p for p in opened if not t.prefix and not prepositional(doc, p)), None)


def _headed(doc: Document, p: Party) -> bool:
    """Whether a heading stands before a party: "Azaz: sappers took apart a bomb"."""
    return p.first > 0 and doc.tokens[p.first - 1].text in HEADS


def _fires_itself(p: Party, t: Tag) -> bool:
    """Arabic: whether a force's vehicles are the subject within a verb's phrase: the army's vehicles opened fire."""
    return p.known and t.name in _FIRES and t.loose and is_verb(t) and t.first + 1 == p.first and p.last <= t.last


def _only_why(doc: Document, p: Party) -> bool:
    """Whether a party is named in the grounds of what was done: accused of helping X, in answer to Y's raid."""
    why = doc.within("grounds", p.first - _GROUNDS, p.first)
    if not why:
        return False
    between = gap_between(doc, why[-1].last, p.first)
    told = (t for label in ("event", "occurs") for i in between if (t := doc.at(label, i)))
    return not (any(doc.tokens[i].is_sign for i in between) or any(is_verb(t) for t in told))


def _does_to(doc: Document, p: Party, t: Tag, parties: list[Party]) -> bool:
    """Arabic: whether somebody unarmed acts all the same, since an object follows: a youth stabbed a soldier."""
    m = doc.pack.morphology
    if not (m.article and is_verb(t) and not t.loose and p.first == t.last):
        return False
    objects = (*m.masculine_endings, m.closing)
    after = (o for o in parties if 0 <= o.first - p.last <= _COUNTED and not prepositional(doc, o))
    whom = next((o for o in after if not o.prefix.startswith(m.conjunctions)), None)
    subject = not doc.tokens[p.first].text.endswith(m.masculine_endings[:1])
    return subject and whom is not None and any(doc.tokens[i].text.endswith(objects) for i in (p.last, whom.first))


def _throws(doc: Document, p: Party, t: Tag) -> bool:
    """Arabic: whether somebody unarmed stands within a phrase, right behind its verb: a man threw a grenade."""
    inside = t.loose and t.name in _THROWN and p.first == t.first + 1 and p.last < t.last
    return inside and is_verb(t) and bool(doc.pack.morphology.article) and not prepositional(doc, p)


def _behind_subject(doc: Document, t: Tag, p: Party, parties: list[Party]) -> bool:
    """Arabic: whether those who act stand between a verb and a party, which is its object: gunmen attacked a patrol."""
    forces = (o for o in parties if o.first == t.last and o.last == p.first and o.kind not in ("civilian", THING))
    conjunctions = doc.pack.morphology.conjunctions or ("\0",)
    led = prepositional(doc, p) or p.prefix.startswith(conjunctions)
    return not led and any(_owns_nothing(doc, doc.tokens[o.last - 1].text) for o in forces)


def _owns_nothing(doc: Document, text: str) -> bool:
    """Arabic: whether no genitive can follow those who act, who are known or have the ending of a subject."""
    m = doc.pack.morphology
    subject = (m.plural[1] + m.masculine_endings[1][-1:], m.masculine_endings[1])
    return text.endswith(subject) or (text.startswith(m.article) and not text.endswith(m.masculine_endings[:1]))


def _first_after(t: Tag, p: Party, parties: list[Party]) -> bool:
    return not any(t.last <= o.first < p.first for o in parties)


def _same_clause(doc: Document, p: Party, t: Tag) -> bool:
    sentence = doc.sentence_of(t.first)
    return sentence.first <= p.first and sentence.clause_of(p.first) == sentence.clause_of(t.first)


def marked(doc: Document, label: str, p: Party) -> bool:
    """Whether a mark leads to a party, with no other party or sign between."""
    for tag in doc.within(label, p.first - OBJECT, p.first):
        gap = gap_between(doc, tag.last, p.first)
        if label == "target_mark" and not is_verb(tag) and takes_up(doc, tag):
            continue
        if label == "target_mark" and doc.pack.language == "en" and _undergone(doc, tag):
            continue  # "soldiers were killed in", "two men killed in a raid of X's"
        if label == "agent_mark" and any(doc.at(by, tag.first) for by in _HELPS):
            continue  # "troops backed by X drove out Y"
        if doc.date_at(tag.last) or (label == "target_mark" and doc.has("agent_mark", tag.first, p.first)):
            continue  # "on Sunday two jets", "abducted by men", "at the hands of"
        if any(doc.tokens[i].is_sign for i in gap) or (len(gap) <= 1 and _opens_with(doc, tag, p)):
            continue
        if len(gap) <= 2 and not any(doc.at("actor", i) or doc.at("event", i) for i in gap):
            return True
        if is_verb(tag) and label == "target_mark" and not prepositional(doc, p):
            return True
    return False


def _undergone(doc: Document, mark: Tag) -> bool:
    """English: whether a verb tells what was undergone: soldiers were killed in; two men killed in a raid of X's."""
    if doc.at("be", mark.first - 1):
        return True
    i = mark.last
    led = doc.tokens[i - 1].word.endswith("ed") and (doc.at("locative", i) or doc.at("cause", i))
    return bool(led) and doc.date_at(i) is None


def _opens_with(doc: Document, verb: Tag, p: Party) -> bool:
    """Verb first, then its subject: "the group targeted positions of", as Arabic puts it."""
    if (
        doc.pack.language == "en"
        or not is_verb(verb)
        or not (p.known or doc.at("acting", p.first))
        or doc.at("thing", p.first)
    ):
        return False
    sentence = doc.sentence_of(verb.first)
    start, _ = sentence.clause(sentence.clause_of(verb.first))
    return not any(doc.has(label, start, verb.first) for label in ("actor", "civilian", "event"))


def prepositional(doc: Document, p: Party) -> bool:
    """Whether a preposition stands before a party, or is attached to it."""
    m = doc.pack.morphology
    if not m.prepositions:
        return False
    if doc.tokens[back(doc, p.first)].word in m.prepositions:
        return True
    lead = p.prefix.removesuffix(m.article) if m.article else p.prefix
    return bool(p.prefix) and (lead.endswith(tuple(m.prepositions)) or p.prefix in m.article_with.values())


def _is_to(doc: Document, p: Party) -> bool:
    """Attached "of, belonging to"."""
    m = doc.pack.morphology
    lead = p.prefix.removesuffix(m.article)
    attached = lead.endswith(m.purpose) or p.prefix == m.article_with.get(m.purpose)
    return bool(m.purpose) and (attached or doc.tokens[back(doc, p.first)].word == m.purpose)


def _with(doc: Document, p: Party) -> bool:
    """Attached "with, by means of"."""
    m = doc.pack.morphology
    return bool(m.article) and p.prefix.removesuffix(m.article) == m.prepositions[0]


def _is_harm(doc: Document, t: Tag) -> bool:
    """A noun whose owner suffers: the killing of, the wounding of, the arrest of."""
    return any(doc.at(label, t.first) for label in KEYS)


def _hurt(doc: Document, p: Party, toll: Toll, parties: list[Party]) -> bool:
    if doc.pack.morphology.article and (p.first - 1, p.first) in toll.victims and another_follows(doc, p, parties):
        return False
    if any(_hurt(doc, o, toll, parties) for o in parties if o.last < p.first and part_of(doc, o, p)):
        return True  # two soldiers of the Fourth Division in the army
    return any(
        a < p.last
        and p.first - b <= OBJECT
        and len(gap_between(doc, b, p.first)) <= 2
        and not parted(doc, b, p.first)
        and not (p.first >= b and apart(doc, b, p))
        for a, b in toll.victims
    )


def _does_harm(doc: Document, p: Party) -> bool:
    """Whether a force is told by its raid or its arms, which hurt those told before: died by a shell of X's."""
    by = _with(doc, p) and p.known
    noun = doc.at("event", p.first) if p.known else None
    return by or (noun is not None and noun.first == p.first and noun.form == "noun")
