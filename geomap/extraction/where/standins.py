"""What stands for places told before: the town, the camp, the governorate, in part of which it happened; both towns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.senses import SETTLED, may_be_capital, may_stand_for, rank
from geomap.extraction.ways.ways import fled, is_end, led_from
from geomap.extraction.where.elsewhere import is_aside, of_somebody, only_heard, only_sent_from
from geomap.extraction.where.headings import heads_line
from geomap.extraction.where.listing import meant
from geomap.extraction.where.scenes import homes, is_seat, literal
from geomap.extraction.words.phrases import agrees, definite, known, with_article
from geomap.model import Resolution

if TYPE_CHECKING:
    from geomap.extraction.words.document import Document, Placed, Sentence
    from geomap.extraction.words.pack import Tag

KEPT_IN_MIND = 4000  # tokens back over which a place or day is taken up: what is told before is forgotten
_UNIT = "governorate"
_UNITS = (_UNIT, "district", "subdistrict")
_FACILITIES = ("airport", "base", "bridge", "road", "crossing")  # lie in a town: the airport east of the city
_AROUND = 20  # tokens that a name and the words that lead to it may take
_LATELY = 3  # sentences back in which two places were told of which "both" speaks
_BOTH = 2
_CALLED = 2  # tokens from a name to the noun that it is called by
_SMALL = ("town", "village")
_LIVED_IN = (*_SMALL, "city", "camp", "neighbourhood")
_SUBJECT = 3  # tokens of a subject with "there"
_HEARD = 2  # sentences back in which who spoke, and where, is still in mind
_PART = 2  # words of "another place in", "several areas of"


def standing(doc: Document, sentence: Sentence, span: tuple[int, int] | None = None) -> Placed | None:
    """A word of the clause that stands for a place named elsewhere: the town, the camp, the enclave."""
    first, last = span or (sentence.first, sentence.last)
    units = [t.first for t in doc.within("cue", first, last) if t.name in _UNITS and definite(doc, t)]
    seat = speaks_for(doc, sentence, units[0]) if units else None
    seat = seat or _one_of_them(doc, sentence, first, last)
    return seat or _taken_up(doc, sentence, first, last) or _pointed_at(doc, sentence, first, last)


def _taken_up(doc: Document, sentence: Sentence, first: int, last: int) -> Placed | None:
    """A place told before that a word with the article takes up."""
    articles = m.articles if (m := doc.pack.morphology).article else ()
    for tag in sorted(doc.within("cue", first, last), key=lambda t: t.name in _FACILITIES):
        is_definite = tag.prefix.endswith(articles) if articles else with_article(doc, tag.first)
        if (
            not is_definite
            or tag.name == "country"
            or doc.at("actor", tag.first)
            or (tag.name == "district" and agrees(doc, tag.first))  # the local authorities
            or (tag.last < min(last, len(doc.tokens)) and doc.tokens[tag.last].is_number)  # the 33rd brigade
            or _of_a_name(doc, tag)
            or _told_as_new(doc, sentence, tag)
        ):
            continue
        if (place := _stood_for(doc, sentence, tag)) is not None:
            return place
    camps = doc.within("cue", first, last, "camp") if articles else ()
    if any(t.prefix.endswith(articles) for t in camps) or doc.has("enclave", first, last):
        return doc.story  # the camp of the town
    return _one_of_them(doc, sentence, first, last)


def _told_as_new(doc: Document, sentence: Sentence, tag: Tag) -> bool:
    """Arabic: whether a noun takes up what its sentence tells as new: a village in the district of X, the village."""
    new = (t for t in doc.within("cue", sentence.first, tag.first, tag.name) if not definite(doc, t))
    return bool(doc.pack.morphology.article) and any(doc.at("of", t.last) for t in new)


def _of_a_name(doc: Document, tag: Tag) -> bool:
    """Whether a noun stands in the phrase of a name or right after it: Erbil, the city; not "from X to the town"."""
    apart = doc.at("locative", tag.first - 1) is not None
    around = doc.places_in(tag.first - _AROUND, tag.first + _AROUND)
    return any(p.lead <= tag.first < p.last + 2 - apart for p in around)


def _stood_for(doc: Document, sentence: Sentence, tag: Tag) -> Placed | None:
    """The place that a noun takes up: called so before, else of its kind, else the last that may be meant."""
    if tag.name in _UNITS and (
        unit := _unit_around(doc, tag) if tag.name == _UNIT else _unit_named(doc, sentence, tag)
    ):
        return unit
    earlier = _may_be_meant(doc, sentence, tag)
    here = [p for p in earlier if p.first >= sentence.first and p.cue in (None, tag.name)]
    if tag.name == _UNIT and not here:
        here = [p for p in literal(doc, sentence.first, tag.first) if is_seat(p)]
    told = here or literal(doc, sentence.first, tag.first)
    if (
        not told and tag.name in _LIVED_IN and doc.pack.morphology.article
    ):  # seven people of X died when gunmen stormed the town
        here = [p for p in homes(doc, sentence.first, tag.first) if may_stand_for(tag.name, p)]
    if here:
        return ([p for p in here if p.cue == tag.name] or here)[-1]
    return _told_before(doc, sentence, tag, earlier) if earlier else None


def _told_before(doc: Document, sentence: Sentence, tag: Tag, earlier: list[Placed]) -> Placed:
    """Of places told in earlier sentences the one that a noun takes up: called so, of its kind, else the last."""
    lately = (*doc.preceding(sentence, 1), sentence)[0].first
    if not doc.at("same", tag.last):
        earlier = [p for p in earlier if not _next_door(doc, p)] or earlier
    near = earlier[-1]  # told of since then
    alike = [p for p in earlier if p.cue == tag.name or doc.at("same", tag.last)]
    if alike:
        since = near.first >= lately > alike[-1].first and near.cue is None and tag.name in _SMALL
        return near if since and near.mention.place and near.mention.place.kind in _SMALL else alike[-1]
    kindred = [p for p in earlier if p.mention.place and p.mention.place.kind == tag.name]
    if kindred and tag.name in _UNITS[1:] and kindred[-1].first >= lately:
        return kindred[-1]
    if kindred and tag.name == "city":
        before = (*doc.preceding(sentence, _HEARD), sentence)[0].first
        since = any(near.first >= first > kindred[-1].first for first in (lately, before))
        town = since and near.mention.place and near.mention.place.kind == "town" and near.cue in (None, "city")
        return near if town else kindred[-1]
    return near if tag.name != "district" else (doc.story or near)


def _next_door(doc: Document, p: Placed) -> bool:
    """Whether a place is only told beside the story's own, and nothing happened there: holds neighbouring Hit."""
    if doc.at("next_to_it", p.first - 1) is None and doc.at("next_to_it", p.last) is None:
        return False
    s = doc.sentence_of(p.first)
    return all(t.form == "present" for t in doc.within("event", s.first, s.last))


def _unit_named(doc: Document, sentence: Sentence, tag: Tag) -> Placed | None:
    """The district that its sentence names before "the district", as people's home too: a family from the district X.

    It is told with the noun, or known as one.
    """
    named = (*literal(doc, sentence.first, tag.first), *homes(doc, sentence.first, tag.first))
    kinds = ((p, p.mention.place.kind if p.mention.place else None) for p in named)
    return next((p for p, kind in reversed([*kinds]) if tag.name in (p.cue, kind)), None)


def _may_be_meant(doc: Document, sentence: Sentence, tag: Tag) -> list[Placed]:
    """The places told before that a noun may take up, in text order: no datelines, ends of ways, seats of speakers."""
    capital = doc.at("capital", tag.first) is not None
    earlier = [
        p
        for p in doc.places_in(tag.first - KEPT_IN_MIND, tag.first)
        if p.mention.usage == "literal"
        and (capital or not p.container or (p.cue == tag.name and tag.name in _SMALL))  # a quarter of the town of X
        and may_stand_for(tag.name, p)
    ]
    if capital:
        return [p for p in earlier if p.mention.place and may_be_capital(p.mention.place)]
    told = [p for p in earlier if not (p is doc.mentions[0] and heads_line(doc, p))] or earlier  # no dateline
    earlier = [p for p in told if not (is_end(doc, p) or (tag.name == "camp" and fled(doc, p)))] or told
    clause = sentence.clause(sentence.clause_of(tag.first))[0]
    lately = (*doc.preceding(sentence, _HEARD), sentence)[0].first
    scenes = [p for p in earlier if not (p.first >= clause and (led_from(doc, p) or is_aside(doc, p, tag.first)))]
    if doc.pack.language == "en":  # buried those killed in the house of a family from X; the village
        scenes = [p for p in scenes if p.first < lately or not of_somebody(doc, p)]
    scenes = [p for p in scenes if not (lately <= p.first < sentence.first and only_heard(doc, p))] or earlier
    scenes = [p for p in scenes if not (p.first < clause and only_sent_from(doc, p))] or scenes
    return [p for p in scenes if not (lately <= p.first < clause and _came_to_scene(doc, p, scenes))]


def _came_to_scene(doc: Document, p: Placed, scenes: list[Placed]) -> bool:
    """Whether a place only tells where those came from who went to another: in X, people from Y returned."""
    if not led_from(doc, p):
        return False
    s = doc.sentence_of(p.first)
    there = any(doc.at("sure_place", q.lead) for q in scenes if s.first <= q.first < p.first and q.located)
    return there and doc.has("motion", s.first, p.lead)


def to_it(doc: Document, first: int, last: int) -> bool:
    """Whether a way leads to a place that is taken up: from X to the town."""
    cues = (t for w in doc.within("into", first, last) for t in doc.within("cue", w.last, w.last + 2))
    return any(known(doc, t) and t.name not in _UNITS for t in cues)


def _pointed_at(doc: Document, sentence: Sentence, first: int, last: int) -> Placed | None:
    """The settlement told last, where a clause ends in "there": a force reached X, and two were arrested there."""
    tags = doc.within("over_there", first, last)
    if not any(t.last >= last or doc.tokens[t.last].is_sign or doc.date_at(t.last) for t in tags):
        return None
    start = (*doc.preceding(sentence, 1), sentence)[0].first
    named = (p for p in literal(doc, start, tags[0].first) if rank(p.mention.place) >= SETTLED)
    told = [p for p in named if not (p.container or only_heard(doc, p))]
    return told[-1] if told else None


def there_told(doc: Document, sentence: Sentence) -> Placed | None:
    """English: the settlement of the sentence before, where the subject is of there: youths there cut the road.

    Of that sentence the first: what it tells of is named first.
    """
    tag = doc.first_of("over_there", sentence.first, sentence.first + _SUBJECT)
    if tag is None or doc.pack.language != "en" or tag.last >= sentence.last:
        return None
    who = any(doc.at(label, tag.first - 1) for label in ("group", "civilian", "acting", "dwellers"))
    before = doc.preceding(sentence, 1) if who else ()
    named = (p for s in before for p in literal(doc, s.first, s.last) if rank(p.mention.place) >= SETTLED)
    return next((p for p in named if not (p.container or is_end(doc, p))), None)


def speaks_for(doc: Document, sentence: Sentence, before: int) -> Placed | None:
    """The place for which an official speaks in a sentence, up to a token: the governor of X said."""
    told = (p for p in homes(doc, sentence.first, before) if doc.has("official", p.lead - 2, p.first))
    return next(told, None)


def _one_of_them(doc: Document, sentence: Sentence, first: int, last: int) -> Placed | None:
    """The first or last of the places told before, where "in the former", "in the latter" takes it up.

    In its sentence, else in the one before it.
    """
    for label, n in (("the_former", 0), ("the_latter", -1)):
        at = doc.first_of(label, first, last)
        if at is None:
            continue
        for told_in in (sentence, *doc.preceding(sentence, 1)):
            if told := literal(doc, told_in.first, min(at.first, told_in.last)):
                return told[n]
    return None


def _unit_around(doc: Document, tag: Tag) -> Placed | None:
    """The governorate told last, where "elsewhere in the governorate", "in the south of the province" takes it up."""
    if not _inside(doc, tag):
        return None
    word = doc.tokens[tag.first].word.removeprefix(tag.prefix)
    for p in reversed(doc.places_in(tag.first - KEPT_IN_MIND, tag.first)):
        place = p.mention.place
        if p.mention.usage != "literal" or place is None:
            continue
        near = range(max(0, p.first - _CALLED), min(len(doc.tokens), p.last + _CALLED))
        called = p.cue == _UNIT or any(doc.tokens[i].word == word for i in near)
        if place.kind == _UNIT and (called or not doc.pack.has("vague_unit", word)):
            return p
        if is_seat(p) and rank(place) >= SETTLED and doc.pack.morphology.article:
            return p.meaning(_as_unit(p))
    return None


def _as_unit(p: Placed) -> Resolution:
    """The governorate that bears the name of its seat."""
    units = (c for c in p.mention.resolution.candidates if c.place.kind == _UNIT)
    return Resolution("resolved", tuple(units))


def _inside(doc: Document, tag: Tag) -> bool:
    """Whether words before a noun with the article say that something lies in it: in, in the south of, another part."""
    if tag.last < len(doc.tokens) and doc.pack.has("genitive", doc.tokens[tag.last].word):
        return False  # in the state of
    if tag.prefix.startswith(doc.pack.morphology.prepositions[:1] or "\0"):
        return True
    before = tag.first - 1 - (not doc.pack.morphology.article)
    side = doc.at("relation", before)
    if side is not None:
        return side.name not in ("centre", "between")
    if doc.at("into", before) or doc.at("dwellers", before) or doc.at("motion", before):
        return False
    part = any(
        doc.has(label, before - _PART, before) or doc.at(label, before) is not None
        for label in ("several", "elsewhere")
    )
    return part or (doc.at("locative", before) is not None and doc.at("out_of", before) is None)


def both_told(doc: Document, sentence: Sentence, first: int, last: int) -> list[Placed]:
    """The last two settlements told before, where a clause speaks of both: protests were held in both towns."""
    article = doc.pack.morphology.article
    tag = next((t for t in doc.within("both", first, last) if not article or definite(doc, t)), None)
    before = tag.first - 1 if tag else -1
    between = doc.at("relation", before)
    if tag is None or (between and between.name == "between") or doc.at("into", before) or doc.at("out_of", before):
        return []
    if any(rank(p.mention.place) >= SETTLED and not p.container for p in doc.places_in(first, last)):
        return []
    start = (*doc.preceding(sentence, _LATELY), sentence)[0].first
    told = [p for p in literal(doc, start, tag.first) if not (p.container or rank(p.mention.place) < SETTLED)]
    if len(told) < _BOTH or told[-1].lead - told[-2].last > 1:  # not "reached the villages of X and Y"
        told = [p for p in told if not is_end(doc, p)]
    found: dict[object, Placed] = {}
    for p in reversed(told):
        found.setdefault(meant(p), p)
    return [*found.values()][1::-1] if len(found) > 1 else []
