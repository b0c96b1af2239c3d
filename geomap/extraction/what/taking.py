"""Ground that is taken, and words of taking that tell of none: tanks, captives, a town that is only held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.senses import rank
from geomap.extraction.what.arabic import of_somebody, subject_enters
from geomap.extraction.what.english import SIDES, grasps_nothing, held
from geomap.extraction.what.fronted import befallen
from geomap.extraction.what.ground import drives_out, expels
from geomap.extraction.what.modality import is_verb
from geomap.extraction.what.own_verbs import which_they_took
from geomap.extraction.what.seizing import flag_of_crowd
from geomap.extraction.where.scenes import literal

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.pack import EventKind, Tag

_NAME = 5  # tokens in which the name of what is entered stands
_OBJECT_AT = 4  # tokens after "on" in which the ground that is seized is named
_BY = 4  # tokens from "by" over the part of a day to the day
_LOST = 3  # tokens from "lost" to the noun of the ground that is lost
ON_THE_GROUND = ("territory", "entry", "handed", "loss")  # families of ground that changes hands
_LAND = frozenset(("ground", "cue", "relation", "several", "thing", "part", "compound"))


def changes_hands(doc: Document, kind: EventKind, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether a word that may tell of ground taken, entered or lost does so here."""
    if kind.id == "territory":
        return not takes_no_ground(doc, tag, clause)
    return _loses_ground(doc, tag, clause) if kind.id == "loss" else enters_as_force(doc, tag, clause)


def _loses_ground(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """English: whether a force before the verb loses a place or ground, not men or a match: lost X to the rebels."""
    if doc.at("loses", tag.first) is None:
        return True  # gave up its last position to
    if befallen(doc, tag) == "ground":
        return True
    if doc.at("undergone", tag.first - 1) and tag.loose:  # the town was lost to the rebels
        return bool(literal(doc, clause[0], tag.first)) or doc.has("ground", clause[0], tag.first)
    first = doc.sentence_of(tag.first).first
    again = doc.at("theirs_again", tag.first + 1) is not None and bool(literal(doc, first, tag.first))  # lost it again
    forces = any(doc.has(label, first if again else clause[0], tag.first) for label in ("actor", "acting"))
    over = tag.first + 1 + (doc.at("grip", tag.first + 1) is not None)  # lost control of
    ground = any(doc.has(label, over, over + _LOST) for label in ("ground", "enclave"))
    return forces and (again or over > tag.first + 1 or held(doc, over) or ground)


def _people_fall(doc: Document, tag: Tag) -> bool:
    """Arabic: whether it is people who fall into somebody's hands: three fighters fell into the army's hands."""
    if not (tag.loose and is_verb(tag) and doc.pack.morphology.article and doc.at("falls_to", tag.first)):
        return False
    who = tag.first + 1 + (doc.at("civilian", tag.first + 1) is None)  # behind a number
    return doc.at("civilian", who) is not None and not doc.has("ground", tag.first, tag.last)


def takes_no_ground(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether a word of taking tells of no ground taken: seized tanks, freed captives, holds a town."""
    if _people_fall(doc, tag):
        return True
    of_it = _has_pronoun(doc, tag) or (tag.last - tag.first == 1 and doc.at("goods", tag.first - 1) is not None)
    if is_verb(tag) and not tag.prefix and doc.has("goods", tag.first - 2, tag.first) and of_it:
        return True  # "tanks that they had seized", confessions extorted from them
    if is_verb(tag) and doc.at("what", tag.first - 1) and _of_it(doc, tag.last):
        return True  # secured what they had taken of the town
    taken_up = is_verb(tag) and (_has_pronoun(doc, tag) or _of_it(doc, tag.last))
    which = doc.pack.language == "en" and doc.at("relative", clause[0]) is not None
    taken_up |= which and is_verb(tag) and doc.at("undergone", tag.first - 1) is not None  # X, which was retaken
    taken_up |= is_verb(tag) and which_they_took(doc, tag, clause[0])
    told = taken_up and literal(doc, doc.sentence_of(tag.first).first, tag.first)  # "attacked X, and retook it"
    fronted = befallen(doc, tag) == "ground"
    told = told or _goes_on(doc, tag, clause)
    return (
        of_somebody(doc, tag)
        or flag_of_crowd(doc, tag)
        or (tag.form == "present" and not (tells_news(doc, tag, clause) or doc.at("narrative", tag.first - 1)))
        or not (literal(doc, *clause) or doc.has("ground", *clause) or told or fronted)
        or (
            doc.at("frees", tag.first) is not None
            and doc.at("agent_mark", tag.last) is None
            and not (doc.pack.language == "en" and _takes_place(doc, tag))  # captured X and freed its prisoners
        )  # not "seized by fighters"
        or any(doc.at("mutual", t.last) for t in doc.within("who", clause[0], tag.first))  # that both took in turn
        or _seizes_goods(doc, _object(doc, tag.last))
        or doc.has("begins", tag.first + 1, tag.last)  # announced the start of the battle for it
        or (not fronted and grasps_nothing(doc, tag))
        or not drives_out(doc, tag, clause)
        or (tag.loose and doc.at("aim", tag.last - 1) and not (told or _ground_follows(doc, tag.last)))
        # took the wounded to the hill, but "was forced to fall back from it"
        or (
            tag.loose
            and doc.has("into", tag.first + 1, tag.last - 2)
            and expels(doc, tag) is None
            and not _grip(doc, tag)
        )
        or _only_held(doc, tag, clause)
    )


def _goes_on(doc: Document, tag: Tag, clause: tuple[int, int]) -> list[Placed]:
    """English: the places that a comma parts from what befell them.

    "X, home to Y, fell to"; "the two towns, X and Y, were captured": the names stand in the clause before, alone.
    """
    sentence = doc.sentence_of(tag.first)
    first = sentence.first
    aux = doc.at("undergone", clause[0]) is not None
    if doc.pack.language != "en" or not is_verb(tag) or tag.first != clause[0] + aux or clause[0] <= first:
        return []
    home = [] if aux else [p for p in literal(doc, first, first + 1) if doc.tokens[p.last].text == ","]
    before = sentence.clause(sentence.clause_of(clause[0]) - 1)
    opens = doc.has("several", first, before[0]) and not any(doc.has(x, first, clause[0]) for x in ("event", "occurs"))
    return home or (literal(doc, *before) if opens and doc.tokens[clause[0] - 1].text == "," else [])


def _grip(doc: Document, tag: Tag) -> bool:
    """English: whether a pattern ends with in whose hands ground is: went over into rebel hands."""
    return doc.pack.language == "en" and doc.at("grip", tag.last - 1) is not None


def _only_held(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """English: whether ground that is in somebody's hands is so without a day from which, or by which, it is news."""
    i = tag.first + 1
    if not (_grip(doc, tag) and doc.at("undergone", tag.first) and doc.at("within_hands", i)):
        return False
    days = doc.dates_in(*clause)  # by Friday, by the evening of Friday
    return not any(d.kind == "since" or doc.has("agent_mark", d.first - _BY, d.first) for d in days)


def _takes_place(doc: Document, tag: Tag) -> bool:
    """Whether ground is the object of a verb: captured the town of X from insurgents, seized two villages from them."""
    ground = any(doc.at(label, _object(doc, tag.last)) for label in ("ground", "several"))
    return ground or any(p.lead in (tag.first, tag.last) for p in literal(doc, tag.last, tag.last + _NAME))


def _seizes_goods(doc: Document, i: int) -> bool:
    """Whether things are seized: tanks, three tanks; the Security Belt is a force."""
    return doc.at("goods", i) is not None and doc.at("actor", i) is None


def _has_pronoun(doc: Document, tag: Tag) -> bool:
    return doc.tokens[tag.last - 1].text.endswith(doc.pack.morphology.pronouns or "\0")


def _of_it(doc: Document, i: int) -> bool:
    """Whether a pronoun on the preposition tells what was taken: regained control of it, took both."""
    on = next((t for j in (i - 1, i, i + 1) if (t := doc.at("aim", j)) and t.first == j), None)
    return on is not None and doc.tokens[on.first].text.endswith(doc.pack.morphology.pronouns or "\0")


def _ground_follows(doc: Document, i: int) -> bool:
    """Whether what is seized can be held: a place, a noun of ground, not the cameras of a shop in X."""
    return any(doc.place_at(j) or not _LAND.isdisjoint(doc.over(j)) for j in range(i, i + _OBJECT_AT))


def enters_as_force(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether a named force comes into a place: it stands right before the verb, the place right after it."""
    return subject_enters(doc, tag) if doc.pack.morphology.article else _force_enters(doc, tag, clause)


def _force_enters(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """English: whether a force comes into a place: a named one before the verb, or rebels right before it."""
    force = next((t for t in reversed(doc.within("actor", clause[0], tag.first))), None)
    if force is None or doc.pack.actors[force.name].kind not in SIDES:
        rebels = doc.at("acting", tag.first - 1)
        come_in = rebels is not None and (rebels.name == "non_state" or doc.at("on_foot", tag.first - 1) is not None)
        force = rebels if come_in else None
    if tag.form != "past" or force is None:
        return False
    between = any(doc.has(label, force.last, tag.first) for label in ("event", "motion", "relative"))
    way = doc.has("via", tag.last, clause[1]) or doc.has("out_of", tag.last, clause[1])
    reached = (p for p in literal(doc, tag.last, tag.last + _NAME) if not doc.at("sure_place", p.lead))
    return not (between or way) and any(rank(p.mention.place) > 1 for p in reached)


def _object(doc: Document, i: int) -> int:
    """The first token of an object after its article, number and the like."""
    led = ("definite", "indefinite", "counting", "possessive")
    while i < len(doc.tokens) and (doc.tokens[i].is_number or any(doc.pack.has(s, doc.tokens[i].word) for s in led)):
        i += 1
    return i


def tells_news(doc: Document, tag: Tag, clause: tuple[int, int]) -> bool:
    """Whether a present tells news as bulletins do: who does it stands first, and no mere holding is told.

    What is held after something is held newly: controls the town after a withdrawal.
    """
    subject = any(doc.has(label, clause[0], min(clause[0] + 2, tag.first)) for label in ("actor", "civilian", "group"))
    after = doc.within("cause", tag.last, clause[1])
    newly = any(doc.has(label, t.last, t.last + 2) for t in after for label in ("event", "motion"))
    return subject and (newly or not doc.at("holds", tag.first))
