"""Who moves, and how many: the group of a movement and the number that counts it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.extraction.how_many.quantities import Quantity
from geomap.extraction.ways.led_away import hurt_since
from geomap.extraction.what.modality import is_verb
from geomap.extraction.words.document import COMMAS
from geomap.extraction.words.phrases import actor_beside, definite, owned, speaks, third_persons

if TYPE_CHECKING:
    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.words.document import Document, Sentence
    from geomap.extraction.words.pack import Tag

_GROUPS = {"advance": "forces", "withdraw": "forces", "infiltrate": "fighters", "surrender": "fighters"}
_ARMED = ("fighters", "forces")
_BESIDE = 6  # tokens from a verb in which the group that it moves is named
_SOURCE = 4  # tokens from "according to" to who says so
_SUBJECT = 3  # tokens from an official to the verb of his own motion
_OF_THEM = 2  # tokens from a number to the group that it is of: 177 of its soldiers
_AMONG = 3  # tokens from "among them" to the group that is only a part
_THOSE = 4  # tokens from a verb to "of them"
_DEAD = 3  # tokens from a word of killing to the number of the dead
_ITEM = 100  # below which a bare number that opens a sentence may number it
_NAMED = 4  # tokens of the name of a paper, its number among them, before the dash that opens its story
_DASHES = ("-", "–", "—")
_LED_BY_OTHERS = ("wounded", "civilians", "detainees")  # whom one takes somewhere
_LED = ("transport", "evacuate", "free", "receive")  # what is done to those who are taken
_DEED = 5  # tokens from a verb to the number of those to whom it was done: carried off some 30
_WERE = 3  # tokens from those who died to "killed"
_EXCEPTED = 3  # tokens from "apart from" to the dead
_BARE = 1000  # from which a number without a noun counts forces: "on two axes" counts none


def group_of(
    doc: Document, sentence: Sentence, span: tuple[int, int], head: Tag, count: Quantity | None, before: str | None
) -> str | None:
    """Who moves, by what is counted, by the nouns around, else those told of before: another 5,500 left."""
    ethnic = count is not None and count.noun is None and doc.has("demonym", count.first, count.last + 1)
    if count is not None and (count.noun == "families" or ethnic):  # 37 Ethiopians; 15, where prisoners are exchanged
        return "detainees" if ethnic and before == "detainees" else "civilians"
    if count is not None and count.noun is None and before and not doc.has("group", *span):
        return before
    counted = doc.within("group", count.first, count.last + _OF_THEM) if count is not None else []
    if own := [t for t in counted if count is not None and t.first < count.last]:
        counted = own  # "80 migrants from the police of X"
    # 422 men of theirs and their families
    joined = [t for t in doc.within("group", *span, "civilians") if _and(doc, t)]
    counted = [t for t in counted if t.name in ("wounded", "detainees") or (t.name in _ARMED and not joined)]
    taken = head.name == "transport" and bool(doc.within("captured", sentence.first, head.first, "verb"))
    if counted and counted[0].name in _ARMED and taken:
        return "detainees"  # captured twenty soldiers and led them to X
    group = counted[0].name if counted else _group(doc, sentence, span, head)
    loads = doc.within("group", *span, "aid") if count is not None and count.noun == "vehicles" else []
    if any(not any(doc.within("group", t.last, t.last + _OF_THEM, name) for name in _ARMED) for t in loads):
        group = "aid"  # six lorries of flour for 9,000 people
    group = _with_him(doc, span, head, count, group)
    if count is not None and count.noun == "vehicles":
        group = _carried(doc, sentence, count, group, before)
    if group is None and count is not None:
        return "civilians" if count.noun == "people" else before or "civilians"
    plural = doc.pack.morphology.plural[0]
    known = doc.has("those", *span) or (plural and doc.tokens[head.first].word.endswith(plural))
    if known and before and _others_go(doc, span, head, group):
        group = None  # 4,500 residents arrived in X; others moved toward Y
    convoy = any(t.prefix for t in doc.within("group", *span, "mixed"))  # "the convoy"
    told_of = (group is None and known) or (group == "mixed" and (known or convoy))
    if told_of and before == "forces" and head.name in ("transport", "evacuate"):
        before = "civilians"  # "the army took charge of 170 of them and moved them to X"
    return before or group if told_of else group  # "most of them went on to X"


def _carried(doc: Document, sentence: Sentence, q: Quantity, group: str | None, before: str | None) -> str:
    """Who or what a number of vehicles carries: nobody who was told of by chance, and lorries carry goods."""
    lorries = doc.has("lorries", q.first, q.last + 1)
    clause = sentence.clause(sentence.clause_of(q.first))
    told = doc.within("group", *clause, group) if group else []
    if group in _LED_BY_OTHERS and lorries and not told:
        group = None  # 21 lorries entered X, and the sick are to leave
    if group == "forces" and lorries and not doc.has("actor", *clause) and all(t.last == q.first - 1 for t in told):
        group = None  # a column of 22 tankers
    return group or (before if before == "aid" or (before == "civilians" and not lorries) else None) or "mixed"


def _with_him(doc: Document, span: tuple[int, int], head: Tag, count: Quantity | None, group: str | None) -> str | None:
    """Who those are that go along with somebody of rank: a commander and 20 men with him."""
    if group != "officials" or count is None or not doc.has("company", head.last, count.first):
        return group
    return next((t.name for t in doc.within("group", *span) if t.name in _ARMED), None)


def _others_go(doc: Document, span: tuple[int, int], head: Tag, group: str | None) -> bool:
    """English: whether nobody but "others" goes, whoever mostly goes so."""
    by_verb = doc.pack.language == "en" and group is not None and group == _GROUPS.get(head.name)
    return by_verb and not (doc.has("group", *span) or doc.has("actor", *span))


def _group(doc: Document, sentence: Sentence, span: tuple[int, int], head: Tag) -> str | None:
    """Who moves: the group noun nearest to the verb; fighters with their families are a mixed crowd."""
    first, last = span
    tags = [t for t in doc.within("group", first, last) if not doc.at("there", t.first)]
    tags = [t for t in tags if not any(o.first < t.first < o.last for o in tags)]  # in civilian clothes
    tags = [t for t in tags if t.name != "officials" or _goes_itself(doc, t, head)]
    tags = [
        t
        for t in tags
        if not (t.name == "aid" and (doc.tokens[t.first].word.endswith(third_persons(doc)) or doc.place_at(t.first)))
    ]  # their tents
    tags = [t for t in tags if not (speaks(doc, t) or (t.name == "aid" and head.name in ("evacuate", "flee")))]
    tags = [t for t in tags if not only_told_of(doc, t)] or tags
    if doc.pack.morphology.article:
        tags = [t for t in tags if not _makes_others_go(doc, t, first, head)] or tags
    captors = False
    if doc.pack.language == "en" and head.name in _LED and doc.has("them", head.first, head.last + 1):
        led = [t for t in tags if t.name not in _ARMED or t.first > head.first]
        captors, tags = bool(tags) and not led, led  # soldiers blindfolded the two brothers and drove them to X
    troops = [t.last for t in tags if t.name in _ARMED]
    tags = [t for t in tags if t.name != "civilians" or t.first not in troops or _and(doc, t)]  # the surviving soldiers
    tags = [t for t in tags if t.name != "mixed"] or tags  # what carries them tells less than who they are
    beside = _near(tags, head)
    if doc.pack.language == "ar":  # who moves follows the verb
        beside = [t for t in beside if t.first > head.first] or beside
    theirs = head.name == "withdraw" and any(t.name in _ARMED for t in tags)  # Arabic: the unit and most of its men
    near = {t.name for t in beside if not (theirs and t.name == "civilians" and owned(doc, t.first))}
    armed = not near - {"mixed"} or near & {"forces", "fighters"}  # dozens of cars, sent into a fight
    if head.name in ("advance", "withdraw") and armed and "civilians" not in near:
        named = _by_actor(doc, span, head) if not near and head.name == "withdraw" else None
        return named or ("fighters" if "fighters" in near and "forces" not in near else "forces")
    seized = doc.within("event", sentence.first, head.first, "arrest") or doc.within(
        "captured", sentence.first, head.first, "verb"
    )
    jailed = any(t.name == "detainees" and t.first > head.first and doc.at("into", t.first - 1) for t in tags)
    tags = [t for t in tags if t.name in _ARMED or not doc.at("cue", t.first)]  # "from the prison": no prisoners
    told = any(head.first < t.first and t.name != "mixed" for t in tags)  # not in two buses
    led_off = seized and not (told or hurt_since(doc, seized[-1], head))
    taken_along = led_off and head.name != "return" and owned(doc, head.first)  # "arrested six and sent them to X"
    some = head.name == "leave" and doc.has("those", head.first, head.last + _THOSE)  # "60 of them were deported to X"
    if (
        captors
        or (head.name == "transport" and jailed)
        or (led_off and (some or head.name in ("transport", "free")))
        or taken_along
    ):
        return "detainees"
    if not tags:
        displaced = head.name == "flee" and head.form == "noun"  # gunmen flee too, but nobody calls it displacement
        named = _GROUPS.get(head.name) or _by_actor(doc, span, head)
        unarmed = head.name == "flee" and not doc.has("actor", *span)
        return "civilians" if displaced or (unarmed and not named) else named
    kinds = {t.name for t in tags}
    if head.name in ("transport", "free") and "detainees" in kinds and "fighters" in kinds:
        return "detainees"  # "prisoners were handed to the guards"
    nearest = min(
        tags, key=lambda t: abs(t.first - head.first) + (3 if t.first < head.first and doc.pack.language == "ar" else 0)
    )
    if nearest.name == "forces":
        others = [t for t in tags if t.name != "forces"]
        if others and head.name not in ("advance", "withdraw", "infiltrate", "surrender"):
            return others[0].name
    together = nearest.name == "fighters" and head.name not in ("infiltrate", "surrender") and "civilians" in kinds
    kin = nearest.name == "civilians" and _and(doc, nearest)  # "them and their families"
    kin = kin and (owned(doc, nearest.first) or doc.at("possessive", nearest.first - 1) is not None)
    # nine men of the brigade gave themselves up
    armed_men = head.name == "surrender" and nearest.name in ("civilians", "forces")
    return "mixed" if together or kin else "fighters" if armed_men else nearest.name  # fighters and their families


def _makes_others_go(doc: Document, who: Tag, first: int, head: Tag) -> bool:
    """Arabic: whether those right behind a verb drive out others or ask them to go: the army told people to leave."""
    asks = doc.within("future", first, head.first) if head.form == "noun" and who.name in _ARMED else ()
    return any(t.last == who.first for t in (*asks, *doc.within("drives", first, head.first)))


def only_told_of(doc: Document, tag: Tag) -> bool:
    """Whether a group is part of another, who did it, who says so, or dead: among them six children, met by guards."""
    first = max(doc.sentence_of(tag.first).first, tag.first - _AMONG)
    by = doc.pack.language == "en" and doc.has("agent_mark", first, tag.first)
    by |= doc.pack.language == "en" and _were_killed(doc, tag.last)
    return by or doc.has("part", first, tag.first) or _dead_told(doc, first, tag.first)


def _and(doc: Document, tag: Tag) -> bool:
    """Whether "and" stands before a word or is attached to it."""
    attached = tag.prefix.startswith(doc.pack.morphology.conjunctions[:1] or "\0")
    at = tag.first - (2 if doc.at("possessive", tag.first - 1) else 1)  # and their relatives
    return attached or doc.pack.has("and", doc.tokens[max(0, at)].word)


def _by_actor(doc: Document, span: tuple[int, int], head: Tag) -> str | None:
    """Who enters or leaves by the party that is named right beside the verb: the army entered X."""
    if head.name not in ("leave", "arrive", "flee", "withdraw"):
        return None
    acting = actor_beside(doc, span, head)
    kind = doc.pack.actors[acting.name].kind if acting else ""
    return {"state": "forces", "external": "forces", "non_state": "fighters"}.get(kind)


def _goes_itself(doc: Document, who: Tag, head: Tag) -> bool:
    """Whether an official is the one who goes, not one who says so or who moves others."""
    after = doc.pack.language == "ar"
    first = max(doc.sentence_of(who.first).first, who.first - _SOURCE)
    if not after and doc.within("hearsay", first, who.first, "source"):
        return False  # according to the minister
    gap = who.first - head.last if after else head.first - who.last
    return head.name not in ("transport", "evacuate", "receive") and 0 <= gap <= (1 if after else _SUBJECT)


def alone(doc: Document, span: tuple[int, int], head: Tag) -> bool:
    """Whether one person went: no movement of people."""
    if doc.pack.language == "en" and is_verb(head) and doc.tokens[head.first - 1].word in ("he", "she"):
        takes = head.name == "transport" and doc.has("group", head.first, head.last + 1)  # she took her children to X
        return not takes  # while he was going to X
    beside = [t for t in _near(doc.within("group", *span), head) if not speaks(doc, t)]
    nearest = min(beside, key=lambda t: abs(t.first - head.first), default=None)
    one = nearest and doc.at("one", nearest.first)
    counted = nearest is not None and doc.tokens[max(0, nearest.first - 1)].is_number
    return bool(one and one.first == nearest.first and not (nearest.prefix or counted)) if nearest else False


def of_the_dead(doc: Document, q: Quantity) -> bool:
    """Whether a number counts the dead: left X after an attack that killed eleven, leaving behind 19 dead."""
    first = max(doc.sentence_of(q.first).first, q.first - _DEAD)
    were = doc.pack.language == "en" and _were_killed(doc, q.last)  # a raid in which 12 guards were killed
    return were or _dead_told(doc, first, q.last + (1 if doc.pack.morphology.article else 0))


def _dead_told(doc: Document, first: int, last: int) -> bool:
    """Whether the dead are told of in a range, those left out whom an aside only excepts: the bodies aside, 62 men."""
    dead = doc.within("killed", first, last)
    if not dead or "apart_from" not in doc.tags:
        return bool(dead)
    return not all(doc.has("apart_from", t.first - _EXCEPTED, t.last + 1) and _closed(doc, t.last, last) for t in dead)


def _closed(doc: Document, first: int, last: int) -> bool:
    return any(doc.tokens[i].text in COMMAS for i in range(first, last))


def _were_killed(doc: Document, last: int) -> bool:
    """English: whether "were killed" follows a token, over no more than a noun."""
    return any(doc.has("be", last, t.first) for t in doc.within("killed", last, last + _WERE))


def of_the_hurt(doc: Document, sentence: Sentence, q: Quantity) -> bool:
    """Whether a number of another clause counts dead or hurt: beside their word; in Arabic, anywhere behind it."""
    first = sentence.clause(sentence.clause_of(q.first))[0] if doc.pack.morphology.article else q.first - _DEAD
    hurt = any(doc.has(key, min(first, q.first - _DEAD), q.last + 1) for key in ("killed", "wounded"))
    return hurt or (doc.pack.language == "en" and _were_killed(doc, q.last))


def _hurt_who_go(doc: Document, sentence: Sentence, q: Quantity, head: Tag) -> bool:
    """English: whether the hurt with whom a sentence opens are those who go: ten of the injured, long stuck, reached X.

    Not those whom something told there hurt.
    """
    opens = doc.pack.language == "en" and q.first == sentence.first and q.last <= head.first
    return opens and bool(doc.within("group", q.first, q.last, "wounded")) and not doc.has("event", q.first, head.first)


def brought_to(doc: Document, sentence: Sentence, q: Quantity) -> bool:
    """English: whether a number is the sum of all so far: nine crossed into X, bringing to 40 those who have fled."""
    clause = sentence.clause(sentence.clause_of(q.first))
    return doc.pack.language == "en" and doc.at("running", clause[0]) is not None


def of_something_else(doc: Document, sentence: Sentence, q: Quantity, head: Tag) -> bool:
    """English: whether a number is an age, an hour or part of a name, or counts what a deed falls on, not who goes.

    Whom a deed falls on may be led away: they detained six and took them to X, but did not leave as six.
    """
    if doc.pack.language != "en":
        return False
    if any(speaks(doc, t) for t in doc.within("group", q.first, q.last)) or _beside_them(doc, q, head):
        return True  # several residents said
    before, after = doc.tokens[max(0, q.first - 1)].text, doc.tokens[min(q.last, len(doc.tokens) - 1)].text
    if q.noun is None and (q.value or _ITEM) < _ITEM:
        aged = before == after == ","
        named = after in _DASHES and q.last - sentence.first <= _NAMED and q.first > sentence.first
        if aged or named or before in ("at", "aged"):
            return True
    if q.noun is None and is_verb(head) and q.first > head.last and doc.has("event", head.last, q.first):
        return True  # entered the shop in X and took two computers
    if is_verb(head) and head.name not in _LED and _object_of_deed(doc, sentence, q, head):
        return True  # rode into X and abducted eight teachers
    deeds = () if head.name in _LED else doc.within("event", q.first - 1, q.first)
    return any(t.first == q.first - 1 and is_verb(t) and not doc.at("motion", t.first) for t in deeds)


def _beside_them(doc: Document, q: Quantity, head: Tag) -> bool:
    """Whether those are counted whom people meet where they came to: share a room with 30 others."""
    others = "others" in (doc.tokens[min(q.last, len(doc.tokens) - 1)].word, doc.tokens[q.last - 1].word)
    apart = others and head.last < q.first - 1 and not doc.place_at(max(0, q.first - 2))
    return apart and doc.tokens[q.first - 1].word == "with"


def _object_of_deed(doc: Document, sentence: Sentence, q: Quantity, head: Tag) -> bool:
    """Whether a number right behind a verb of another deed counts those to whom that was done."""
    deeds = [t for t in doc.within("event", max(head.last, q.first - _DEED), q.first) if is_verb(t)]
    return any(t.last <= q.first and sentence.clause_of(t.first) == sentence.clause_of(q.first) for t in deeds)


def _cases(doc: Document, q: Quantity) -> bool:
    """Whether a number counts the sick or hurt as cases: seven critical cases."""
    return q.noun == "thing" and any(t.first < q.last for t in doc.within("group", q.first, q.last + 1, "wounded"))


def _of_a_unit(doc: Document, q: Quantity) -> bool:
    """Whether a number is a unit's name, or tells whose some were: of the Brigade 444, five, all from one family."""
    if q.noun == "families" and q.value == 1:
        return doc.at("out_of", q.first - 1) is not None
    unit = doc.at("group", q.first - 1) if q.noun is None else None
    named = unit is not None and unit.name == "forces" and unit.last == q.first
    return named and unit is not None and (definite(doc, unit) or doc.tokens[unit.first].text[:1].isupper())


def so_far(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence counts those who have gone until now, not only in the sum that a clause of its own tells."""
    sums = doc.within("cumulative", sentence.first, sentence.last)
    if doc.pack.language != "en":  # the first convoy in a year
        return any(not doc.has("superlative", max(sentence.first, t.first - _BESIDE), t.first) for t in sums)
    sums = [t for t in sums if doc.at("since_then", t.first) is None]  # who have since moved to X
    return any(doc.at("running", sentence.clause(sentence.clause_of(t.first))[0]) is None for t in sums)


def _near(tags: list[Tag], head: Tag) -> list[Tag]:
    return [t for t in tags if abs(t.first - head.first) <= _BESIDE]


def count_of(doc: Document, numbers: Numbers, sentence: Sentence, span: tuple[int, int], head: Tag) -> Quantity | None:
    """The number nearest to the verb that counts people, families or vehicles; no parts, tolls or item numbers."""
    read = doc.counts_to(span[1])
    told = numbers.find_all(doc.tokens, span[0], span[1], read)
    fit = [
        q for q in told
        if (q.noun in ("people", "families", "vehicles", None) or _cases(doc, q))
        and not (doc.date_at(q.first) or doc.place_at(q.first))
        and not any(not doc.at("motion", t.first - 1) for t in doc.within("part", q.first - 3, q.first))
        # "87 of them": those told of before, unless a verb tells of them: took four of them to X
        and (q.first == told[0].first or not _of_those(doc, q) or 0 < q.first - head.first <= 1)
        and not (q.first == sentence.first and q.noun is None and (q.value or 0) < _ITEM and not _of_group(doc, q))
    ]  # fmt: skip
    fit = [q for q in fit if not (of_something_else(doc, sentence, q, head) or _of_a_unit(doc, q))]
    bare = 2 if head.name not in ("advance", "withdraw") else _BARE
    fit = [q for q in fit if q.noun or q.value is None or q.value >= bare]
    clause = sentence.clause(sentence.clause_of(head.first))
    fit = [q for q in fit if clause[0] <= q.first < clause[1] or not brought_to(doc, sentence, q)]
    if told_so := [q for q in fit if q.first > head.first and doc.at("their_number", q.first - 1)]:
        return told_so[0]  # the wounded were taken, and they number eight, to X
    own = [q for q in fit if clause[0] <= q.first < clause[1] and not of_the_dead(doc, q)]
    fit = own or [q for q in fit if not of_the_hurt(doc, sentence, q) or _hurt_who_go(doc, sentence, q, head)]
    if not fit:
        return None
    aid = any(t.name == "aid" and not _carries_people(t, fit) for t in doc.within("group", *span))
    loaded = [q for q in fit if q.noun == "vehicles"] if aid else []  # "25 lorries of aid for 26,000 people"
    counted = loaded or [q for q in fit if q.noun != "vehicles"] or fit
    best = min(counted, key=lambda q: abs(q.first - head.first))
    joins = doc.pack.morphology.conjunctions[:1] or ("\0",)
    while doc.tokens[best.first].text.startswith(joins) and (
        one := next((q for q in fit if q.last == best.first), None)
    ):
        best = one  # 15 Saudis and four Sudanese were taken to X
    people = numbers.find_people(doc.tokens, best.first, span[1], read)
    return _with_exchanged(doc, fit, people if people is not None and people.first == best.first else best, head)


def _of_those(doc: Document, q: Quantity) -> bool:
    """Whether "of them" follows a number, no word of who most are: 87 of them, but 500 civilians, mostly women."""
    part = doc.at("part", q.last)
    return part is not None and not (q.noun is not None and doc.has("group", part.last, part.last + 1))


def _carries_people(load: Tag, counted: list[Quantity]) -> bool:
    """Whether what lorries carry are people: trucks carrying 500 civilians."""
    return any(q.noun == "people" and load.first <= q.first <= load.last for q in counted)


def _of_group(doc: Document, q: Quantity) -> bool:
    """Whether "of them" or, in English, a group's noun follows a number: eighty IS fighters."""
    of = q.last < len(doc.tokens) and doc.pack.has("genitive", doc.tokens[q.last].word)  # thirty of the injured
    named = doc.pack.language == "en" and doc.has("group", q.last, q.last + _OF_THEM + of)
    named = named or (of and doc.pack.has("definite", doc.tokens[min(q.last + 1, len(doc.tokens) - 1)].word))
    more = doc.pack.language == "en" and any(
        doc.tokens[i].word in ("more", "others") for i in (q.last - 1, min(q.last, len(doc.tokens) - 1))
    )
    return doc.at("part", q.last) is not None or named or more


def _with_exchanged(doc: Document, fit: list[Quantity], q: Quantity, head: Tag) -> Quantity:
    """English: both sides' captives where one number is exchanged for another: swapped 14 soldiers for 20 rebels."""
    given = [o for o in fit if o.value is not None and doc.pack.language == "en" and head.name == "free"]
    pair = next(((a, b) for a, b in pairwise(given) if q.first in (a.first, b.first)), None)
    if pair is None or q.value is None or doc.tokens[pair[1].first - 1].word != "for":
        return q
    if doc.at("in_return", pair[1].first - 1):  # one side freed 12 in return for nine: those it freed
        return q
    return Quantity(sum(o.value or 0 for o in pair), None, None, q.quantifier, q.first, q.last, q.noun)
