"""Ways that a sentence tells of: the places where they begin and end, at which nothing else need happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.senses import SETTLED, rank
from geomap.extraction.what.modality import is_verb
from geomap.extraction.where.listing import joined
from geomap.extraction.where.scenes import literal
from geomap.extraction.words.phrases import definite, of_driven_out, owned

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed, Sentence
    from geomap.extraction.words.pack import Tag

_TAKEN_IN = ("arrive", "receive", "transport")  # as those are who were driven out before
_HOMEWARD = 6  # tokens of "on their way home to"
_WAY = 9  # tokens from a word of motion to where it leads
_COMING = ("infiltrate", "arrive", "advance")
_MET = ("clash", "standoff", "attack")  # families of fights with those who came
_LIVED_IN = ("city", "town", "village", "camp", "neighbourhood")
_TAKEN = ("transport", "evacuate")
_AFTERWARDS = ("after", "once")
_GONE = ("withdraw", "flee", "leave", "arrive")
_CROSSED = ("bridge", "crossing", "river", "road")
_PRISON = "other"  # the cue of prisons, ports and shores
_PREPOSITION = 1  # tokens from a hospital's name to the "in" before its town
_WITHIN = 3  # tokens from "to" over what lies in the place that is reached


def led_from(doc: Document, p: Placed) -> bool:
    """Whether "from" stands right before a name: rockets from X, where the sentence tells what they fell on too."""
    return any(t.last >= p.lead for t in doc.within("out_of", p.lead - 1, p.first)) and not took_place(doc, p)


def driven_from(doc: Document, p: Placed) -> Tag | None:
    """Return the verb by which others are driven from a place, which is where they fought: expelled them from X."""
    verb = doc.at("event", p.lead) or doc.at("event", p.lead - 1)
    expels = verb is not None and verb.loose and verb.name == "territory" and verb.first < p.lead
    return verb if expels and led_from(doc, p) else None


def took_place(doc: Document, p: Placed) -> bool:
    """English: whether it is an event that was held in a place: protests were held in X."""
    nouns = (doc.at("event", i) for i in (p.lead - 2, p.lead - 3))
    held = doc.pack.language == "en" and doc.at("occurs", p.lead - 1) is not None
    return held and any(t is not None and t.form == "noun" for t in nouns)


def ends_of_roads(named: list[Placed]) -> set[int]:
    """First tokens of the places that a road is called after: on the road from X to Y, near Z."""
    ends: set[int] = set()
    last = -1
    for p in named:
        bare = p.listed or not (p.located or p.relation or p.cue)
        if p.cue == "road" or (bare and 0 <= p.first - last <= 1):
            ends.add(p.first)
            last = p.last
    return ends


def ends_of_ways(doc: Document, sentence: Sentence, named: list[Placed]) -> set[int]:
    """First tokens of the places that somebody goes to: they left the fallen town towards X and Y."""
    ends: set[int] = set()
    last = -1
    for p in named:
        first, _ = sentence.clause(sentence.clause_of(p.first))
        way = max(first, p.lead - _WAY)
        led = led_to(doc, p) and (_goes(doc, way, p.lead) or _on_their_way(doc, way, p.lead))
        led = led and not (doc.at("enters", p.lead) or _fought_there(doc, way, p))
        led = led and not (doc.pack.morphology.article and doc.has("attempt", way, p.lead))  # tried to come near X
        led = led or _ends_a_road(doc, p) or homeward(doc, p)
        if led or (last >= 0 and joined(doc, last, p)):
            ends.add(p.first)
        last = p.last if p.first in ends else -1
    return ends


def _goes(doc: Document, first: int, last: int) -> bool:
    """Whether somebody goes somewhere; English: not a road that comes down from X to Y."""
    going = doc.within("motion", first, last)
    if doc.pack.language != "en":
        return bool(going)
    roads = (doc.at("cue", t.first - 2) if doc.at("relative", t.first - 1) else None for t in going)
    return any(road is None or road.name != "road" for road in roads)


def _fought_there(doc: Document, first: int, p: Placed) -> bool:
    """Arabic: whether those who come to a place do there what the next word tells: slipped into X, clashed with."""
    came = doc.within("motion", first, p.lead) if doc.pack.morphology.article else []
    then = doc.at("event", p.last)
    if came and came[-1].name == "infiltrate" and is_verb(came[-1]):
        s = doc.sentence_of(p.first)
        if any(doc.within("event", *s.clause(s.clause_of(p.first)), kind) for kind in _MET):
            return True  # a clash with a force that slipped into X
    return bool(came) and came[-1].name in _COMING and then is not None and then.form == "past"


def _on_their_way(doc: Document, first: int, last: int) -> bool:
    """Arabic: whether somebody's way is told: a bus that was on its way from X to Y."""
    roads = doc.within("cue", first, last, "road") if doc.pack.morphology.article else ()
    return any(owned(doc, t.first) for t in roads)


def homeward(doc: Document, p: Placed) -> bool:
    """English: whether somebody was on his way to a place: workers on their way home to X."""
    way = doc.within("into", p.lead - _HOMEWARD, p.lead + 1) if doc.pack.language == "en" else []
    return any(t.last == p.first and t.last - t.first > _WITHIN and not doc.has("event", t.first, t.last) for t in way)


def _ends_a_road(doc: Document, p: Placed) -> bool:
    """Arabic: whether only a road leads to a place: demanded that the road to X be opened."""
    road = doc.at("cue", p.lead - 1) if doc.pack.morphology.article and doc.at("into", p.lead) else None
    return road is not None and road.name == "road"


def led_to(doc: Document, p: Placed) -> bool:
    """Whether a place is where a way led: taken to the camp."""
    if any(t.last >= p.lead for t in doc.within("into", p.lead - 1, p.first)):
        return True
    near = bool(doc.pack.morphology.article) and p.relation is not None  # to a detention centre near X
    over = doc.within("into", p.lead - _WITHIN, p.lead) if p.located or near else []  # to schools in X
    gap = range(over[-1].last, p.lead) if over else ()
    parts = ("event", "motion", "via")
    parted = any(
        doc.tokens[i].is_sign or doc.place_at(i) or (any(doc.at(x, i) for x in parts) and not doc.at("halt", i))
        for i in gap
    )
    return bool(over) and not parted


def leads_nowhere(doc: Document, tag: Tag) -> bool:
    """Whether a word that may lead to a place does not: in return for, got into buses, Arabic "towards" 200 of them."""
    boards = doc.at("rides", tag.last) or doc.at("rides", tag.first)
    if doc.at("in_return", tag.first) or (boards is not None and boards.first <= tag.first):
        return True
    return doc.at("tally", tag.first) is not None and doc.tokens[tag.last].is_number


def is_end(doc: Document, p: Placed) -> bool:
    """Whether somebody only went to a place, of which nothing else is told there."""
    first = doc.sentence_of(p.first).first
    way = max(first, p.lead - _WAY)
    return led_to(doc, p) and doc.has("motion", way, p.lead) and not doc.has("enters", way, p.lead)


def only_on_the_way(doc: Document, p: Placed) -> bool:
    """Whether a place only tells where a road leads, or where somebody set out: a village on the road to X."""
    leads = (doc.at("cue", t.first) for t in doc.within("names_place", p.lead - 2, p.first) if t.last == p.first)
    road = any(cue is not None and cue.name not in _LIVED_IN for cue in leads)  # not "in the town of X"
    left = any(t.last >= p.lead for t in doc.within("out_of", p.lead - 1, p.first))
    return road or (left and doc.has("motion", max(doc.sentence_of(p.first).first, p.lead - _WAY), p.lead))


def fled(doc: Document, p: Placed) -> bool:
    """English: whether a place is only what somebody fled."""
    return doc.pack.language == "en" and any(t.name == "flee" for t in doc.within("motion", p.lead - 1, p.first))


def went_to(doc: Document, sentence: Sentence, p: Placed) -> bool:
    """Whether a verb tells that somebody went to a place; Arabic: not "shot on his way home to X"."""
    way = doc.within("motion", sentence.clause(sentence.clause_of(p.first))[0], p.lead)
    return not (way and doc.pack.morphology.article and way[-1].form == "noun")


def only_taken_to(doc: Document, sentence: Sentence, at: int, p: Placed) -> bool:
    """Whether a clause after that of an event only tells where the hurt were taken: and they were taken to X."""
    n = sentence.clause_of(p.first)
    taken = any(t.name in _TAKEN for t in doc.within("motion", sentence.clause(n)[0], p.lead))
    return taken and n > sentence.clause_of(at)


def fell_back_to(doc: Document, sentence: Sentence, at: int, p: Placed) -> bool:
    """English: whether a clause that tells what came before leads to a place: took it after its men left for X."""
    first, _ = sentence.clause(sentence.clause_of(p.first))
    gone = doc.within("motion", max(first, at), p.lead)
    if not gone or gone[-1].name not in _GONE or doc.pack.language != "en":
        return False
    return any(doc.tokens[i].word in _AFTERWARDS for i in range(at, gone[-1].first))


def fell_back_from(doc: Document, fine: list[Placed], clause: tuple[int, int], aside: set[int]) -> list[Placed]:
    """Arabic: where forces fought before they fell back from there, where no other place is told: from X to Y."""
    if any(p.first not in aside for p in fine) or not doc.within("motion", *clause, "withdraw"):
        return []
    return [p for p in fine if led_from(doc, p) and rank(p.mention.place) >= SETTLED][:1]


def only_led_to(doc: Document, sentence: Sentence, p: Placed) -> bool:
    """English: whether people were only taken to a place: arrested ten men and flew two of them to X."""
    way = doc.within("motion", sentence.clause(sentence.clause_of(p.first))[0], p.lead)
    led = bool(way) and way[-1].name in _TAKEN and is_verb(way[-1]) and led_to(doc, p)
    return led and doc.pack.language == "en"


def but_led_off(
    doc: Document, sentence: Sentence, told: tuple[list[Placed], list[Placed]], aside: tuple[set[int], set[int]]
) -> list[Placed]:
    """English: of the places ``there`` those but where people were only taken: in X, held ten men, flew two to Y."""
    (fine, there), (ends, ways) = told, aside
    off = [p.first for p in there if p.first in ends and only_led_to(doc, sentence, p)]
    scenes = (p for p in fine if p.located and p.first not in (ends | ways)) if off else ()
    return ([p for p in there if p.first not in off] or list(scenes) or there) if off else there


def of_relation(doc: Document, tag: Tag) -> bool:
    """Whether a preposition belongs to the words of a relation: to the north of X, on the left bank of X."""
    relation = doc.at("relation", tag.first)
    return relation is not None and relation.last - relation.first > tag.last - tag.first


def only_meant(doc: Document, p: Placed, tags: list[Tag]) -> bool:
    """Arabic: whether somebody was on his way to a place before what is told of him: held on his way to X, led to Y."""
    way = doc.at("cue", p.lead - 1) if doc.pack.language == "ar" and doc.at("into", p.lead) else None
    pronouns = tuple(doc.pack.morphology.pronouns)
    meant = way is not None and way.name == "road" and doc.tokens[way.first].word.endswith(pronouns)
    return meant and p.first < min(t.first for t in tags)


def says_so(doc: Document, p: Placed) -> bool:
    """English: whether a body of a place tells of what went on elsewhere: reached X, the Y council said."""
    the = p.first - 1
    theirs = doc.pack.language == "en" and the > 0 and p.lead >= the and doc.pack.has("definite", doc.tokens[the].word)
    return theirs and doc.tokens[the - 1].text == "," and doc.has("hearsay", p.last + 1, p.last + 3)


def onward(doc: Document, a: Placed, b: Placed) -> bool:
    """Whether those who reached one place went on to the next: to X and from there to Y, to X and then to Y."""
    gap = range(a.last, b.first)
    there = doc.within("there", a.last, b.first, "out_of") or doc.within("moved_on", a.last, b.first)
    led = bool(there) and doc.has("into", a.last, b.first)
    return led and not doc.has("group", a.last, b.first) and not any(doc.tokens[i].is_number for i in gap)


def turns_to(doc: Document, p: Placed) -> bool:
    """Arabic: whether a place only says where the news turns to: and to X, where six left Y; we go to X, where."""
    first = doc.sentence_of(p.first).first
    here = bool(doc.pack.morphology.article) and led_to(doc, p) and not doc.has("motion", first, p.first)
    after = p.last + 1 if p.last < len(doc.tokens) and doc.tokens[p.last].is_sign else p.last
    return here and doc.at("wherein", after) is not None


def within_town(doc: Document, p: Placed, last: int) -> Placed:
    """The town that a prison, hospital or school lies in, told right behind its name: to the prison X in Y."""
    beside = [t for i in (p.lead, p.first - 1, p.last) for x in ("hospital", "facility") if (t := doc.at(x, i))]
    if not (beside or p.cue == _PRISON) or (p.mention.place and p.mention.place.kind not in _LIVED_IN):
        return p
    near = (q for q in literal(doc, p.last, last)[:1] if q.located and q.lead - p.last <= _PREPOSITION)
    return next((q for q in near if not joined(doc, p.last, q)), p)


def of_a_people(doc: Document, p: Placed) -> bool:
    """Whether a name only says of which people they are: Syrian families; Arabic writes "40 Syrians" as "40 Syria"."""
    if p.lead < p.first or p.located:
        return False
    m, before = doc.pack.morphology, doc.tokens[max(0, p.first - 1)]
    country = bool(m.article) and p.mention.place is not None and p.mention.place.kind == "country"
    people = doc.at("group", p.first - 1) is not None and before.word.endswith(m.masculine_endings[:1] or "\0")
    return (country and (before.is_number or people)) or doc.at("demonym", p.first) is not None


def stands_there(doc: Document, i: int) -> bool:
    """Arabic: whether "the town" stands right after a preposition, and so is its place: from the town, in X."""
    cue = doc.at("cue", i) if doc.pack.morphology.article else None
    return cue is not None and cue.first == i and cue.name in _LIVED_IN and definite(doc, cue)


def gave_up_there(doc: Document, p: Placed, tags: list[Tag]) -> bool:
    """Whether "to" only leads to those to whom others give themselves up: surrendered to the army in X."""
    last = max((t for t in tags if t.first < p.first), key=lambda t: t.first, default=None)
    given_up = last is not None and last.name == "surrender" and doc.pack.language in ("ar", "en")
    return given_up and last is not None and any(doc.has(x, last.last, p.lead) for x in ("actor", "acting", "group"))


def is_crossing(p: Placed) -> bool:
    """Whether a place is a crossing, which nobody sets out from: passed the crossing of X towards Y."""
    return (p.cue or (p.mention.place.kind if p.mention.place else "")) == "crossing"


def is_crossed(p: Placed) -> bool:
    """Whether a place is crossed on the way when an end is named too: the bridge of X."""
    return (p.cue or (p.mention.place.kind if p.mention.place else "")) in _CROSSED


def of_it(doc: Document, p: Placed) -> bool:
    """Arabic: whether an attached "of" leads to a place: from the southern quarters of the city of X."""
    of = doc.pack.morphology.prepositions[1:2]
    noun = doc.at("cue", p.lead)
    clitic = noun.prefix if noun else doc.tokens[p.lead].text if p.mention.start > doc.tokens[p.lead].start else ""
    return bool(of) and clitic.startswith(of)


def of_camp(doc: Document, i: int) -> bool:
    """Arabic: whether a word of motion only says whose a camp is: to the camps of the displaced in X."""
    article = doc.pack.morphology.article or "\0"
    return doc.tokens[i].text.startswith(article) and doc.at("cue", i - 1) is not None


def given_to(doc: Document, p: Placed, motion: int) -> bool:
    """Arabic: whether a preposition attached leads to those of a place or its hospital: lorries for the people of X."""
    to, i = doc.pack.morphology.to_places[-1:], p.first - 1
    if to and p.mention.start > doc.tokens[p.first].start:  # spoken, "on" leads to where
        return p.first > motion and doc.tokens[p.first].text.startswith(doc.pack.morphology.spoken or "\0")
    if not to or i < motion:
        return False
    text = doc.tokens[i].text
    return text.startswith(to) and any(doc.pack.has(label, text[1:]) for label in ("dwellers", "hospital", "locals"))


def turn_back(doc: Document, tags: list[Tag], ends: dict[str, list[Placed]]) -> None:
    """English: turn the way of those displaced who went back: families displaced to X from Y went back."""
    back = [t for t in tags if t.name == "return" and is_verb(t) and doc.pack.language == "en"]
    fled = [t for t in tags if t.name == "flee" and back and t.last <= back[-1].first and t.form == "past"]
    named = (*ends["origin"], *ends["destination"])
    if fled and named and all(fled[0].last <= p.first < back[-1].first for p in named):
        ends["origin"], ends["destination"] = ends["destination"], ends["origin"]


def go_on_from_there(doc: Document, ends: dict[str, list[Placed]]) -> None:
    """Arabic: turn a place that a relative clause tells to be reached into where they set out: who had reached X."""
    reached = [p for p in ends["destination"] if doc.pack.language == "ar" and _who_reached(doc, p)]
    if reached and not ends["origin"] and len(reached) < len(ends["destination"]):
        ends["origin"] = reached[:1]
        ends["destination"] = [p for p in ends["destination"] if p not in reached]


def _who_reached(doc: Document, p: Placed) -> bool:
    came = next((t for t in doc.within("motion", p.lead - 1, p.first, "arrive") if is_verb(t)), None)
    return came is not None and doc.at("relative", came.first - 1) is not None


def smuggled(doc: Document, p: Placed) -> bool:
    """Whether arms are seized where they were to come through: foiled the smuggling of missiles through the post of."""
    crossing = p.cue == "crossing" or (p.mention.place is not None and p.mention.place.kind == "crossing")
    first, _ = (s := doc.sentence_of(p.first)).clause(s.clause_of(p.first))
    return crossing and any(doc.within("event", first, p.lead, kind) for kind in ("disrupted", "arrest", "cache"))


def _over_load(doc: Document, motion: Tag, lead: int) -> int:
    """Where what lorries carry begins right before a name, else the name: laden with food and tents."""
    load = doc.last_of("laden", motion.last, lead)
    if load is None or literal(doc, load.last, lead):
        return lead
    return lead if any(doc.has(x, load.last, lead) for x in ("event", "motion")) else load.first


def past_carrier(doc: Document, p: Placed, near: Tag, verbs: list[Tag]) -> tuple[Tag, int]:
    """Arabic: the verb of leaving before one that only tells what vehicles carry, and where that or a load begins.

    Twenty buses carrying fighters left X: the name stands behind what they carry.
    """
    if near.name == "transport" and near.prefix == "" and doc.pack.morphology.article and not p.located:
        clause = doc.sentence_of(near.first).clause_of(near.first)
        left = [t for t in verbs if t.name == "leave" and is_verb(t) and t.last < near.first < p.lead]
        if left and doc.sentence_of(near.first).clause_of(left[-1].first) == clause:
            days = sum(doc.date_at(i) is not None for i in range(left[-1].last, near.first))
            return left[-1], near.first - days
    return near, _over_load(doc, near, p.lead)


def of_the_displaced(doc: Document, p: Placed) -> bool:
    """Whether a place only tells whence those are who do something elsewhere: the displaced of X marched in Y."""
    there = doc.places_in(p.last, doc.sentence_of(p.first).last) if of_driven_out(doc, p) else ()
    return any(o.located and o.mention.usage == "literal" for o in there)


def from_the_displaced(doc: Document, p: Placed, near: Tag) -> bool | None:
    """Arabic: whether those go who were driven from a place: the displaced of X; None where nothing tells of them.

    What goes to them goes neither from there nor, as far as one knows, to there.
    """
    those = doc.first_of("driven_out", p.lead - 1, p.first)
    if those is None:
        return None
    to_them = bool(those.prefix) and those.prefix not in doc.pack.morphology.conjunctions
    if to_them or doc.at("into", those.first - 1):
        return False
    return True if near.name in _TAKEN_IN else None
