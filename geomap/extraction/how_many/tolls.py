"""Killed, wounded, captured: numbers tied to the words that make them a toll."""

from __future__ import annotations

from typing import TYPE_CHECKING, final

from geomap.extraction.how_many.asides import after_aside, behind_actor, broken, over_source, past_names
from geomap.extraction.how_many.besides import died_besides, others_died
from geomap.extraction.how_many.by_place import beside_places
from geomap.extraction.how_many.dying import died_since, fatal, take_fatal
from geomap.extraction.how_many.harmless import spares_all, take_unhurt
from geomap.extraction.how_many.headcounts import KEYS, headcounts
from geomap.extraction.how_many.more import further, pronouns
from geomap.extraction.how_many.now import take_now
from geomap.extraction.how_many.parts import on_each_side, rest_of
from geomap.extraction.how_many.sides import gapped_side, of_other_side
from geomap.extraction.how_many.suffering import CARRIED, carried_on, fallen, of_a_captive, outlived, suffers, told_how
from geomap.extraction.how_many.together import apart, killed_whom_they_took, sums_up
from geomap.extraction.how_many.victims import by_noun, hurt_others, in_company, of_several, only_spoken_of, unnumbered
from geomap.extraction.what.crowds import gathered_over
from geomap.extraction.what.modality import is_verb
from geomap.extraction.what.seized_people import seizes_people
from geomap.extraction.who.doers import acts_on, object_of, victim_of
from geomap.extraction.words.phrases import definite

if TYPE_CHECKING:
    from geomap.extraction.how_many.numbers import Numbers
    from geomap.extraction.how_many.quantities import Quantity
    from geomap.extraction.words.document import Document, Placed
    from geomap.extraction.words.pack import Tag

_AFTER = 6  # tokens that may stand between a verb and the number of its victims
_MOTIVE = 3  # tokens from what people protest against to its toll
_BEFORE = 7
_HELD = 9  # tokens from captives to what was done to them: held by X were executed
_FOUND = 3  # tokens from a number to the word for how they were found
_OF_IT = 3  # words from "fell" to "of them"


@final
class Toll:
    """Counts by key (absent: not stated; 0: stated as none) and where they stand; ``victims`` are token ranges."""

    __slots__ = ("counts", "marks", "mentioned", "places", "shares", "taken_up", "victims")

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.marks: list[tuple[int, int]] = []
        self.victims: list[tuple[int, int]] = []
        self.mentioned: set[str] = set()
        self.taken_up: set[int] = set()  # numbers with the article: of people told of before
        self.shares: dict[int, dict[str, int]] = {}  # those that stand right before a place, by token
        self.places: list[Placed] = []  # by which it is told, if it is

    def part(self, *, captured: bool) -> Toll:
        """Return the toll with those who were captured alone, or without them."""
        out = Toll()
        out.counts = {key: n for key, n in self.counts.items() if (key == "captured") is captured}
        out.marks, out.victims, out.mentioned = self.marks, self.victims, self.mentioned
        out.taken_up, out.shares = self.taken_up, self.shares
        return out


@final
class _Met:
    """The counts of a token range, those ``used``, its words of harm, and the counts that are some's ``own``."""

    __slots__ = ("own", "quantities", "tags", "used")

    def __init__(
        self, quantities: list[Quantity], used: set[int], tags: list[tuple[str, Tag]], own: dict[Tag, Quantity]
    ) -> None:
        self.quantities = quantities
        self.used = used
        self.tags = tags
        self.own = own


def read_toll(doc: Document, numbers: Numbers, first: int, last: int, *, sides: bool = False) -> Toll:
    """Read the tolls told in a token range.

    Parts ("among them two children") are not added, the losses of both ``sides`` of a fight are; vague numbers
    ("dozens") leave the count open.
    """
    toll = Toll()
    article = doc.pack.morphology.article
    tags = _words_of_harm(doc, first, last)
    # where no word of harm stands, numbers count but with the article: people told of before
    counted = bool(tags or article) or doc.has("risen", first, last)
    quantities = headcounts(doc, numbers, first, last) if counted else []
    tags, quantities = apart(doc, tags, quantities, first, last)
    toll.taken_up = {q.value for q in quantities if q.value and doc.tokens[q.first].text.startswith(article or "\0")}
    tags = [kt for kt in tags if not died_since(doc, *kt, quantities)]
    own = {
        tag: q for key, tag in tags if (q := _own(doc, tag, quantities)) and not (key == "captured" and _then(doc, q))
    }
    tags = [kt for kt in tags if not (kt[1] in own and sums_up(own, kt[1]))]
    used = {q.first for q in own.values()}
    # "left 14 dead": the noun's number, but not that of "while the army admits to four dead"
    for key, tag in sorted(tags, key=lambda kt: (_comes_later(doc, kt[1], own.get(kt[1])), kt[1].first)):
        if _told_of_before(doc, toll, key, tag, first):
            continue
        toll.mentioned.add(key)
        if key not in toll.counts:
            _count(doc, toll, (key, tag), _Met(quantities, used, tags, own), (first, last))
        elif key == "killed" and toll.counts[key] and (more := died_besides(doc, toll, tag, quantities)):
            toll.counts[key] += more
        else:
            also = sides or doc.at("contrast", _clause_start(doc, tag))  # "also killed in it were"
            other = _other_side(doc, tag, quantities, used, tags) if also and key == "killed" and toll.victims else None
            if other and of_other_side(doc, toll.victims[-1], tag, other):
                used.add(other.first)
                _add(toll, other)
    if sides and toll.counts.get("killed") and (left := gapped_side(doc, toll.victims[-1][1], quantities)):
        _add(toll, left)
    if "captured" in toll.mentioned and "killed" in toll.mentioned:
        killed_whom_they_took(doc, toll, tags)
    take_now(doc, toll, quantities, first, last)
    toll.shares = beside_places(doc, quantities, toll, first, last)
    take_unhurt(doc, toll, first, last)
    take_fatal(doc, numbers, toll, first, last)
    return toll


def _words_of_harm(doc: Document, first: int, last: int) -> list[tuple[str, Tag]]:
    """The words of harm in a token range that may tell a toll, in text order, each with what it tells of."""
    met = ((key, by_noun(doc, t)) for key in KEYS for t in doc.within(key, first, last))
    tags = sorted((kt for kt in met if not _no_toll(doc, *kt)), key=lambda kt: kt[1].first)
    whole = [kt for kt in tags if kt[1].loose and doc.pack.morphology.article]  # life, in "life left two others"
    inside = [kt for kt in tags if any(w[0] == kt[0] and w[1].first < kt[1].first < w[1].last for w in whole)]
    return [kt for kt in tags if kt not in inside] if inside else tags


def _count(doc: Document, toll: Toll, told: tuple[str, Tag], met: _Met, span: tuple[int, int]) -> None:
    """Count those whom a word of harm tells: by a word, its ``own`` number or another, or one whom none counts."""
    (key, tag), (first, last) = told, span
    quantities, used = met.quantities, met.used
    if (n := _in_words(doc, toll, key, tag, first, quantities)) is not None:
        more = further(doc, quantities, used, tag.last, last) * (n > 0 and _lone(doc, tag))
        toll.counts[key] = n * on_each_side(doc, tag.last) + more
        toll.victims.append((tag.first, tag.last))
        return
    found = met.own.get(tag) or _counted(doc, tag, quantities, used, met.tags)
    if found is None or found.value is None:  # all the passengers, and they were 12
        found = _numbered(doc, tag, quantities, used) or found
    if found is not None:
        used.add(found.first)
        toll.victims.append((found.first, found.last))
        if found.value is not None:
            toll.victims += (along := in_company(doc, tag, found))
            value = found.value * on_each_side(doc, max(found.last, tag.last))
            toll.counts[key] = value + len(along) + further(doc, quantities, used, found.last, last)
            toll.marks.append((found.first, found.last))
        return
    whom = victim_of(doc, tag, quantities)
    if (few := unnumbered(doc, tag, first, last) if whom is None else (whom, 1)) is not None:
        at, n = few
        toll.counts[key] = n + further(doc, quantities, used, at + 1, last) * (at != tag.first or _lone(doc, tag))
        toll.victims.append((at, at + 1))


def _comes_later(doc: Document, tag: Tag, own: Quantity | None) -> bool:
    """Whether a word of harm is read after those that have a number of their own."""
    return own is None or contrasted(doc, tag) or (is_verb(tag) and others_died(doc, own))


def contrasted(doc: Document, tag: Tag) -> bool:
    """Arabic: whether another claim is told in a clause that sets it against the first: while they admit to four."""
    article = doc.pack.morphology.article
    first = _clause_start(doc, tag)
    return bool(article) and doc.has("contrast", first, first + 1) and doc.has("except", first, tag.first)


def _no_toll(doc: Document, key: str, tag: Tag) -> bool:
    """Whether a word of loss tells of a limb or a thing, or stands in a name: lost a leg, seized arms."""
    if key == "captured" and of_a_captive(doc, tag):
        return True
    if key == "captured" and doc.at("takes_either", tag.first) and is_verb(tag):
        sentence = doc.sentence_of(tag.first)
        return not seizes_people(doc, tag, sentence.clause(sentence.clause_of(tag.first)))
    blamed = doc.at("negation", tag.first - 1) if tag.form == "participle" and doc.pack.language == "en" else None
    if blamed is not None and blamed.last == tag.first and doc.tokens[tag.first - 1].word in ("of", "for"):
        return True  # a man accused of killing two
    if (key == "wounded" and fatal(doc, tag)) or (key == "killed" and outlived(doc, tag)):
        return True
    held = doc.at("captured", tag.first) if key == "killed" and doc.pack.morphology.article else None
    caught = held is not None and held.first == tag.first and held.last > tag.last  # fell into the hands of the police
    hurt = doc.at("wounded", tag.first) if key == "killed" else None
    shells = bool(doc.pack.morphology.article) and doc.at("lands", tag.first) is not None and _some_of_it(doc, tag)
    if shells or (tag.last - tag.first > 1 and doc.at("lands", tag.last - 1) and not fallen(doc, tag)):
        return True
    limb = hurt is not None and hurt.first == tag.first and hurt.last > tag.last
    place = doc.place_at(tag.first)
    called = doc.tokens[tag.first].text[0].isupper() and not doc.tokens[tag.first].text.isupper()
    called &= tag.form == "noun" and tag.first > doc.sentence_of(tag.first).first and not doc.named[tag.first - 1]
    return limb or caught or called or (place is not None and place.last - place.first > 1)


def _some_of_it(doc: Document, tag: Tag) -> bool:
    """Arabic: whether it is shells told of before of which some come down: rockets, two of which fell near X."""
    fired = doc.within("event", _clause_start(doc, tag), tag.first, "shelling")
    return bool(fired) and bool(doc.within("there", tag.last, tag.last + _OF_IT, "out_of"))


def _in_words(doc: Document, toll: Toll, key: str, tag: Tag, first: int, quantities: list[Quantity]) -> int | None:
    """How many a word tells without a number: nobody, two, as many or twice as many as were told before."""
    if (two := doc.at("two", tag.first)) or _denied(doc, tag, first) or spares_all(doc, tag):
        return 2 if two else 0
    beside = range(tag.first - 1 - (doc.at("undergone", tag.first - 1) is not None), tag.last + 1)  # as many were hurt
    times = next((n for n, label in ((2, "twice"), (1, "as_many")) if any(doc.at(label, i) for i in beside)), 0)
    others = (toll.counts[k] for k in KEYS[:2] if k != key and k in toll.counts)
    dead = toll.counts.get(KEYS[0], 0) if key == KEYS[1] else 0
    return next((times * n for n in others), None) if times else rest_of(doc, tag, quantities, dead) if dead else None


def _clause_start(doc: Document, tag: Tag) -> int:
    sentence = doc.sentence_of(tag.first)
    return sentence.clause(sentence.clause_of(tag.first))[0]


def _told_of_before(doc: Document, toll: Toll, key: str, tag: Tag, first: int) -> bool:
    """Whether a word of harm tells nobody's new: what is protested, an attempt, "it hit him", "of which they died"."""
    if only_spoken_of(doc, tag) or (key == "wounded" and _some_of_them(doc, tag, first)):
        return True
    if not is_verb(tag):
        protested = doc.has("motive", max(first, tag.first - _MOTIVE), tag.first)  # "in protest against the death of"
        told = doc.at("event", tag.first)
        protested |= told is not None and told.first == tag.first and gathered_over(doc, told)
        burnt = doc.at("deed", tag.first) and doc.within("event", first, tag.first, "disrupted")  # arms "put to death"
        return protested or bool(burnt) or doc.at("attempt", tag.first - 1) is not None
    him = key == "wounded" and "killed" in toll.mentioned and doc.tokens[tag.first].text.endswith(pronouns(doc)[:2])
    him |= doc.at("leads_off", tag.first) is not None and doc.tokens[tag.first].text.endswith(pronouns(doc))
    return him or doc.at("suffered_before", tag.last) is not None


def _some_of_them(doc: Document, tag: Tag, first: int) -> bool:
    """English: whether a number tells only what became of some of the hurt: 15 hurt, and 12 of the injured left."""
    the = tag.first - 1
    of = doc.pack.language == "en" and doc.pack.has("definite", doc.tokens[the].word)
    of = of and doc.pack.has("genitive", doc.tokens[the - 1].word)
    return of and any(t.last < the and is_verb(t) for t in doc.within("wounded", first, the))


def _add(toll: Toll, q: Quantity) -> None:
    """Add the dead of a fight's other side."""
    toll.counts["killed"] += q.value or 0
    toll.victims.append((q.first, q.last))
    toll.marks.append((q.first, q.last))


def _own(doc: Document, tag: Tag, quantities: list[Quantity]) -> Quantity | None:
    """The counted noun is the toll's own word: 13 dead, three wounded."""
    if is_verb(tag):
        own = next((q for q in quantities if q.first < tag.first < q.last), None)
        return None if own and hurt_others(doc, tag, quantities) else own
    joins = doc.pack.morphology.conjunctions[:1] or ("\0",)
    after = doc.at("deed", tag.first) or tag.prefix.startswith(joins)  # "the dead were 124 and the hurt 200"
    end = tag.first + bool(after)  # "the death of nine and the wounding of 26" tells what follows
    return next((q for q in quantities if q.first <= tag.first and end <= q.last and q.last > q.first), None)


def _then(doc: Document, q: Quantity) -> bool:
    """Whether captives are told of who then are killed or hurt: 52 hostages were killed; shot fifteen prisoners."""
    dead = doc.within("killed", q.first - _AFTER, q.first)
    if doc.pack.morphology.article and any(is_verb(t) or t.last == q.first for t in dead):
        return True
    if doc.at("intransitive", q.last) and doc.at("killed", q.last):
        return True  # two detainees died
    done = doc.first_of("undergone", q.last, q.last + (_HELD if doc.pack.language == "en" else 4))
    if done is not None and broken(doc, q.last, done.first):
        return False
    harm = doc.at("event", done.last) if done else None
    raped = harm is not None and harm.name == "sexual"
    return done is not None and (raped or any(doc.at(key, done.last) for key in ("killed", "wounded")))


def _counted(
    doc: Document, tag: Tag, quantities: list[Quantity], used: set[int], tags: list[tuple[str, Tag]]
) -> Quantity | None:
    """The number of a toll word: before a passive or intransitive verb, else after it."""
    after = _following(doc, tag, quantities, used, tags)
    before = _preceding(doc, tag, quantities, used)
    if before is not None and before.last == tag.first and before.noun == "people" and not is_verb(tag):
        return before  # eight demonstrators dead
    suffered = suffers(doc, tag)
    undergone = suffered or doc.at("intransitive", tag.first) or told_how(doc, tag)
    passive = doc.pack.language == "en" and suffered
    joins = [i for i in range(tag.last, after.first) if doc.pack.has("and", doc.tokens[i].word)] if after else []
    if before is None and after and undergone and (passive or joins):
        return None  # a guard was killed and three others hurt; was lynched after his car hit two
    return (before or after) if undergone else (after or before)


def _numbered(doc: Document, tag: Tag, quantities: list[Quantity], used: set[int]) -> Quantity | None:
    """The number that is told after its people: all aboard perished, and they were 22."""
    after = (
        q for q in quantities if q.first > tag.first and q.first not in used and doc.at("their_number", q.first - 1)
    )
    return next(after, None) if is_verb(tag) else None


def _following(
    doc: Document, tag: Tag, quantities: list[Quantity], used: set[int], tags: list[tuple[str, Tag]]
) -> Quantity | None:
    reach = _AFTER if is_verb(tag) else 4
    alone = doc.at("one", tag.last) if doc.pack.morphology.article else None
    joins = doc.pack.morphology.conjunctions[:1]
    lone = _lone(doc, tag) and not doc.at("two", tag.first)
    for q in quantities:
        if lone and q.first >= tag.last and doc.tokens[q.first].text.startswith(joins):
            return None  # one dead of the medics, and three of the townsmen
        joined = (
            (doc.tokens[i].text for i in (alone.last, q.first)) if alone and joins and q.first > alone.first else ()
        )
        if any(text.startswith(joins) for text in joined):
            return None  # a fisherman died and two are missing; a commander and three of his men
        start = over_source(doc, behind_actor(doc, tag), q.first)
        if q.first in used or not tag.first < q.first <= start + reach or _acts(doc, tag, q, quantities):
            continue
        if any(tag.last <= t.first < q.first and not _joined(tag, t) for _, t in tags) or broken(doc, start, q.first):
            continue
        return q
    return None


def _other_side(
    doc: Document, tag: Tag, quantities: list[Quantity], used: set[int], tags: list[tuple[str, Tag]]
) -> Quantity | None:
    after = _following(doc, tag, quantities, used, tags)
    return after if doc.pack.morphology.article else _preceding(doc, tag, quantities, used) or after


def _lone(doc: Document, tag: Tag) -> bool:
    """Arabic: whether a noun tells one or two of the dead or hurt by its form, whom others may join."""
    told = any(doc.at(label, tag.first) for label in ("lone", "two")) and not (is_verb(tag) or definite(doc, tag))
    told &= not (doc.at("two", tag.first) and doc.at("remains", tag.first))  # the two bodies of a man and his wife
    return told and bool(doc.pack.morphology.article)


def _acts(doc: Document, verb: Tag, q: Quantity, quantities: list[Quantity]) -> bool:
    """Arabic: whether those counted right after a verb act, as its object tells: two gunmen shot a guard."""
    m = doc.pack.morphology
    if m.article and verb.loose and q.last < verb.last and doc.at("aim", verb.last - 1):
        return True  # two men finished off a farmer
    dual = m.article and is_verb(verb) and doc.tokens[q.first].word.endswith(m.masculine_endings[1])
    if dual and q.first == verb.last and doc.at("lone", verb.first):
        return True  # a verb that has another form for what is done to somebody: assassinated
    return object_of(doc, verb, q, quantities) is not None


def _joined(a: Tag, b: Tag) -> bool:
    """Two toll words before one number do not share it, save as parts of one phrase."""
    return b.first < a.last


def _preceding(doc: Document, tag: Tag, quantities: list[Quantity], used: set[int]) -> Quantity | None:
    """The victims stand before the verb: 17 fighters met their death."""
    if not is_verb(tag) and doc.pack.language == "ar":
        return _found_dead(tag, quantities, used)
    if acts_on(doc, tag):
        return None  # two gunmen shot dead a guard
    suffered = suffers(doc, tag)
    passive = suffered or doc.at("intransitive", tag.first) or of_several(doc, tag)
    reach = CARRIED if suffered and carried_on(doc, tag) else _BEFORE
    far = CARRIED if passive and doc.pack.language == "en" else reach
    for q in reversed(quantities):
        beside = q.last == tag.first and tag.form != "participle"  # more than thirty hurt
        if (
            q.first not in used
            and (q.noun == "people" or passive or beside)
            and q.last <= (start := after_aside(doc, past_names(doc, q, quantities), tag.first)) <= tag.first
            and tag.first <= start + (far if _opens(doc, q) else reach)
            and not broken(doc, start, tag.first)
        ):
            return q
    return None


def _opens(doc: Document, q: Quantity) -> bool:
    """Whether a number opens its sentence, and so counts its subject: two men on their way to market in X died."""
    first = doc.sentence_of(q.first).first
    return q.noun == "people" and not any(doc.at(x, i) for i in range(first, q.first) for x in ("event", "occurs"))


def _found_dead(tag: Tag, quantities: list[Quantity], used: set[int]) -> Quantity | None:
    """Arabic: the number of people before the word for how they were found: four of its men, slaughtered."""
    near = (q for q in quantities if q.first not in used and 0 <= tag.first - q.last <= _FOUND)
    return next(near, None) if tag.name == "state" else None


def _denied(doc: Document, tag: Tag, first: int) -> bool:
    nobody = doc.pack.morphology.article and any(doc.at("one", i) for i in (tag.last, tag.last + 1))
    none = (t for t in doc.within("negation", max(first, tag.first - 3), tag.first, "") if t.last >= tag.first - 1)
    none = (t for t in none if not (doc.at("lacking", t.first) and t.last < tag.first))  # men without badges killed one
    return (not is_verb(tag) or bool(nobody)) and any(not doc.has("untold", t.first, tag.last) for t in none)
