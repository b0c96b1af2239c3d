"""Names in an event's sentence that do not tell where it happened: homes of those who act, hospitals, causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.containers import on_a_way
from geomap.extraction.names.senses import SETTLED, UNIT, rank
from geomap.extraction.ways.ways import homeward, of_the_displaced, took_place
from geomap.extraction.where.headings import heads_paragraph
from geomap.extraction.where.listing import joined, joins_on
from geomap.extraction.words.document import Named
from geomap.extraction.words.phrases import BEARINGS, with_article

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed, Sentence
    from geomap.extraction.words.pack import Tag

MOTIVE = 7  # tokens from "in solidarity with" to the place of what is protested
_WAY = 6  # tokens from "on their way" to the place that it leads to
_HEARD = 5  # tokens from "was heard" to where
_BESIDE = (*BEARINGS, "centre", "near", "countryside")
_LIVED_IN = ("city", "town", "village", "camp")
_BETWEEN = frozenset(("event", "motion", "group"))  # clashes of the government with gunmen in X
_AWAY = 6  # tokens that "X, 70 kilometres southeast of" may take
_MENTIONED = 6  # tokens from "in preparation for the battle of" to what it is about
_CAME = 4  # tokens from "arrived" to where from
_PEOPLE = 4  # tokens from people to "out of"
_SPEAKER = 6  # tokens from "said" to the place of who says it
_SAID = 5  # tokens from the place of who speaks, over its town, to "said"
_SAYS = 3  # tokens from the place of who speaks to what he does
_NEXT = 3  # tokens from one side to the name of the other
_LINK = 2  # tokens between the ends of a road
_SIDES = 5  # tokens from "between" to the second of two sides
_ONE_FROM = 7  # tokens of somebody: a 40-year-old baker from X
_ONE_OF = ("a", "an")
_NOBODY = frozenset(("event", "motion", "aircraft", "cue", "facility", "hearsay", "relation", "occurs"))
_BE = 2  # tokens from "was" to "held in"
_HELD = ("protest", "crowd", "agreement")  # families of what is held somewhere
_ANGRY = 4  # tokens from "angry at" to the place of what they are angry at
_MEDIATE = 5  # tokens from whose elders they are to what they do
_UNARMED = ("civilians", "mixed", "officials", "detainees", "wounded", "aid")
_OTHERS = ("civilian", "crowd", *_UNARMED)  # who bear no arms, by either list of people


def homes_of_forces(doc: Document, told: list[Placed], before: Placed | None) -> list[Placed]:
    """Of places ``told`` those that only tell whose people acted, where another town is told, or one ``before``."""
    if (
        told
        and heads_paragraph(doc, doc.sentence_of(told[0].first))
        and (aims := [p for p in told if _aimed_at(doc, p)])
    ):
        return aims
    angry = [p for p in told if any(t.last - t.first > 1 for t in doc.within("motive", p.lead - _ANGRY, p.lead))]
    theirs: list[Placed] = []
    notables = [p for p in told if _whose_notables(doc, p)]
    for p in told:
        listed = theirs and theirs[-1].last == p.first and doc.tokens[p.first].text.startswith(_and(doc))
        if doc.pack.language == "en":
            listed = theirs and theirs[-1] in notables and joined(doc, theirs[-1].last, p)
            notables += [p] if listed else []
        if listed or p in notables or of_people(doc, p) or _bears(doc, p) or (p in angry and doc.pack.language == "en"):
            theirs.append(p)  # reinforcements from X and Y
    heads = [p for p in told if p.last < len(doc.tokens) and doc.tokens[p.last].text == ":"]
    scenes = [p for p in told if p.located or p.relation or p in heads]
    elsewhere = (p for p in scenes if p not in theirs and not p.container)
    known = before is not None and (bool(doc.pack.morphology.article) != bool(notables))
    return theirs if known or any(rank(p.mention.place) >= SETTLED for p in elsewhere) else []


def clause_start(sentence: Sentence, p: Placed) -> int:
    """Return the first token of the clause in which the words that lead to a place stand."""
    return sentence.clause(sentence.clause_of(p.lead))[0]


def of_motive(doc: Document, p: Placed, first: int) -> bool:
    """Whether a place is what people protest about: over strikes on X; not "over pay were held in X"."""
    about = doc.within("motive", max(first, p.lead - MOTIVE), p.lead)
    return any(not (doc.pack.language == "en" and doc.has("be", t.last, p.lead)) for t in about)


def protested(doc: Document, sentence: Sentence, p: Placed) -> bool:
    """Whether a place is only what a crowd is for or against, right behind the word for it: in solidarity with X."""
    first = clause_start(sentence, p)
    if doc.pack.morphology.article:
        return of_motive(doc, p, first)
    about = doc.within("motive", max(first, p.lead - MOTIVE), p.first)
    return any(p.lead <= t.last <= p.first or doc.at("aim", p.lead) for t in about)


def _aimed_at(doc: Document, p: Placed) -> bool:
    """Whether a place only tells where somebody was going: on their way back to X."""
    return any(t.last >= p.lead and t.last - t.first > 2 for t in doc.within("into", p.lead - _WAY, p.first))


def _and(doc: Document) -> tuple[str, ...]:
    return doc.pack.morphology.conjunctions[:1] or ("\0",)


def of_people(doc: Document, p: Placed) -> bool:
    """Whether a place only tells, right after a force, whose people they are: fighters from X took Y."""
    bare = p.lead == p.first and not p.located
    if doc.pack.morphology.article and bare and doc.at("stands_for_actor", p.lead - 1):
        return True  # the battalion of X
    led = any(t.first == p.lead < p.first for t in doc.within("out_of", p.lead, p.lead + 1))
    who = doc.at("actor", p.lead - 1) or doc.at("group", p.lead - 1)
    return led and who is not None and who.last == p.lead and who.name not in _UNARMED


def of_somebody(doc: Document, p: Placed) -> bool:
    """Whether a place only tells, right after somebody, where he is from: a man from X; not what a force left."""
    who = any(doc.at(label, p.lead - 1) for label in ("actor", "group", "civilian", "one"))
    first, _ = (s := doc.sentence_of(p.first)).clause(s.clause_of(p.first))
    return who and doc.at("out_of", p.lead) is not None and not doc.has("motion", first, p.lead)


def somebody_from(doc: Document, p: Placed) -> bool:
    """English: whether a place tells where one of them is from, whatever he is: a baker from X, a girl of six from X.

    Not so of what is fired, flown or sent from there, nor where somebody came from there.
    """
    if doc.pack.language != "en" or doc.tokens[p.lead].word != "from":
        return False
    sentence = doc.sentence_of(p.first)
    for i in range(p.lead - 1, max(sentence.first, p.lead - _ONE_FROM) - 1, -1):
        if (doc.tokens[i].is_sign and doc.tokens[i].text != "-") or doc.any_at(_NOBODY, i):
            return False
        if doc.tokens[i].word in _ONE_OF:
            return i < p.lead - 1
    return False


def is_aside(doc: Document, p: Placed, at: int) -> bool:
    """Whether a place only tells where somebody is from or speaks, so that no "the town" after it takes it up."""
    return of_somebody(doc, p) or _comes_from(doc, p) or speaks_there(doc, p, at)


def _whose_notables(doc: Document, p: Placed) -> bool:
    """Whether a place only tells whose elders or officials act: notables from X; Arabic: the elders of X."""
    if doc.pack.language == "en":
        them = any(t.last > p.lead for t in doc.within("notables", p.lead - 1, p.first))
        return them and doc.has("event", p.last, p.last + _MEDIATE)
    who = doc.at("group", p.lead - 1) if doc.pack.morphology.article else None
    led = p.lead == p.first or doc.at("out_of", p.lead) is not None
    they = led and who is not None and who.name == "officials" and who.last == p.lead
    return they and not doc.has("hearsay", p.lead - _HEARD, p.lead)


def _bears(doc: Document, p: Placed) -> bool:
    """English: whether a force bears the name of the town it comes from: the Zintan brigades, Misrata fighters."""
    who = doc.at("acting", p.last) or doc.at("group", p.last)
    armed = who is not None and (who.name not in _OTHERS or p.lead == p.first)  # Zwai youths
    return doc.pack.language == "en" and armed and not p.located and who is not None and who.first == p.last


def is_no_scene(doc: Document, p: Placed) -> bool:
    """Whether a name tells where they come from, a hospital, or a side: a brawl between the Beni Amer and the Nuba."""
    first = doc.sentence_of(p.first).first
    cause = doc.has("motive", max(first, p.lead - MOTIVE), p.lead) and (doc.at("into", p.lead) or doc.at("aim", p.lead))
    if cause:
        return True  # protested the move to X
    other = any(q.mention.place for q in doc.places_in(p.last, p.last + _NEXT))  # the area between X, unknown, and Y
    ground = any(t.name != "road" for t in doc.within("cue", p.lead, p.first)) and not other
    side = p.relation == "between" and p.mention.place is None and not (ground or doc.at("cue", p.lead - 1))
    sounds = doc.within("echo", p.lead - _HEARD, p.lead)  # the blast was heard in X; not "the sound of firing"
    if any(not doc.has("event", t.last, p.lead) for t in sounds):
        return True
    return (
        side
        or of_the_displaced(doc, p)
        or _is_tribe(doc, p)
        or somebody_from(doc, p)
        or _only_held(doc, p)
        or _road_leads_to(doc, p)
        or _comes_from(doc, p)
        or treats(doc, p)
        or _in_brackets(doc, p)
        or _only_mentioned(doc, p)
        or _names_a_facility(doc, p)
        or homeward(doc, p)
        or _of_a_source(doc, p)
    )


def _of_a_source(doc: Document, p: Placed) -> bool:
    """Arabic: whether a place only tells where one speaks of another: according to an officer in X, Y fell."""
    if not doc.pack.morphology.article or not p.located:
        return False
    said = any(t.name == "source" for t in doc.within("hearsay", p.lead - _SPEAKER, p.lead))
    who = said and any(doc.has(label, p.lead - _SPEAKER, p.lead) for label in ("speaker", "group"))
    that = doc.first_of("that", p.last, p.last + _SAYS * 3) if who else None
    return that is not None and any(
        o.mention.usage == "literal" for o in doc.places_in(that.last, doc.sentence_of(p.first).last)
    )


def _names_a_facility(doc: Document, p: Placed) -> bool:
    """Whether a facility only bears the name of a country or a far unit: the Kuwaiti hospital, the Ohio market."""
    place = p.mention.place
    if place is None or place.kind not in ("country", "governorate"):
        return False
    if doc.pack.morphology.article:
        noun = doc.at("bears_name", p.first - 1) or doc.at("facility", p.first - 1)
        named = noun is not None and p.mention.start == doc.tokens[p.first].start
    else:
        noun = doc.first_of("bears_name", p.last, p.last + _NEXT)
        named = noun is not None and not any(doc.tokens[i].is_sign for i in range(p.last, noun.first))
    if not named:
        return False
    doc.told = doc.told or Named(doc.mentions)
    return place.kind == "country" or not doc.told.mostly_around(place)


def _only_mentioned(doc: Document, p: Placed) -> bool:
    """Whether it was not at a place, or others only hear of it or get ready: and not in X; for the battle of X."""
    told = doc.within("only_mentioned", max(doc.sentence_of(p.first).first, p.lead - _MENTIONED), p.first)
    return any(p.lead <= t.last <= p.first for t in told)


def _road_leads_to(doc: Document, p: Placed) -> bool:
    """English: whether a place only tells which road others block: residents of X, a crowd in X blocked the road to Y.

    So too where the crowd is from a town told before: people from the town blocked the road to Y.
    """
    road = doc.at("cue", p.lead - 1) if doc.pack.language == "en" and doc.at("into", p.lead) else None
    if road is None or road.name != "road":
        return False
    first = doc.sentence_of(p.first).first
    told = [q for q in doc.places_in(first, road.first) if q.mention.usage != "metonym"]
    if any(doc.at("dwellers", q.lead) or doc.at("dwellers", q.lead - 1) for q in told):
        return True
    blocks = doc.within("event", first, road.first, "protest")
    if not blocks:
        return False
    theirs = (
        t for t in doc.within("cue", first, blocks[-1].first) if t.name in _LIVED_IN and with_article(doc, t.first)
    )
    crowd = any(q.located and rank(q.mention.place) >= UNIT and q.last <= blocks[-1].first for q in told)
    return crowd or any(doc.at("out_of", t.first - 2) or doc.at("dwellers", t.first - 2) for t in theirs)


def _only_held(doc: Document, p: Placed) -> bool:
    """English: whether a relative clause only tells what a side holds: the rebels, who control X, shelled Y."""
    holds = doc.at("holds", p.lead - 1) if doc.pack.language == "en" else None
    if holds is None or doc.at("relative", holds.first - 1) is None:
        return False
    s = doc.sentence_of(p.first)
    return any(q.mention.usage == "literal" and q is not p for q in doc.places_in(s.first, s.last))


def _is_tribe(doc: Document, p: Placed) -> bool:
    """English: whether a name is a tribe's, one of two sides: a tribal feud between Albu Ali and Bani Malik."""
    between = doc.last_of("relation", p.lead - _SIDES, p.first, "between")
    fight = doc.at("event", between.first - 1) if between else None
    if fight is None or doc.pack.language != "en":
        return False
    return any(doc.pack.has("modifier", doc.tokens[i].word) for i in (fight.first, fight.first - 1))


def _comes_from(doc: Document, p: Placed) -> bool:
    """Whether a place only tells where those who act came from: gunmen coming from X."""
    if any(t.last > p.lead for t in doc.within("stationed", p.lead - 1, p.first)):
        return True  # a sniper posted in X
    if any(t.last > p.lead for t in doc.within("came_from", p.lead - 1, p.first)):
        return True
    if any(t.last >= p.lead for t in doc.within("launched", p.lead - 2, p.first)):
        return True  # shells that were fired from X
    led = any(
        t.last >= p.lead and t.last - t.first > 1 and not (_of_the_event(doc, t) or _carried_out(doc, t, p))
        for t in doc.within("out_of", p.lead - 3, p.first)
    )
    return led and not took_place(doc, p)


def only_sent_from(doc: Document, p: Placed) -> bool:
    """Whether a place only tells where those came from who act elsewhere: a force sent from X; reinforcements from X.

    Not so where people fled or forces withdrew from it, of which more may be told.
    """
    if not doc.has("out_of", p.lead - 1, p.first) and not doc.has("launched", p.lead - 2, p.first):
        return False
    if _comes_from(doc, p) or of_people(doc, p):
        return True
    came = doc.within("motion", p.lead - _CAME, p.lead, "arrive")
    return bool(came) and any(t.last >= p.lead for t in doc.within("out_of", p.lead - 1, p.first))


def _carried_out(doc: Document, out: Tag, p: Placed) -> bool:
    """English: whether people were hit as they left the only place told: a bus that took families out of X was hit."""
    s = doc.sentence_of(p.first)
    if doc.pack.language != "en" or doc.tokens[out.first].word != "out" or not doc.has("event", p.last, s.last):
        return False
    people = any(doc.has(label, out.first - _PEOPLE, out.first) for label in ("group", "civilian"))
    return people and all(q is p for q in doc.places_in(s.first, s.last))


def _of_the_event(doc: Document, out: Tag) -> bool:
    """English: whether "out of", "held in" tells what happened there: drove them out of X, a sit-in was held in X."""
    if doc.pack.language != "en":
        return False
    be = doc.within("be", out.first - _BE, out.first)
    if be:
        return any(doc.within("event", doc.sentence_of(out.first).first, be[0].first, name) for name in _HELD)
    event = doc.at("event", out.first)
    return event is not None and event.name == "territory" and event.last == out.first + 1


def treats(doc: Document, p: Placed) -> bool:
    """Whether a name is that of the hospital where the hurt lie."""
    tag = doc.at("treated", p.lead - 1) or doc.at("treated", p.first - 1)
    return tag is not None and tag.last in (p.lead, p.first)


def _in_brackets(doc: Document, p: Placed) -> bool:
    """English: whether brackets say where the place before them lies: Ansongo (Gao)."""
    bracket = p.lead > 1 and doc.tokens[p.lead - 1].text == "(" and doc.pack.language == "en"
    return bracket and doc.place_at(p.lead - 2) is not None


def bearing(doc: Document, p: Placed) -> bool:
    """Whether a place only tells where the one named before it lies: Durayhimi, south of Hodeidah; X, 70 km from Y."""
    beside = p.relation in _BESIDE and not (joins_on(doc, p) or doc.has("event", p.lead, p.first))
    comma = doc.pack.language == "en" and doc.tokens[p.lead - 1].text == ","
    away = _AWAY if doc.has("distance", p.lead - 2, p.lead) else beside * (1 + comma)
    named = (o for o in map(doc.place_at, range(p.lead - away, p.lead)) if o is not None)
    least = max(UNIT, min(rank(p.mention.place), UNIT + 1))  # no governorate lies beside a town
    return any(
        rank(o.mention.place) >= least and not on_a_way(doc, doc.places_in(o.lead - _LINK, o.lead), o, p) for o in named
    )


def of_a_body(doc: Document, p: Placed) -> bool:
    """English: whether a name tells only whose body somebody belongs to: the director of X hospital."""
    of = doc.pack.has("genitive", doc.tokens[p.lead].word) and p.lead < p.first
    return of and doc.pack.language == "en" and doc.at("facility", p.last) is not None and p.cue is None


def taken_from_home(doc: Document, at: int) -> bool:
    """English: whether an event's word tells of people taken from where they live: seized 40 men from the village."""
    tag = doc.at("event", at)
    return doc.pack.language == "en" and tag is not None and tag.name in ("abduction", "arrest", "dragged")


def said_there(doc: Document, p: Placed, at: int) -> bool:
    """Arabic: whether a place only tells where who speaks is: residents of X said that shells fell on Y."""
    said = doc.within("hearsay", p.lead - _SPEAKER, p.lead)
    what = doc.at("event", p.last)  # told of the arrest of
    of = what is not None and what.form == "noun" and what.prefix in doc.pack.morphology.prepositions[:1]
    return any(t.name == "told" for t in said) and (of or doc.has("that", p.last, min(p.last + 2, at)))


def speaks_there(doc: Document, p: Placed, at: int) -> bool:
    """Whether a place only tells where a body sits that speaks of what is done elsewhere: the ministry in X said.

    Not so where it acts itself: the government in X arrested two.
    """
    first, last = (s := doc.sentence_of(p.first)).clause(s.clause_of(p.first))
    if not p.located or doc.at("sure_place", p.lead) is None:
        return False
    says = doc.has("hearsay", max(at, p.lead - _SPEAKER), p.lead) or (at < p.first and doc.at("hearsay", p.last))
    says = says or _says_after(doc, p, at)
    if says and (doc.at("speaker", p.lead - 1) or doc.at("speaker", p.lead - 2)):
        return True  # a police source in X said
    body = doc.last_of("at_large", max(first, p.lead - _SPEAKER), p.lead)
    apart = range(body.last, p.lead) if body else ()
    if body is None or any(doc.tokens[i].is_sign or doc.any_at(_BETWEEN, i) for i in apart):
        return False
    around = (max(first, body.first - _SPEAKER), body.first), (p.last, min(p.last + _SAYS, last))
    if any(doc.has(label, *some) for label in ("hearsay", "announces", "comments") for some in around):
        return True
    return not first <= at < last and not doc.has("event", first, last)


def _says_after(doc: Document, p: Placed, at: int) -> bool:
    """English: whether who stands at a place goes on to say what is told: a source in X, Y, said the fighting."""
    before = range(max(0, p.lead - _SAYS), p.lead)  # the authorities that say what they did act where they sit
    one = doc.pack.language == "en" and any(doc.pack.has("indefinite", doc.tokens[i].word) for i in before)
    said = doc.first_of("hearsay", p.last, p.last + _SAID) if one else None
    return (
        said is not None
        and said.first < at
        and all(doc.tokens[i].is_sign or doc.place_at(i) for i in range(p.last, said.first))
    )


def only_heard(doc: Document, p: Placed) -> bool:
    """Whether a place is no scene of what the next sentence tells: where somebody speaks, meets or treats the hurt."""
    first, last = (s := doc.sentence_of(p.first)).clause(s.clause_of(p.first))
    if treats(doc, p) or speaks_there(doc, p, s.first):
        return True
    if doc.has("event", first, last):
        return False
    between = any(o.relation == "between" for o in (*doc.places_in(first, p.lead), p))  # on the road between X and Y
    away = doc.has("distance", p.lead - 2, p.lead)
    said = doc.at("hearsay", p.lead - 1) is not None  # the minister said in X that
    return between or away or said or doc.has("meets", first, p.lead)
