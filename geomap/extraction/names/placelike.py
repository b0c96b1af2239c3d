"""Whether a name is a place where it stands: no person, no body, no everyday word, nobody who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extraction.names.bodies import in_quoted_name, of_a_body
from geomap.extraction.names.capitals import named_all_the_same, opens_report
from geomap.extraction.names.inside import before_short_unit, close, near_enough
from geomap.extraction.names.neighbours import spelled_their_way
from geomap.extraction.names.people import home_of
from geomap.extraction.names.senses import KNOWN
from geomap.extraction.names.wordforms import another_word, as_written, out_of_place
from geomap.extraction.where.headings import heads_among, heads_news
from geomap.extraction.words.phrases import (
    BEARINGS,
    Hit,
    back,
    cue_before,
    definite,
    ends_phrase,
    led_by_motion,
    led_by_place_word,
    name_of,
    of_a_deed,
    opens_a_line,
    owned,
    told_again,
)
from geomap.extraction.words.tokens import cased
from geomap.text import fold, name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.extraction.words.document import Document, Placed
    from geomap.model import Place

_SAID = 4  # tokens after a phrase that opens a sentence in which it is told who said so
_LIES = (*BEARINGS, "countryside", "near")  # relations that surely lead to a place
_SIDES = 4  # tokens from "between" to the name of a side
_LISTED = 6  # tokens of the names that follow one in a list
_TOLD = 20  # known places told last, near which a name is likelier a place
_FLOWS = 8  # tokens from "poured" to the "on" that leads to where
_AIMED = 4  # tokens from "shells fell" to "on"
_FLED = 5  # tokens from "fled" to the "from" of what was left
_CITY = 100_000  # inhabitants of a city
_SMALL = ("locative", "that", "negation", "complement", "clause", "via", "out_of", "into", "part")  # never a name
_SMALL_TOO = (*_SMALL, "relation", "cue")  # nor of one that nobody keeps by hand
_GRAMMAR = frozenset(_SMALL_TOO)
_LEADS = ("out_of", "into", "via", "that", "relation")
_OFTEN_NONE = ("homograph", "person", "forename")
_OF_NAMES = ("namesake", "opening", "short_unit", "ordinary", "any_towns_part")  # lists of names, not of words


def speaks_for_place(
    doc: Document, hit: Hit, placed: Placed, people: set[str], told: set[str], around: Sequence[Place], *, follows: bool
) -> bool:
    """Whether the context lets a name be a place; names that were ``told`` with a generic noun before are places.

    ``around``: known places told before. ``follows``: it stands next in the list that the name before belongs to.
    """
    home = doc.tokens[hit.first - 1].text == "," and home_of(doc, hit.first, hit.last)
    if home or heads_among(doc, hit, around[-_TOLD:]) or told_again(doc, hit, placed, told):
        return True
    if names_other(doc, hit, placed, people):
        return False
    if another_word(doc, hit, placed, around):
        return False
    if not hit.places or spelled_their_way(doc, hit) or _told_or_heading(doc, hit, placed, told):
        return True
    if _stands_alone(doc, hit, placed, follows=follows) and not out_of_place(doc, hit, placed, around):
        return True
    return bool(around) and _beside_others(doc, hit, placed, around, follows=follows)


def _stands_alone(doc: Document, hit: Hit, placed: Placed, *, follows: bool) -> bool:
    """Whether a name that a gazetteer has is a place by the words around it alone, whatever else is told of."""
    cue_known = placed.cue is not None or placed.listed or before_short_unit(doc, hit.last)
    curated = hit.rank > 0
    known = curated or hit.population >= KNOWN
    single = hit.last - hit.first == 1
    if placed.located and not known and doc.at("hearsay", placed.lead):
        return False  # according to Hadi
    facility = None if curated or placed.located else doc.at("facility", back(doc, placed.lead))
    if facility and doc.at("treated", facility.first) and hit.population >= KNOWN:
        facility = None  # "to Wad Madani hospital"
    if facility and single and doc.at("hospital", facility.first) and doc.at("town_hospital", hit.last):
        return not doc.tokens[hit.first].text.startswith(doc.pack.morphology.article or "\0")
    cued = cue_before(doc, hit.first)[0] is not None and not hit.cut  # "the town of al-Mazraa", which is also a farm
    cued = cued and not any(doc.at(label, hit.first) for label in _LEADS)  # "their road from X"
    written = single and doc.tokens[hit.first].spelling.is_cased
    name_for_sure = written and (_surely_located(doc, placed) or (known and named_all_the_same(doc, hit, placed)))
    small = single and not cued and not name_for_sure
    if (small and _small_word(doc, hit, curated=curated)) or (facility and facility.last == placed.lead):
        return False
    name = name_of(doc, hit)
    everyday = single and fold(name) in doc.pack.everyday
    if everyday and not curated:
        return _despite_everyday(doc, hit, placed, name)
    common = everyday or (
        (single or not (cased(name) or doc.at("compound", hit.first))) and _often_none(doc, name.split())
    )
    if common and known:
        definite_name = name.startswith(doc.pack.morphology.article or "\0")
        definite = curated and not everyday and definite_name
        named = definite and bool(placed.located or placed.relation)
        sure = _surely_located(doc, placed) and not (everyday and doc.pack.has("homograph", name))
        too = curated and hit.cut > 0 and bool(placed.located) and not doc.pack.has("homograph", name)  # to X and Ibb
        sure = sure or (curated and definite_name and _by_bearing(doc, placed)) or name_for_sure
        sure = sure or (definite and doc.at("undergoes", back(doc, placed.lead)) is not None)  # X came under fire
        return cue_known or named or ((sure or too) and as_written(hit, name))
    word = single and not curated and is_word(doc, hit.first)
    if word and not common:
        host = doc.at("motion", back(doc, placed.lead))
        led = placed.located or (host is not None and host.name == "receive")  # "Zuwara received 300 families"
        common = not (known and led and as_written(hit, name))
    # with a letter cut off it may as well be another word
    alone = known and (not hit.cut or not single or (follows and as_written(hit, name)))
    return cue_known or curated or (not common and (placed.located or placed.relation is not None or alone))


def _often_none(doc: Document, words: list[str]) -> bool:
    """Whether the words of a name are as often none: a given name, and after one another with the article."""
    somebody = doc.pack.has("forename", words[0])
    article = doc.pack.morphology.article
    rest = (somebody and doc.pack.has("forename", word.removeprefix(article)) for word in words)
    return all(
        any(doc.pack.has(label, w) for label in _OFTEN_NONE) or name for w, name in zip(words, rest, strict=True)
    )


def _told_or_heading(doc: Document, hit: Hit, placed: Placed, told: set[str]) -> bool:
    """Whether a name was told as a place before, or heads its line as a place does: "X: ..."; "in X, ...".

    After "in" it is indefinite: an adverbial phrase has its adjective or the article, or it tells where it was said.
    """
    if (placed.located or of_a_deed(doc, hit)) and name_key(name_of(doc, hit)) in told:
        return True
    if heads_news(doc, hit):
        return True
    if hit.last - hit.first > 1 or not opens_a_line(doc, hit.first):
        return False
    article = doc.pack.morphology.article or "\0"
    if doc.tokens[hit.last].text == ":":
        return hit.rank > 0 or hit.population >= _CITY
    return not name_of(doc, hit).startswith(article) and not doc.has("hearsay", hit.last, hit.last + _SAID)


def _beside_others(doc: Document, hit: Hit, placed: Placed, around: Sequence[Place], *, follows: bool) -> bool:
    """Whether a word, in Arabic letters, is a known town near one told of: from Sidon and Tyre, to leave Tyre."""
    towns = [p for p in hit.places if (p.rank or p.population >= KNOWN) and p.kind != "governorate"]
    if not towns or doc.tokens[hit.first].spelling.is_cased:
        return False
    source = doc.at("out_of", back(doc, hit.first))
    came = source is not None and source.last - source.first > 1  # "coming from"
    on_a_way = doc.at("via", placed.lead) or doc.at("motion", back(doc, hit.first))
    led = follows or came or bool(on_a_way) or _by_weak_word(doc, hit.first)
    edge = placed.relation == "edge" and hit.rank > 0 and bool(doc.pack.morphology.article)  # the outskirts of X
    if not ((led or edge or _surely_located(doc, placed)) and as_written(hit, name_of(doc, hit))):
        return False
    if edge and any(near_enough(p, other) for p in towns for other in around[-_TOLD:]):
        return True
    return any(close(p, other) for p in towns for other in around[-_TOLD:])


def _by_weak_word(doc: Document, i: int) -> bool:
    """Whether a word right before a token leads to a place, if it is one: at X, two of them from X."""
    return (led := doc.at("near_place", i - 1)) is not None and led.last == i


def _acts(doc: Document, hit: Hit, placed: Placed) -> bool:
    """Whether a noun right after a verb may act, though a village is named so too: the boats shelled the coast."""
    led = doc.at("locative", placed.lead)
    by_verb = led is not None and led.form == "past" and led.last == placed.first and placed.relation is None
    small = bool(hit.places) and not (hit.rank > 0 or hit.population >= KNOWN)
    return by_verb and small and doc.tokens[hit.first].text.startswith(doc.pack.morphology.article or "\0")


def _of_building(doc: Document, hit: Hit) -> bool:
    """Whether a building bears a name and lies elsewhere: the Al-Iman hospital in X."""
    after = doc.at("facility", hit.last) if hit.last < len(doc.tokens) else None
    if after is None or after.first != hit.last or not doc.tokens[hit.first].spelling.is_cased:
        return False
    known = hit.rank > 0
    lies = doc.pack.has("locative", doc.tokens[min(after.last, len(doc.tokens) - 1)].word)
    elsewhere = after.last + 1 < len(doc.tokens) and doc.tokens[after.last + 1].spelling.is_capital
    return not known or (lies and elsewhere)


def names_other(doc: Document, hit: Hit, placed: Placed, people: set[str]) -> bool:
    """Whether a name is a body's, a person's, or part of what stands in quotation marks."""
    cue_known = placed.cue is not None or placed.listed or before_short_unit(doc, hit.last)
    lived_in = doc.at("dwellers", placed.lead) or doc.at("dwellers", placed.lead - 1) or placed.relation
    reached = doc.pack.language == "en" and bool(placed.located or placed.relation)
    if _in_other_name(doc, hit, told=cue_known or bool(lived_in), led=reached) or _of_building(doc, hit):
        return True
    side = doc.at("relation", hit.first)  # the eastern quarter of X, where a place is called Quarter too
    opens = side is not None and side.first == hit.first and side.last > hit.last
    led = doc.at("leads", back(doc, hit.first))
    son = doc.at("kunya", hit.first - 1) is not None and not hit.cut  # Avicenna's hospital is none of Sinai
    if opens or son or (led and led.last == hit.first and not hit.rank):
        return True  # troops loyal to somebody
    body = of_a_body(doc, hit)
    if cue_known or body:
        return body
    bare = placed.lead == hit.first and not hit.cut  # no "in a street in Taiz"
    tribe = doc.at("clan", hit.first) and not (placed.located and _surely_located(doc, placed))  # between the Al Ghazi
    tribe = tribe or doc.at("of_tribe", hit.last) is not None  # the Murad tribe
    if tribe or (bare and doc.at("street", back(doc, hit.first))):
        return True  # Sanaa Street, in Hodeidah
    if bare and doc.at("facility", back(doc, hit.first)) and doc.at("eponym", hit.first):
        return True  # the Jerusalem hospital, in Gaza
    quoted = in_quoted_name(doc, hit, placed)
    return quoted or _names_side(doc, hit, placed) or _acts(doc, hit, placed) or _persons(doc, hit, placed, people)


def _names_side(doc: Document, hit: Hit, placed: Placed) -> bool:
    """English: whether a name after "between" is that of people: fighting between Berti and Zaghawa herders."""
    if doc.pack.language != "en" or not doc.within("relation", placed.first - _SIDES, placed.first, "between"):
        return False
    i = hit.last
    if i < len(doc.tokens) and doc.pack.has("and", doc.tokens[i].word):
        i += 1
        while i < len(doc.tokens) and doc.named[i]:
            i += 1
    return any(doc.at(label, i) for label in ("civilian", "group", "acting"))


def _persons(doc: Document, hit: Hit, placed: Placed, people: set[str]) -> bool:
    """Whether a name is a person's: after a given name or title, or borne by somebody named in the text."""
    before = back(doc, hit.first)
    titled = before >= 0 and hit.first - 1 == before and doc.at("person", before) is not None
    titled = titled and doc.at("compound", before - 1) is None  # and Misrata, after Bani Walid
    titled = titled and (doc.named[before] or not cased(doc.tokens[before].text))  # no bill
    given = hit.last - hit.first == 1 and doc.at("person", hit.first) and not _of_resident(doc, hit)
    given = given and not (cased(doc.tokens[hit.first].text) and _led_to_town(doc, hit, placed))  # in Tyler
    given = given and not _lies_there(doc, hit, placed)
    if titled or (given and not opens_report(doc, hit)):
        return True
    led = placed.relation or (placed.located and placed.lead < hit.first and doc.tokens[hit.first].spelling.is_cased)
    return bool(people) and not led and name_key(doc.words(hit.first, hit.last)) in people


def _led_to_town(doc: Document, hit: Hit, placed: Placed) -> bool:
    """English: whether words lead to a town that bears a given name: in Tyler; a known one near or aimed at."""
    resident = doc.tokens[hit.first - 2].text == "," and doc.pack.has("genitive", doc.tokens[hit.first - 1].word)
    if resident or doc.at("sure_place", back(doc, hit.first)):  # Olsen, 20, of Theodore
        return True
    hits = doc.at("aim", placed.lead) is not None and doc.has("event", placed.lead - _AIMED, placed.lead)
    return (hit.rank > 0 or hit.population >= KNOWN) and (placed.relation in _LIES or hits)


def _lies_there(doc: Document, hit: Hit, placed: Placed) -> bool:
    """Arabic: whether something is in or around a known town that bears a given name: a charge went off in Jasim."""
    if not (doc.pack.morphology.article and any(p.rank or p.population >= KNOWN for p in hit.places)):
        return False
    joins = doc.pack.morphology.conjunctions
    joined = hit.last < len(doc.tokens) and doc.tokens[hit.last].text.startswith(joins)
    goes_on = placed.located and placed.lead == hit.first and doc.tokens[hit.first].text[: hit.cut] in joins[:1]
    sure = bool(goes_on) or _surely_located(doc, placed)  # in Nawa and Jasim
    return (joined or ends_phrase(doc, hit.last)) and sure and as_written(hit, name_of(doc, hit))


def _of_resident(doc: Document, hit: Hit) -> bool:
    """English: whether a town's name tells where somebody lives: a Brandon woman, two Marion teachers."""
    led = doc.pack.has("indefinite", doc.tokens[hit.first - 1].word) if hit.first else False
    return led and doc.pack.language == "en" and doc.at("one", hit.last) is not None


def _despite_everyday(doc: Document, hit: Hit, placed: Placed, name: str) -> bool:
    """Whether an everyday word is a place all the same: after its generic noun, or a known town after "in"."""
    m = doc.pack.morphology
    adjective = not name.startswith(m.article or "\0") and name[-1] in m.adjectival
    if placed.cue is not None and not adjective and not any(doc.at(label, hit.first) for label in _SMALL):
        return True
    people = hit.population
    joined = placed.located and doc.tokens[hit.first].text.startswith(m.conjunctions[:1] or "\0")
    plain = name.startswith(m.article or "\0") or (as_written(hit, name) and not doc.pack.has("homograph", name))
    if people >= _CITY and joined and plain:
        return True  # "in Atbara and El Obeid", "to Sanaa and Ibb"
    if people >= _CITY and name.startswith(m.article or "\0") and _ends_led_phrase(doc, hit):
        return True  # "in El Obeid", "reached El Obeid": no adjective stands so
    noun = doc.at("several", hit.first - 1)
    quarters = noun is not None and not (definite(doc, noun) or owned(doc, noun.first))
    if people >= _CITY and name.startswith(m.article or "\0") and (quarters or _by_bearing(doc, placed)):
        return True  # west of El Obeid, the quarters of El Obeid: no adjective of a noun without article
    known = people >= KNOWN
    return known and _surely_located(doc, placed) and not doc.pack.has("homograph", name) and as_written(hit, name)


def _by_bearing(doc: Document, placed: Placed) -> bool:
    """Arabic: whether the word of a bearing, or of the middle, stands without article right before a name."""
    lies = placed.relation in _LIES or placed.relation == "centre"
    side = doc.at("relation", placed.first - 1) if lies else None
    plain = side is not None and not doc.tokens[side.first].text.startswith(doc.pack.morphology.article or "\0")
    thing = any(doc.at(label, placed.first) for label in ("struck", "facility", "ground", "thing", "cue"))
    return plain and side is not None and side.last == placed.first and not thing


def _ends_led_phrase(doc: Document, hit: Hit) -> bool:
    """Whether a name stands right after "in", or after "to" in a way that is told, and ends its phrase."""
    i, end = hit.first, hit.last
    article = doc.pack.morphology.article
    after = end >= len(doc.tokens) or not doc.tokens[end].text.startswith(article)  # no adjective of it
    led = led_by_motion(doc, i, end) and (after or ends_phrase(doc, end))
    return led or led_by_place_word(doc, i, end)


def _small_word(doc: Document, hit: Hit, *, curated: bool) -> bool:
    """Whether a token is a word of grammar, or an everyday word whole, so that no clitic may be cut from it."""
    labels = _SMALL if curated else _SMALL_TOO
    small = doc.any_at(_GRAMMAR, hit.first)
    if small and any((t := doc.at(label, hit.first)) and t.first == hit.first for label in labels):
        return True
    m, goes_on = doc.pack.morphology, hit.last < len(doc.tokens)
    if goes_on and m.article and doc.at("facility", hit.first) and doc.tokens[hit.last].text.startswith(m.article):
        return True  # the square of the Martyrs
    everyday = doc.pack.everyday
    return (
        hit.cut > 0 and doc.tokens[hit.first].word in everyday and (not curated or fold(name_of(doc, hit)) in everyday)
    )


def _surely_located(doc: Document, placed: Placed) -> bool:
    """Whether a preposition that mostly leads to places stands right before a name: "in Tyre", not "from pictures"."""
    led = doc.at("names_place", placed.first - 1)
    of = led is not None and led.last == placed.first and led.last - led.first > 1  # the outskirts of Hit
    of = of or _governed(doc, placed.first) or (placed.lead == placed.first and _takes_in(doc, placed.first))
    of = of or (doc.at("aim", placed.lead) is not None and doc.has("flows", placed.lead - _FLOWS, placed.lead))
    if of or doc.at("sure_place", back(doc, placed.first)) or placed.relation in _LIES:
        return True
    return _seized(doc, placed) or _from_here(doc, placed) or _came_from(doc, placed)


def _governed(doc: Document, i: int) -> bool:
    """Arabic: whether an office over ground stands without article right before a name: the mayor of Nawa."""
    office = doc.at("official", i - 1) if (article := doc.pack.morphology.article) else None
    led = office is not None and office.last == i and not office.prefix.endswith(article)
    return led and not doc.tokens[i - 1].text.startswith(article)  # a new chief of the police


def _takes_in(doc: Document, i: int) -> bool:
    """Whether a hospital that took people in bears a name right after its noun: the hospital of X received."""
    facility = doc.at("facility", i - 1)
    return facility is not None and facility.last == i and doc.at("treated", i - 1) is not None


def _seized(doc: Document, placed: Placed) -> bool:
    """Whether a name is what a force took: took control of X; the army retook X."""
    who = doc.at("actor", placed.first - 1)
    last = who.first if who and who.last == placed.first else placed.first
    verb = doc.at("event", last - 1)
    return verb is not None and verb.name in ("territory", "loss") and verb.last == last


def _from_here(doc: Document, placed: Placed) -> bool:
    """Whether a name is where a way began: "from X to" in a sentence of motion."""
    sentence = doc.sentence_of(placed.first)
    i, conjunction = placed.last, doc.pack.morphology.conjunctions[:1] or ("\0",)
    while i < min(len(doc.tokens), placed.last + _LISTED) and doc.tokens[i].text.startswith(conjunction):
        i += 1  # "from Tyre and Nabatieh to"
    i += i > placed.last and doc.at("into", i) is None  # the last of two words: "and Bint Jbeil to"
    to = doc.at("into", i) is not None or (
        doc.at("aim", i) is not None and doc.has("flows", sentence.first, placed.first)
    )
    ends = doc.at("out_of", placed.first - 1) is not None and to
    return ends and doc.has("motion", sentence.first, sentence.last)


def _came_from(doc: Document, placed: Placed) -> bool:
    """Arabic: whether those who flee or were displaced left a name behind: families fleeing from X, hundreds fled X."""
    at = placed.first - 1
    if doc.pack.language != "ar" or not doc.at("out_of", at):
        return False
    going = doc.at("motion", at - 1)
    if going is not None and going.form == "noun" and going.name in ("flee", "arrive"):
        return True
    fled = doc.within("motion", max(doc.sentence_of(at).first, at - _FLED), at)
    return any(t.name == "flee" and not doc.has("out_of", t.last, at) for t in fled)


def is_word(doc: Document, i: int) -> bool:
    """Whether a token is a word of the pack; a capitalised one may stand inside a longer pattern and be a name."""
    whole_only = doc.tokens[i].text.isascii()
    return any(
        not whole_only or tag.last - tag.first == 1 for label, tag in doc.over(i).items() if label not in _OF_NAMES
    )


def _in_other_name(doc: Document, hit: Hit, *, told: bool, led: bool) -> bool:
    """Whether the name is part of another; one that an outlet bears whole is a place after its noun or its people.

    So is a country that is written as who acts where a preposition has ``led`` to it: fled to Israel.
    """
    acting = [t for i in range(hit.first, hit.last) if (t := doc.at("actor", i))]
    if acting:
        return not (led and all((t.first, t.last) == (hit.first, hit.last) for t in acting))
    organisation = doc.at("organisation", hit.first)
    return organisation is not None and not (told and organisation.last - organisation.first == 1)
